package dev.fenceline.app.workspace;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The event that a newly opened session selects: the late write that destroyed data, or else the
 * reset or hold that decided the recovery.
 *
 * @param sequence the event to select
 * @param nanos when it happened
 * @param measured the range to measure, from detection to this event; null if there is none
 * @param kind what it is
 */
public record Highlight(long sequence, long nanos, @Nullable TimeRange measured, Kind kind) {

  /** What a highlighted event is. */
  public enum Kind {
    /** A write that took effect and so destroyed newer data. */
    LATE_WRITE,
    /** The finding that data was destroyed, if no event shows which write destroyed it. */
    CORRUPTION,
    /** The event that decided a recovery. */
    RECOVERY
  }

  /** Returns the highlight of a timeline; empty if nothing failed. Reads the whole timeline. */
  public static Optional<Highlight> of(Timeline timeline) {
    List<Recovery> recoveries = Recoveries.of(timeline);
    return lateWrite(timeline)
        .or(() -> recoveries.stream().findFirst().map(first -> turn(timeline, first)))
        .map(event ->
            new Highlight(
                event.sequence(), event.nanos(), since(recoveries, event.nanos()), kind(event)));
  }

  private static Kind kind(Event event) {
    return switch (event.detail()) {
      case CommandEvent.Executed _ -> Kind.LATE_WRITE;
      case Finding _ -> Kind.CORRUPTION;
      default -> Kind.RECOVERY;
    };
  }

  /** Returns the range from the last detection before the moment up to the moment. */
  private static @Nullable TimeRange since(List<Recovery> recoveries, long nanos) {
    return recoveries.stream()
        .filter(recovery -> recovery.isDetectionSeen() && recovery.detectedNanos() < nanos)
        .reduce((_, later) -> later)
        .map(recovery -> new TimeRange(recovery.detectedNanos(), nanos))
        .orElse(null);
  }

  /** Returns the last write that the first finding of corruption names. */
  private static Optional<Event> lateWrite(Timeline timeline) {
    return timeline.events().stream()
        .filter(event ->
            event.detail() instanceof Finding finding
                && finding.severity() == Finding.Severity.CORRUPTION)
        .findFirst()
        .flatMap(found -> proof(timeline, found));
  }

  private static Optional<Event> proof(Timeline timeline, Event found) {
    Finding finding = (Finding) found.detail();
    return finding.events().stream()
        .map(timeline::find)
        .flatMap(Stream::ofNullable)
        .filter(event -> event.detail() instanceof CommandEvent.Executed)
        .reduce((_, later) -> later)
        .or(() -> Optional.of(found));
  }

  /**
   * Returns the event that decided the recovery: a successful reset or the end of the hold, or else
   * the detection.
   */
  private static Event turn(Timeline timeline, Recovery recovery) {
    Event detected = timeline.event((int) recovery.detectedSequence() - 1);
    return timeline.events().stream()
        .skip(recovery.detectedSequence())
        .filter(event -> event.lane().equals(recovery.lane()))
        .filter(Highlight::decides)
        .findFirst()
        .orElse(detected);
  }

  private static boolean decides(Event event) {
    return switch (event.detail()) {
      case FencingEvent.CcrEnded ended -> ended.outcome().isSuccess();
      case HoldEvent.Ended _, HoldEvent.Released _ -> true;
      default -> false;
    };
  }
}
