package dev.fenceline.app.workspace;

/**
 * A range of session time.
 *
 * @param fromNanos its start
 * @param toNanos its end; not before its start
 */
public record TimeRange(long fromNanos, long toNanos) {
  /** Checks the order. */
  public TimeRange {
    if (toNanos < fromNanos) {
      throw new IllegalArgumentException("a range from " + fromNanos + " to " + toNanos);
    }
  }

  /** Returns the range between two moments, in either order. */
  public static TimeRange between(long oneNanos, long otherNanos) {
    return new TimeRange(Math.min(oneNanos, otherNanos), Math.max(oneNanos, otherNanos));
  }

  /** Returns the length. */
  public long lengthNanos() {
    return toNanos - fromNanos;
  }

  /** Reports whether the moment is in the range, ends included. */
  public boolean contains(long nanos) {
    return fromNanos <= nanos && nanos <= toNanos;
  }
}
