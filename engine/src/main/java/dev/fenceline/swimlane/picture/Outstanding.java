package dev.fenceline.swimlane.picture;

import dev.fenceline.timeline.span.Copy;

/** A copy of a command that its host had to cancel or hold, on the lane of that host controller. */
public record Outstanding(Copy copy, long fromNanos, long heldNanos, long toNanos) {
  public boolean isHeld() {
    return heldNanos < toNanos;
  }

  /** Returns the event that represents it: its submission. */
  public long sequence() {
    return copy.firstSequence();
  }
}
