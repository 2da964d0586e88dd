package dev.fenceline.app.workspace;

/**
 * A range of session time.
 *
 * @param fromNanos its start
 * @param toNanos its end; not before its start
 */
public record Range(long fromNanos, long toNanos) {
  /** Checks the order. */
  public Range {
    if (toNanos < fromNanos) {
      throw new IllegalArgumentException("a range from " + fromNanos + " to " + toNanos);
    }
  }

  /** Returns the range between two moments, in either order. */
  public static Range between(long oneNanos, long otherNanos) {
    return new Range(Math.min(oneNanos, otherNanos), Math.max(oneNanos, otherNanos));
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
