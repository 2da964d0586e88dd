package dev.fenceline.benchmark;

import java.util.Locale;

/**
 * What was measured of a row.
 *
 * @param what the row
 * @param unit the unit of the figures
 * @param isRate whether more is better
 * @param median the median
 * @param least the least figure
 * @param most the greatest figure
 * @param times how often it was measured
 */
record Result(
    String what, String unit, boolean isRate, double median, double least, double most, int times) {
  /** Returns by which factor this is slower than an earlier result; below 1 if it is faster. */
  double slower(Result than) {
    return isRate ? than.median / median : median / than.median;
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
