package dev.fenceline.event.value;

import java.util.Locale;

/** The result of the integrity check. */
public enum Verdict {
  /** Up to the end, every block held the data that a correct store would hold. */
  INTACT,
  /** At least one acknowledged write was lost, or a block held wrong data. */
  CORRUPT,
  /** Nothing was checked, or the check was not completed. */
  UNKNOWN;

  /** Returns the word for summaries and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
