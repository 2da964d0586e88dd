package dev.fenceline.timeline.metrics;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.IoOutcome;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An outage of a path: from its failure until its I/O continued, on another path or on the same one
 * again.
 *
 * @param controller the host's controller on the path
 * @param path the name of the path; empty if it is not known
 * @param fromNanos when the path failed, or when the host noticed if the failure itself is not
 *     known
 * @param isFailureKnown whether the failure itself is known
 * @param toNanos when I/O continued, or the end of what is known
 * @param end how it ended
 * @param sequence the event of its detection
 */
public record PathOutage(
    Lane controller,
    String path,
    long fromNanos,
    boolean isFailureKnown,
    long toNanos,
    End end,
    long sequence) {
  /** How an outage ended. */
  public enum End {
    /** I/O continued. */
    CONTINUED,
    /** I/O had not continued at the end of the session. */
    WAITING,
    /** I/O failed for the application. */
    FAILED,
    /** No request was sent, so there was no outage to measure. */
    IDLE,
    /** No event shows whether I/O continued. */
    NOT_KNOWN
  }

  /** Returns the outages of a timeline, in the order in which the host noticed them. */
  public static List<PathOutage> of(Timeline timeline) {
    Map<Lane, String> paths = new HashMap<>();
    for (Event event : timeline.events()) {
      if (event.detail() instanceof ControllerEvent.Created created) {
        paths.put(event.lane(), created.path());
      }
    }
    long endNanos = timeline.endNanos();
    return Recoveries.of(timeline).stream()
        .map(recovery -> of(recovery, paths.getOrDefault(recovery.lane(), ""), endNanos))
        .toList();
  }

  private static PathOutage of(Recovery recovery, String path, long endNanos) {
    long from = recovery.failedNanos().orElse(recovery.detectedNanos());
    long to = recovery.resumedNanos().orElse(recovery.ioFailedNanos().orElse(endNanos));
    End end =
        switch (recovery.io()) {
          case IoOutcome.OverOtherPath _, IoOutcome.Waited _ -> End.CONTINUED;
          case IoOutcome.Waiting _ -> End.WAITING;
          case IoOutcome.Failed _ -> End.FAILED;
          case IoOutcome.Idle _ -> End.IDLE;
          case IoOutcome.NotKnown _ -> End.NOT_KNOWN;
        };
    return new PathOutage(
        recovery.lane(),
        path,
        from,
        recovery.failedNanos().isPresent(),
        Math.max(from, end == End.IDLE || end == End.NOT_KNOWN ? from : to),
        end,
        recovery.detectedSequence());
  }

  /** Returns how long it lasted, as far as events show it. */
  public String words() {
    String length = Text.measured(toNanos - fromNanos);
    String from = isFailureKnown ? "" : " from its detection on";
    return switch (end) {
      case CONTINUED -> length + from;
      case WAITING -> length + from + ", not over at the end";
      case FAILED -> length + from + ", then I/O failed";
      case IDLE -> "failed; no request was sent";
      case NOT_KNOWN -> "failed; it is not known whether I/O continued";
    };
  }
}
