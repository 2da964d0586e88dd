package dev.fenceline.event;

/** One path, on its own lane. */
public sealed interface PathEvent extends Detail {
  /** The delay and jitter of a path that was only seen, in a capture. */
  long UNKNOWN_DELAY = -1;

  /**
   * It is open: one-way {@code delayNanos}, varied by up to {@code jitterNanos} either way; {@link
   * #UNKNOWN_DELAY}: not known.
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
