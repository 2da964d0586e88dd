package dev.fenceline.app.explorer;

import java.util.List;

/**
 * A chart of marks over the values of a parameter, ready to be laid out.
 *
 * @param title what its upward axis measures
 * @param axis how that axis is labelled
 * @param top where that axis ends
 * @param along what varies; empty: nothing
 * @param places the values, from left to right
 * @param series the lines, one for each value of what else varies
 */
record Chart(
    String title, Axis axis, double top, String along, List<Place> places, List<Series> series) {
  /** What an upward axis counts. */
  enum Axis {
    /** Parts of the whole, 0 to 1. */
    SHARE,
    /** Nanoseconds. */
    TIME
  }

  /**
   * A value.
   *
   * @param label as it is written
   * @param at where it stands, 0 to 1
   */
  record Place(String label, double at) {}

  /**
   * A line.
   *
   * @param name what it is; empty where it is the only one
   * @param marks what was measured, from left to right; none where nothing was
   */
  record Series(String name, List<Mark> marks) {}

  /**
   * A measurement.
   *
   * @param place at which value, from 0
   * @param caseIndex of which case
   * @param low where its bar begins
   * @param middle where its point is
   * @param high where its bar ends
   * @param ticks what the bar marks between
   * @param words all of it in words
   */
  record Mark(
      int place,
      int caseIndex,
      double low,
      double middle,
      double high,
      List<Double> ticks,
      String words) {}

  /** Whether there is anything to see. */
  boolean isEmpty() {
    return series.stream().allMatch(each -> each.marks().isEmpty());
  }
}
