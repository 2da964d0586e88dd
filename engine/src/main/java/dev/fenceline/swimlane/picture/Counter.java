package dev.fenceline.swimlane.picture;

import java.util.Arrays;

/**
 * Counts how many items existed at a given time. Stores only their beginnings and ends, so a column
 * of pixels costs two binary searches regardless of the number of items. Immutable.
 */
public final class Counter {
  private final long[] begins;
  private final long[] ends;

  /** Creates a counter of items with these beginnings and ends, in nanoseconds, in any order. */
  Counter(long[] begins, long[] ends) {
    this.begins = begins.clone();
    this.ends = ends.clone();
    Arrays.sort(this.begins);
    Arrays.sort(this.ends);
  }

  /** Counts column by column, from earlier to later times. */
  public Walk walk() {
    return new Walk();
  }

  /** Searches for each moment from the position of the previous one, which is near. */
  public final class Walk {
    private int begun;
    private int ended;

    /**
     * Returns the maximum number of items that can have existed between two moments. Neither moment
     * may be before that of the last call.
     */
    public int during(long fromNanos, long toNanos) {
      begun = onTo(begins, begun, toNanos);
      ended = onTo(ends, ended, fromNanos - 1);
      return begun - ended;
    }

    /**
     * Returns how many moments are at or before the given one, if it is known that at least {@code
     * found} are.
     */
    private int onTo(long[] sorted, int found, long nanos) {
      int at = found;
      int step = 1;
      while (at + step <= sorted.length && sorted[at + step - 1] <= nanos) {
        at += step;
        step *= 2;
      }
      for (; step > 0; step /= 2) {
        if (at + step <= sorted.length && sorted[at + step - 1] <= nanos) {
          at += step;
        }
      }
      return at;
    }
  }

  /** Returns the number of items that ended after the first moment and not after the second. */
  public int ended(long fromNanos, long toNanos) {
    return upTo(ends, toNanos) - upTo(ends, fromNanos);
  }

  /** Returns how many of these sorted moments are at or before a moment. */
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
