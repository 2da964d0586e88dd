package dev.fenceline.event;

import java.util.Locale;

/** How fencing of a failed controller came to its end. */
public enum FencedBy {
  /** A surviving controller reset the failed one: nothing of it can reach media. */
  CCR,
  /** The host waited until the target must have noticed and quiesced. */
  HOLD,
  /** The controller itself said that it has stopped, before anything went elsewhere. */
  STOPPED,
  /** Nothing protected the data: the host went on at once. */
  NONE,
  /** It has not ended, or what was seen does not say. */
  NOT_KNOWN;

  /** In a word, as summaries say it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
