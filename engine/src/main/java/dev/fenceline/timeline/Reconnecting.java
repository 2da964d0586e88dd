package dev.fenceline.timeline;

import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.timeline.Recovery.FailedAttempt;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Of what the time between a reset and the reconnect is made: waits and attempts, as they were
 * seen.
 *
 * @param waits how many waits there were
 * @param waitedNanos how long they lasted together
 * @param delayMillis the reconnect_delay of each of them; -1: they differ
 * @param attempts how many attempts began
 * @param attemptNanos how long they lasted together
 */
record Reconnecting(
    int waits, long waitedNanos, long delayMillis, int attempts, long attemptNanos) {

  /** Reads the events of a recovery; what has not ended lasts to the end. */
  static Reconnecting of(List<Event> events, Lane lane, long endNanos) {
    Reader reader = new Reader();
    for (Event event : events) {
      if (event.lane().equals(lane) && event.detail() instanceof ReconnectEvent detail) {
        reader.read(event.nanos(), detail);
      }
    }
    reader.close(endNanos);
    return new Reconnecting(
        reader.waits, reader.waitedNanos, reader.delayMillis, reader.attempts, reader.attemptNanos);
  }

  /** How long was waited and tried, and why the last attempt that failed did. */
  String words(Recovery recovery) {
    String parts;
    if (waits == 0) {
      parts = attempts == 0 ? "No attempt was seen" : tried();
    } else {
      parts = waited() + (attempts == 0 ? "" : "; " + tried());
    }
    List<FailedAttempt> failures = recovery.failures();
    return failures.isEmpty() || failures.getLast().reason().isEmpty()
        ? parts
        : parts + "; the last one that failed: " + failures.getLast().reason();
  }

  private String waited() {
    String each = Text.duration(nanos(Math.max(0, delayMillis)));
    boolean isExact = waits == 1 && each.equals(Text.duration(waitedNanos));
    String delay =
        delayMillis < 0
            ? ""
            : isExact ? " (reconnect_delay)" : " (reconnect_delay %s)".formatted(each);
    return waits == 1
        ? "The host waited %s%s".formatted(Text.duration(waitedNanos), delay)
        : "The host waited %d times, %s together%s"
            .formatted(waits, Text.duration(waitedNanos), delay);
  }

  private String tried() {
    return attempts == 1
        ? "1 attempt to connect took " + Text.duration(attemptNanos)
        : "%d attempts to connect took %s together"
            .formatted(attempts, Text.duration(attemptNanos));
  }

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static final class Reader {
    private int waits;
    private long waitedNanos;
    private long delayMillis = -2;
    private int attempts;
    private long attemptNanos;
    private long sinceNanos;
    private boolean isWaiting;
    private boolean isTrying;

    void read(long nanos, ReconnectEvent detail) {
      close(nanos);
      switch (detail) {
        case ReconnectEvent.Scheduled it -> {
          waits++;
          delayMillis = waits == 1 || delayMillis == it.delayMillis() ? it.delayMillis() : -1;
          isWaiting = true;
        }
        case ReconnectEvent.Attempted _ -> {
          attempts++;
          isTrying = true;
        }
        case ReconnectEvent.Failed _, ReconnectEvent.Succeeded _, ReconnectEvent.Removed _ -> {}
      }
    }

    /** What went on ends. */
    void close(long nanos) {
      if (isWaiting) {
        waitedNanos += nanos - sinceNanos;
      } else if (isTrying) {
        attemptNanos += nanos - sinceNanos;
      }
      isWaiting = false;
      isTrying = false;
      sinceNanos = nanos;
    }
  }
}
