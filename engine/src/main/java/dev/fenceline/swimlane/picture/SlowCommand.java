package dev.fenceline.swimlane.picture;

import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.Span;
import org.jspecify.annotations.Nullable;

/** A command that was at media for a long time, or was revoked there. */
public record SlowCommand(Span.AtMedia span, @Nullable Copy copy, @Nullable LateWrite late) {
  /** Minimum time at media for a command to be drawn separately. */
  private static final long SLOW_NANOS = 100_000_000L;

  /** Returns the event at which its copy left the host, or 0 if it is not known. */
  public long sequence() {
    return copy == null ? 0 : copy.firstSequence();
  }

  public boolean isStale() {
    return late != null && late.isOnNewerData();
  }

  boolean isDrawn() {
    return late != null
        || span.interval().durationNanos() >= SLOW_NANOS
        || span.ending() == Span.MediaEnding.REVOKED;
  }
}
