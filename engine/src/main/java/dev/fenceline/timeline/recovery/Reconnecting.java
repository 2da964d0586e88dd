package dev.fenceline.timeline.recovery;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.recovery.Recovery.FailedAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The parts of the time between a reset and the reconnect: the recorded waits and attempts.
 *
 * @param waits number of waits
 * @param waitedNanos their total length
 * @param delayMillis the reconnect_delay of each of them, or -1 if they differ
 * @param attempts number of attempts that began
 * @param attemptNanos their total length
 * @param momentary number of attempts of which only one moment is known
 * @param open what is in progress at the end of the session, in words, or empty if nothing is
 */
public record Reconnecting(
    int waits,
    long waitedNanos,
    long delayMillis,
    int attempts,
    long attemptNanos,
    int momentary,
    String open) {

  /** Reads the events of a recovery. The length of a part that has not ended is not known. */
  public static Reconnecting of(List<Event> events, Lane lane) {
    Reader reader = new Reader();
    for (Event event : events) {
      if (event.lane().equals(lane)) {
        switch (event.detail()) {
          case ReconnectEvent detail -> reader.read(event.nanos(), detail);
          case ControllerEvent.StateChanged change when change.to() == ControllerState.CONNECTING ->
              reader.sinceNanos = event.nanos();
          case ControllerEvent.StateChanged change
              when change.to() == ControllerState.DELETING || change.to() == ControllerState.DEAD ->
              reader.close(event.nanos());
          case ControllerEvent.ConnectFailed _ -> reader.connectFailed(event.nanos());
          default -> {}
        }
      }
    }
    return new Reconnecting(
        reader.waits,
        reader.waitedNanos,
        reader.delayMillis,
        reader.attempts,
        reader.attemptNanos,
        reader.momentary,
        reader.open());
  }

  /** Describes how long the host waited and tried, and why the last failed attempt failed. */
  public String words(Recovery recovery) {
    List<String> seen = new ArrayList<>();
    if (waits > 0) {
      seen.add(waited());
    }
    if (attempts > 0) {
      seen.add(tried());
    }
    if (!open.isEmpty()) {
      seen.add(open);
    }
    String parts = seen.isEmpty() ? "No attempt was seen" : String.join("; ", seen);
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

  /** Describes the attempts. One whose beginning was not seen takes no time here. */
  private String tried() {
    String made = Text.count(attempts, "attempt") + " to connect";
    if (attemptNanos == 0) {
      return made + (attempts == 1 ? " was made" : " were made");
    }
    return "%s took %s%s%s"
        .formatted(
            made,
            momentary > 0 ? "at least " : "",
            Text.duration(attemptNanos),
            attempts == 1 ? "" : " together");
  }

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static final class Reader {
    private int waits;
    private long waitedNanos;
    private static final long NONE = -2;

    private long delayMillis = NONE;
    private int attempt;
    private int attempts;
    private long attemptNanos;
    private int momentary;
    private long sinceNanos;
    private boolean isWaiting;
    private boolean isTrying;

    void read(long nanos, ReconnectEvent detail) {
      close(nanos);
      switch (detail) {
        case ReconnectEvent.Scheduled it -> {
          delayMillis =
              delayMillis == NONE || delayMillis == it.delayMillis() ? it.delayMillis() : -1;
          isWaiting = true;
        }
        case ReconnectEvent.Attempted it -> {
          attempt = it.attempt();
          isTrying = true;
        }
        case ReconnectEvent.Failed _, ReconnectEvent.Succeeded _, ReconnectEvent.Removed _ -> {}
      }
    }

    /**
     * Handles a failed attempt. After a reset, the host tries immediately and reports only the
     * result.
     */
    void connectFailed(long nanos) {
      isTrying |= !isWaiting;
      close(nanos);
    }

    /** Ends the part in progress. */
    void close(long nanos) {
      if (isWaiting) {
        waits++;
        waitedNanos += nanos - sinceNanos;
      } else if (isTrying) {
        attempts++;
        attemptNanos += nanos - sinceNanos;
        momentary += nanos == sinceNanos ? 1 : 0;
      }
      isWaiting = false;
      isTrying = false;
      sinceNanos = nanos;
    }

    String open() {
      String since = Text.moment(sinceNanos);
      return isTrying
          ? "attempt %d began at %s, its end was not seen".formatted(attempt, since)
          : isWaiting ? "it waits for the next attempt since " + since : "";
    }
  }
}
