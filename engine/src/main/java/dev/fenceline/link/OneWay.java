package dev.fenceline.link;

import dev.fenceline.event.Direction;
import dev.fenceline.event.PathState;
import java.util.SplittableRandom;

/** The condition of one direction of a path. Only {@link Link} changes it. */
final class OneWay {
  private final Direction direction;
  private final SplittableRandom random;
  private PathState state = PathState.UP;
  private long cause;
  private boolean keepsBytesOfAborted;
  private long delayNanos;
  private long jitterNanos;

  OneWay(Direction direction, SplittableRandom random, long delayNanos, long jitterNanos) {
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

  /** The event that said of the present state; 0 at the beginning. */
  long cause() {
    return cause;
  }

  void become(PathState next, long event) {
    state = next;
    cause = event;
  }

  /** Whether a stall also keeps what an endpoint has sent that aborts meanwhile. */
  boolean keepsBytesOfAborted() {
    return keepsBytesOfAborted;
  }

  void keepBytesOfAborted(boolean keep) {
    keepsBytesOfAborted = keep;
  }

  /** Sets the delay; returns whether that changed anything. */
  boolean delay(long nextDelayNanos, long nextJitterNanos) {
    boolean changes = delayNanos != nextDelayNanos || jitterNanos != nextJitterNanos;
    delayNanos = nextDelayNanos;
    jitterNanos = nextJitterNanos;
    return changes;
  }

  /** How long the next bytes travel: the delay, more or less by up to the jitter. */
  long nextDelayNanos() {
    if (jitterNanos == 0) {
      return delayNanos;
    }
    return Math.max(0, delayNanos + random.nextLong(-jitterNanos, jitterNanos + 1));
  }
}
