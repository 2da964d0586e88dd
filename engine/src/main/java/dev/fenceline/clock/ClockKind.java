package dev.fenceline.clock;

import java.util.Locale;

/** The kind of time in a run. */
public enum ClockKind {
  /** Time jumps to the next deadline, and channels are in memory. A seed determines every byte. */
  VIRTUAL,
  /** Wall-clock time; channels are TCP connections over the loopback interface. */
  REAL;

  /** Returns the word for the command line and session files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns a loop of this kind, driven by the calling thread. */
  public LabLoop loop(Seed seed) {
    return switch (this) {
      case VIRTUAL -> LabLoop.virtual(seed);
      case REAL -> LabLoop.real(seed);
    };
  }
}
