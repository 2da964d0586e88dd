package dev.fenceline.app.workspace;

import dev.fenceline.event.CcrOutcome;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.timeline.Recoveries;
import dev.fenceline.timeline.Recovery;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a session's story turns, so that a window that opens it has something to say: the late
 * write that destroyed data, else the reset or the hold that saved it.
 *
 * @param sequence the event to select
 * @param nanos when it happened
 * @param measured the stretch of time to measure: from detection to there; null if there is none
 */
public record Highlight(long sequence, long nanos, @Nullable Range measured) {

  /** The highlight of a timeline; empty where nothing failed. Reads all of it. */
  public static Optional<Highlight> of(Timeline timeline) {
    List<Recovery> recoveries = Recoveries.of(timeline);
    return lateWrite(timeline)
        .or(() -> recoveries.stream().findFirst().map(first -> turn(timeline, first)))
        .map(event ->
            new Highlight(event.sequence(), event.nanos(), since(recoveries, event.nanos())));
  }

  /** The stretch from the last detection before the moment. */
  private static @Nullable Range since(List<Recovery> recoveries, long nanos) {
    return recoveries.stream()
        .filter(recovery -> !recovery.earlier() && recovery.detectedNanos() < nanos)
        .reduce((_, later) -> later)
        .map(recovery -> new Range(recovery.detectedNanos(), nanos))
        .orElse(null);
  }

  /** The write that the first finding of damage names as the last to land. */
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

  /** How the recovery was decided: by a reset, by the hold, or only by being noticed. */
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
      case FencingEvent.CcrEnded ended -> ended.outcome() == CcrOutcome.SUCCESS;
      case HoldEvent.Ended _, HoldEvent.Released _ -> true;
      default -> false;
    };
  }
}
