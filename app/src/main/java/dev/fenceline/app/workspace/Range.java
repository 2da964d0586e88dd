package dev.fenceline.app.workspace;

/**
 * A stretch of session time.
 *
 * @param fromNanos where it begins
 * @param toNanos where it ends; not before it begins
 */
public record Range(long fromNanos, long toNanos) {
  /** Checks the order. */
  public Range {
    if (toNanos < fromNanos) {
      throw new IllegalArgumentException("a range from " + fromNanos + " to " + toNanos);
    }
  }

  /** The range between two moments, whichever comes first. */
  public static Range between(long oneNanos, long otherNanos) {
    return new Range(Math.min(oneNanos, otherNanos), Math.max(oneNanos, otherNanos));
  }

  /** How long it is. */
  public long lengthNanos() {
    return toNanos - fromNanos;
  }

  /** Whether the moment lies in it, ends included. */
  public boolean contains(long nanos) {
    return fromNanos <= nanos && nanos <= toNanos;
  }
}
