package dev.fenceline.app.explorer;

import java.util.List;

/**
 * A chart of marks over the values of a parameter, before layout.
 *
 * @param title what its vertical axis measures
 * @param axis the unit of the vertical axis
 * @param top the end of the vertical axis
 * @param along the parameter on the horizontal axis; empty if none varies
 * @param places the values of that parameter, from left to right
 * @param series the lines, one for each value of the second parameter
 */
record Chart(
    String title, Axis axis, double top, String along, List<Place> places, List<Series> series) {
  /** The unit of the vertical axis. */
  enum Axis {
    /** A fraction, 0 to 1. */
    SHARE,
    /** Nanoseconds. */
    TIME
  }

  /**
   * A value on the horizontal axis.
   *
   * @param label the label
   * @param at the position, 0 to 1
   */
  record Place(String label, double at) {}

  /**
   * A line.
   *
   * @param name its name; empty if it is the only line
   * @param marks its measurements, from left to right; places without a measurement have none
   */
  record Series(String name, List<Mark> marks) {}

  /**
   * A measurement.
   *
   * @param place the index of its value, from 0
   * @param caseIndex the index of its case
   * @param low the lower end of its bar
   * @param middle the position of its point
   * @param high the upper end of its bar
   * @param ticks further positions that are marked on the bar
   * @param words a description of the measurement
   */
  record Mark(
      int place,
      int caseIndex,
      double low,
      double middle,
      double high,
      List<Double> ticks,
      String words) {}

  /** Reports whether there are no measurements. */
  boolean isEmpty() {
    return series.stream().allMatch(each -> each.marks().isEmpty());
  }
}
