package dev.fenceline.clock;

import java.util.Locale;

/** Which time a run passes in. */
public enum ClockKind {
  /** Time jumps to the next deadline; channels are in memory. A seed determines every byte. */
  VIRTUAL,
  /** The time of the wall; channels are TCP on the loopback. */
  REAL;

  /** In a word, as the command line and session files spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A loop of this kind, driven by the calling thread. */
  public LabLoop loop(Seed seed) {
    return switch (this) {
      case VIRTUAL -> LabLoop.virtual(seed);
      case REAL -> LabLoop.real(seed);
    };
  }
}
