package dev.fenceline.swimlane.picture;

import java.util.Arrays;

/**
 * Calculates how many things existed on average over a stretch of time. The result is exact and
 * costs two binary searches for each edge regardless of their number. Immutable.
 */
final class Occupancy {
  private final long[] begins;
  private final long[] ends;

  /** Prefix sums of the beginnings and of the ends. */
  private final double[] beginSums;

  private final double[] endSums;

  /** Creates it from things with these beginnings and ends, in nanoseconds, in any order. */
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

  /** Returns how many there are at a moment. */
  int at(long nanos) {
    return Counter.upTo(begins, nanos) - Counter.upTo(ends, nanos);
  }

  /** Returns how many there are on average from one moment to a later one. */
  double mean(long fromNanos, long toNanos) {
    return toNanos <= fromNanos
        ? at(fromNanos)
        : (spent(toNanos) - spent(fromNanos)) / (toNanos - fromNanos);
  }

  /** Returns the total time that all things have existed before a moment. */
  private double spent(long nanos) {
    int begun = Counter.upTo(begins, nanos);
    int ended = Counter.upTo(ends, nanos);
    return ((double) begun * nanos - beginSums[begun]) - ((double) ended * nanos - endSums[ended]);
  }
}
