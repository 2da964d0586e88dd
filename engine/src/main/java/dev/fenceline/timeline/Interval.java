package dev.fenceline.timeline;

import dev.fenceline.event.Lane;

/**
 * A stretch of time on a lane, from one event to another.
 *
 * @param fromNanos when it began
 * @param toNanos when it ended; where it did not, the time of the last event
 * @param beginSequence the event that began it
 * @param endSequence the event that ended it; 0: it has not ended
 */
public record Interval(
    Lane lane, long fromNanos, long toNanos, long beginSequence, long endSequence) {
  /** Whether it has not ended. */
  public boolean isOpen() {
    return endSequence == 0;
  }

  /** How long it lasts. */
  public long durationNanos() {
    return toNanos - fromNanos;
  }
}
