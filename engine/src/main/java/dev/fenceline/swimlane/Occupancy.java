package dev.fenceline.swimlane;

import java.util.Arrays;

/**
 * How many things there were on average over a stretch of time: exact, and two binary searches for
 * each edge however many there are. Immutable.
 */
final class Occupancy {
  private final long[] begins;
  private final long[] ends;

  /** The sum of the first so many beginnings, and of the ends. */
  private final double[] beginSums;

  private final double[] endSums;

  /** Things with these beginnings and ends, in nanoseconds, in any order. */
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

  /** How many there are at a moment. */
  int at(long nanos) {
    return Counter.upTo(begins, nanos) - Counter.upTo(ends, nanos);
  }

  /** How many there are on average from one moment to a later one. */
  double mean(long fromNanos, long toNanos) {
    return toNanos <= fromNanos
        ? at(fromNanos)
        : (spent(toNanos) - spent(fromNanos)) / (toNanos - fromNanos);
  }

  /** The time that all things together have been there before a moment. */
  private double spent(long nanos) {
    int begun = Counter.upTo(begins, nanos);
    int ended = Counter.upTo(ends, nanos);
    return ((double) begun * nanos - beginSums[begun]) - ((double) ended * nanos - endSums[ended]);
  }
}
