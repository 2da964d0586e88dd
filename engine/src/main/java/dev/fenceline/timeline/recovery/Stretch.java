package dev.fenceline.timeline.recovery;

/** A stretch of the time of a session, or a moment, in nanoseconds since it began. */
public record Stretch(long fromNanos, long toNanos) {
  /** Returns how long it is. */
  public long nanos() {
    return toNanos - fromNanos;
  }
}
