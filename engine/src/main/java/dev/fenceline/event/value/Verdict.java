package dev.fenceline.event.value;

import java.util.Locale;

/** The result of the integrity check. */
public enum Verdict {
  /** Every block held the data that a correct store would hold, up to the end. */
  INTACT,
  /** At least one acknowledged write was lost, or a block held wrong data. */
  CORRUPT,
  /** Nothing was checked, or the check did not reach the end. */
  UNKNOWN;

  /** Returns the word for summaries and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
