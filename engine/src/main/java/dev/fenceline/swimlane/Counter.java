package dev.fenceline.swimlane;

import java.util.Arrays;

/**
 * How many things there were at a time: from their beginnings and ends alone, so a column of pixels
 * costs two binary searches however many there are. Immutable.
 */
final class Counter {
  private final long[] begins;
  private final long[] ends;

  /** Things with these beginnings and ends, in nanoseconds, in any order. */
  Counter(long[] begins, long[] ends) {
    this.begins = begins.clone();
    this.ends = ends.clone();
    Arrays.sort(this.begins);
    Arrays.sort(this.ends);
  }

  /** The most things that can have been there at once between two moments. */
  int during(long fromNanos, long toNanos) {
    return upTo(begins, toNanos) - upTo(ends, fromNanos - 1);
  }

  /** How many ended after the first moment and not after the second. */
  int ended(long fromNanos, long toNanos) {
    return upTo(ends, toNanos) - upTo(ends, fromNanos);
  }

  /** How many of these, in order, lie at or before a moment. */
  static int upTo(long[] sorted, long nanos) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
