package dev.fenceline.swimlane.picture;

import java.util.Arrays;

/**
 * Calculates how many items existed on average over a period. The result is exact and costs two
 * binary searches for each edge, regardless of the number of items. Immutable.
 */
final class Occupancy {
  private final long[] begins;
  private final long[] ends;

  /** Prefix sums of the beginnings and of the ends. */
  private final double[] beginSums;

  private final double[] endSums;

  /**
   * Creates the occupancy of items with these beginnings and ends, in nanoseconds, in any order.
   */
  Occupancy(long[] begins, long[] ends) {
    this.begins = begins.clone();
    this.ends = ends.clone();
    Arrays.sort(this.begins);
    Arrays.sort(this.ends);
    beginSums = sums(this.begins);
    endSums = sums(this.ends);
  }

  private static double[] sums(long[] sorted) {
    double[] sums = new double[sorted.length + 1];
    for (int i = 0; i < sorted.length; i++) {
      sums[i + 1] = sums[i] + sorted[i];
    }
    return sums;
  }

  /** Returns the number of items at a moment. */
  int at(long nanos) {
    return Counter.upTo(begins, nanos) - Counter.upTo(ends, nanos);
  }

  /** Returns the average number of items from one moment to a later one. */
  double mean(long fromNanos, long toNanos) {
    return toNanos <= fromNanos
        ? at(fromNanos)
        : (spent(toNanos) - spent(fromNanos)) / (toNanos - fromNanos);
  }

  /** Returns the total time for which all items existed before a moment. */
  private double spent(long nanos) {
    int begun = Counter.upTo(begins, nanos);
    int ended = Counter.upTo(ends, nanos);
    return ((double) begun * nanos - beginSums[begun]) - ((double) ended * nanos - endSums[ended]);
  }
}
