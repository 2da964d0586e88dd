package dev.fenceline.event;

/** One path, on its own lane. */
public sealed interface PathEvent extends Detail {
  /** The delay and jitter of a path in a capture, where they are not known. */
  long UNKNOWN_DELAY = -1;

  /**
   * The path is open, with a one-way delay of {@code delayNanos} that varies by up to {@code
   * jitterNanos} in either direction; {@link #UNKNOWN_DELAY} if they are not known.
   */
  @Kind("path-opened")
  record Opened(String front, String back, long delayNanos, long jitterNanos)
      implements PathEvent {}

  /** One direction changed state; an outage of both directions is two events. */
  @Kind("path-state")
  record StateChanged(Direction direction, PathState from, PathState to, String reason)
      implements PathEvent {}

  /** The delay changed. */
  @Kind("path-delay")
  record DelayChanged(Direction direction, long delayNanos, long jitterNanos)
      implements PathEvent {}
}
