package dev.fenceline.event;

import java.util.Locale;

/** What the integrity check says of the data. */
public enum Verdict {
  /** Every block held what a correct store would hold, to the end. */
  INTACT,
  /** At least one acknowledged write was lost, or a block held what it must not. */
  CORRUPT,
  /** Nothing was checked, or not to the end. */
  UNKNOWN;

  /** The verdict in a word, as summaries and JSON say it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
