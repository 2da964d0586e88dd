package dev.fenceline.benchmark;

/**
 * A row of the table.
 *
 * @param what what is measured
 * @param unit its unit
 * @param isRate whether more is better
 * @param before the figure at commit 3c1d33d, or empty if it was not measured
 * @param must the required figure, or empty if there is none
 * @param times number of measurements
 * @param measure measures it once
 */
record Row(
    String what,
    String unit,
    boolean isRate,
    String before,
    String must,
    int times,
    Measure measure) {
  /** Measures something once. */
  interface Measure {
    /** Returns the figure, in the unit of the row. */
    double once() throws Exception;
  }

  static Row time(
      String what, String unit, String before, String must, int times, Measure measure) {
    return new Row(what, unit, false, before, must, times, measure);
  }

  static Row rate(
      String what, String unit, String before, String must, int times, Measure measure) {
    return new Row(what, unit, true, before, must, times, measure);
  }
}
