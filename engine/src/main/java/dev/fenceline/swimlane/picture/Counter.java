package dev.fenceline.swimlane.picture;

import java.util.Arrays;

/**
 * Counts how many things existed at a time. It knows only their beginnings and ends, so a column of
 * pixels costs two binary searches regardless of their number. Immutable.
 */
public final class Counter {
  private final long[] begins;
  private final long[] ends;

  /** Creates a counter of things with these beginnings and ends, in nanoseconds, in any order. */
  Counter(long[] begins, long[] ends) {
    this.begins = begins.clone();
    this.ends = ends.clone();
    Arrays.sort(this.begins);
    Arrays.sort(this.ends);
  }

  /** Returns the largest number of things that can have existed between two moments. */
  public int during(long fromNanos, long toNanos) {
    return upTo(begins, toNanos) - upTo(ends, fromNanos - 1);
  }

  /** Returns how many ended after the first moment and not after the second. */
  public int ended(long fromNanos, long toNanos) {
    return upTo(ends, toNanos) - upTo(ends, fromNanos);
  }

  /** Returns how many of these sorted moments lie at or before a moment. */
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
