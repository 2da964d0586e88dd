package dev.fenceline.event;

import java.util.Locale;

/** How fencing of a failed controller came to its end. */
public enum FencedBy {
  /** A surviving controller reset the failed one: nothing of it can reach media. */
  CCR,
  /** The host waited until the target must have noticed and quiesced. */
  HOLD,
  /** Nothing protected the data: the host went on at once. */
  NONE;

  /** In a word, as summaries and JSON say it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
