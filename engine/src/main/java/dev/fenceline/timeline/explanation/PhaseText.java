package dev.fenceline.timeline.explanation;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Phase;
import dev.fenceline.timeline.recovery.Reconnecting;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sentences about the phases of a recovery: why each lasted as long as it did. */
final class PhaseText {
  private final Timeline timeline;
  private final FencingText fencing;

  PhaseText(Timeline timeline, FencingText fencing) {
    this.timeline = timeline;
    this.fencing = fencing;
  }

  /** Returns why this phase of the recovery lasted as long as it did. */
  String why(Recovery recovery, Phase phase) {
    return switch (phase.kind()) {
      case STEADY -> phase.kind().explanation();
      case DETECT -> detection(recovery, phase);
      case FENCE -> fence(recovery);
      case RESET -> reset(recovery, phase);
      case RECONNECT -> reconnect(recovery, phase);
    };
  }

  private String detection(Recovery recovery, Phase phase) {
    String unnoticed =
        (recovery.isDetectionSeen()
                ? "The path of %s failed at %s and the host knew at %s, %s later: "
                : "The path of %s failed at %s and the host knew by %s, at most %s later: ")
            .formatted(
                recovery.controller(),
                Text.moment(phase.fromNanos()),
                Text.moment(phase.toNanos()),
                Text.duration(phase.durationNanos()));
    Event expired = last(recovery, KeepAliveEvent.Expired.class, recovery.detectedSequence());
    return expired != null
            && expired.nanos() == recovery.detectedNanos()
            && expired.detail() instanceof KeepAliveEvent.Expired it
        ? unnoticed
            + "the Keep Alive sent at %s had no answer for %s."
                .formatted(
                    Text.moment(it.sentNanos()), Text.duration(expired.nanos() - it.sentNanos()))
        : unnoticed + recovery.trigger() + ".";
  }

  private String fence(Recovery recovery) {
    if (recovery.fencedNanos().isEmpty()) {
      return recovery.isFencingOver() || recovery.outcome() != Recovery.Outcome.OPEN
          ? "The end of fencing was not seen."
          : fencing.goesOn(recovery);
    }
    return switch (recovery.fencedBy()) {
      case CCR -> fencing.byReset(recovery);
      case HOLD -> fencing.hold(recovery.lane(), recovery.detectedSequence());
      case STOPPED ->
          "Held until %s, when the controller said that it has stopped, %s after detection."
              .formatted(
                  Text.moment(recovery.fencedNanos().orElseThrow()),
                  Text.duration(recovery.fencedNanos().orElseThrow() - recovery.detectedNanos()));
      case NONE -> fencing.unprotected(recovery);
      case NOT_KNOWN -> "Fencing has ended; by what is not known.";
    };
  }

  private String reset(Recovery recovery, Phase phase) {
    if (phase.isOpen() || recovery.connectingNanos().isEmpty()) {
      return "Since %s; its end was not seen.".formatted(Text.moment(phase.fromNanos()));
    }
    long closed =
        events(recovery).stream()
            .filter(event -> of(recovery, event) && event.nanos() <= phase.toNanos())
            .filter(event -> event.detail() instanceof ConnectionEvent.QueueClosed)
            .count();
    String connections =
        closed == 0
            ? ""
            : ": %s of %s closed"
                .formatted(
                    closed == 1 ? "1 connection" : closed + " connections", recovery.controller());
    return "Reset took %s%s.%s"
        .formatted(Text.duration(phase.durationNanos()), connections, requests(recovery));
  }

  /** Describes which requests of the controller continue, and where. */
  private String requests(Recovery recovery) {
    Map<String, Integer> moved = new LinkedHashMap<>();
    for (Event event : events(recovery)) {
      if (event.detail() instanceof IoEvent.FailedOver it
          && it.from().equals(recovery.controller())) {
        moved.merge(it.to(), 1, Integer::sum);
      }
    }
    List<String> words = new ArrayList<>();
    moved.forEach((to, count) ->
        words.add(
            "%s %s over %s"
                .formatted(
                    Text.count(count, "request"), count == 1 ? "continues" : "continue", to)));
    return words.isEmpty() ? "" : " " + String.join(", ", words) + ".";
  }

  private String reconnect(Recovery recovery, Phase phase) {
    Reconnecting seen = Reconnecting.of(events(recovery), recovery.lane());
    String open =
        phase.isOpen() ? recovery.controller() + " is not back when the session ends" : "";
    String end =
        switch (recovery.outcome()) {
          case RECONNECTED ->
              "%s is live again %s %s%s"
                  .formatted(
                      recovery.controller(),
                      recovery.endSeen() ? "at" : "before",
                      Text.moment(phase.toNanos()),
                      recovery.endReason().isEmpty() ? "" : ": " + recovery.endReason());
          case REMOVED ->
              recovery.isGivenUp()
                  ? "%s was given up at %s"
                      .formatted(recovery.controller(), Text.moment(phase.toNanos()))
                  : "%s was %s at %s: %s"
                      .formatted(
                          recovery.controller(),
                          recovery.endSeen() ? "removed" : "gone",
                          Text.moment(phase.toNanos()),
                          recovery.endReason());
          case OPEN -> open;
        };
    String reset = recovery.isConnectingSeen() ? "" : "When the reset was over is not known. ";
    return reset + seen.words(recovery) + "; " + end + ".";
  }

  private static boolean of(Recovery recovery, Event event) {
    return event.lane().equals(recovery.lane());
  }

  /** Returns what happened from detection to the end of the recovery, on all lanes. */
  private List<Event> events(Recovery recovery) {
    int end =
        recovery.endSequence() == 0
            ? timeline.size()
            : Math.min(timeline.size(), (int) recovery.endSequence());
    return timeline.events().subList((int) recovery.detectedSequence() - 1, end);
  }

  /**
   * Returns the last event of a type on the lane of the recovery up to an event, or null if there
   * is none.
   */
  private @Nullable Event last(Recovery recovery, Class<?> type, long sequence) {
    Lane lane = recovery.lane();
    for (int i = (int) sequence - 1; i >= 0; i--) {
      if (timeline.lane(i).equals(lane)) {
        if (type.isInstance(timeline.detail(i))) {
          return timeline.event(i);
        }
        if (timeline.detail(i) instanceof ControllerEvent.Created
            || timeline.detail(i) instanceof ControllerEvent.Returned) {
          return null;
        }
      }
    }
    return null;
  }
}
