package dev.fenceline.link;

import dev.fenceline.event.Cause;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.PathState;
import java.util.SplittableRandom;

/** The state of one direction of a path. Only {@link Link} changes it. */
final class PathDirection {
  private final Direction direction;
  private final SplittableRandom random;
  private PathState state = PathState.UP;
  private Cause cause = Cause.NONE;
  private boolean keepsBytesOfAborted;
  private long delayNanos;
  private long jitterNanos;

  PathDirection(Direction direction, SplittableRandom random, long delayNanos, long jitterNanos) {
    this.direction = direction;
    this.random = random;
    this.delayNanos = delayNanos;
    this.jitterNanos = jitterNanos;
  }

  Direction direction() {
    return direction;
  }

  PathState state() {
    return state;
  }

  /** Returns the event that recorded the current state; none initially. */
  Cause cause() {
    return cause;
  }

  void become(PathState next, Cause event) {
    state = next;
    cause = event;
  }

  /** Reports whether a stall also keeps the bytes of an endpoint that aborts during the stall. */
  boolean keepsBytesOfAborted() {
    return keepsBytesOfAborted;
  }

  void keepBytesOfAborted(boolean keep) {
    keepsBytesOfAborted = keep;
  }

  /** Sets the delay and jitter and returns whether either has changed. */
  boolean delay(long nextDelayNanos, long nextJitterNanos) {
    boolean changes = delayNanos != nextDelayNanos || jitterNanos != nextJitterNanos;
    delayNanos = nextDelayNanos;
    jitterNanos = nextJitterNanos;
    return changes;
  }

  /**
   * Returns the travel time of the next bytes: the delay, varied by up to the jitter in either
   * direction.
   */
  long nextDelayNanos() {
    if (jitterNanos == 0) {
      return delayNanos;
    }
    return Math.max(0, delayNanos + random.nextLong(-jitterNanos, jitterNanos + 1));
  }
}
