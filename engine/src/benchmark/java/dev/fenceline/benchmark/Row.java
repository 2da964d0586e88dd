package dev.fenceline.benchmark;

/**
 * A row of the table.
 *
 * @param what what is measured
 * @param unit its unit
 * @param isRate whether more is better
 * @param before what it was at commit 3c1d33d; empty if it was not measured
 * @param must what it must be; empty if nothing is asked
 * @param times how often it is measured
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
