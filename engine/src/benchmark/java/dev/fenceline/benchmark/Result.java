package dev.fenceline.benchmark;

import java.util.Locale;

/**
 * The measured result of a row.
 *
 * @param what the row
 * @param unit the unit of the figures
 * @param isRate whether more is better
 * @param median the median
 * @param least the smallest figure
 * @param most the largest figure
 * @param times number of measurements
 */
record Result(
    String what, String unit, boolean isRate, double median, double least, double most, int times) {
  /**
   * Returns the factor by which this is slower than an earlier result, which is below 1 if it is
   * faster.
   */
  double slower(Result than) {
    return isRate ? than.median / median : median / than.median;
  }

  /** Reports whether the figures are sizes, which do not depend on the speed of a machine. */
  boolean isSize() {
    return unit.equals("bytes") || unit.equals("MB");
  }

  /** Returns the figures with their unit. */
  String words() {
    String figure = number(median) + " " + unit;
    return times == 1 ? figure : figure + " (" + number(least) + " to " + number(most) + ")";
  }

  private static String number(double value) {
    String form = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value);
  }
}
