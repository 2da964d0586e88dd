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

  /** Counts column by column, from earlier to later times. */
  public Walk walk() {
    return new Walk();
  }

  /** Looks for each moment from where the last one was found, which is close. */
  public final class Walk {
    private int begun;
    private int ended;

    /**
     * Returns the largest number of things that can have existed between two moments, of which
     * neither is before those of the last call.
     */
    public int during(long fromNanos, long toNanos) {
      begun = onTo(begins, begun, toNanos);
      ended = onTo(ends, ended, fromNanos - 1);
      return begun - ended;
    }

    /** Returns how many moments lie at or before one, if it is known that {@code found} do. */
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
