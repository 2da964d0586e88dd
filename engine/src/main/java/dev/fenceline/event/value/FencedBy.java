package dev.fenceline.event.value;

import java.util.Locale;

/** How the fencing of a failed controller ended. */
public enum FencedBy {
  /**
   * A surviving controller reset the failed one. Commands of the failed one can no longer reach
   * media.
   */
  CCR,
  /** The host waited until the target must have detected the failure and quiesced. */
  HOLD,
  /** The controller reported that it has stopped, before commands failed over. */
  STOPPED,
  /** Nothing protected the data: the host continued immediately. */
  NONE,
  /** Fencing has not ended, or the recording does not say how it ended. */
  NOT_KNOWN;

  /** Returns the word for summaries. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
