package dev.fenceline.timeline.span;

import dev.fenceline.event.Lane;

/**
 * A period on a lane, from one event to another.
 *
 * @param fromNanos when it began
 * @param toNanos when it ended, or the time of the last event if it did not
 * @param beginSequence the event that began it
 * @param endSequence the event that ended it, or 0 if it has not ended
 */
public record Interval(
    Lane lane, long fromNanos, long toNanos, long beginSequence, long endSequence) {
  /** Reports whether it has not ended. */
  public boolean isOpen() {
    return endSequence == 0;
  }

  /** Returns how long it lasts. */
  public long durationNanos() {
    return toNanos - fromNanos;
  }
}
