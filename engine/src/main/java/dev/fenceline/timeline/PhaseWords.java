package dev.fenceline.timeline;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.ReconnectEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sentences about the phases of a recovery: why each lasted as long as it did. */
final class PhaseWords {
  private final Timeline timeline;
  private final FencingWords fencing;

  PhaseWords(Timeline timeline, FencingWords fencing) {
    this.timeline = timeline;
    this.fencing = fencing;
  }

  /** Why this phase of the recovery lasted as long as it did. */
  String why(Recovery recovery, Phase phase) {
    return switch (phase.kind()) {
      case STEADY -> phase.kind().explanation();
      case DETECT -> detection(recovery, phase);
      case FENCE -> fence(recovery);
      case RESET -> reset(recovery, phase);
      case RECONNECT -> reconnect(recovery);
    };
  }

  private String detection(Recovery recovery, Phase phase) {
    String unnoticed =
        "%s failed at %s and the host knew at %s, %s later: "
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
      return "Fencing since %s; T is %s."
          .formatted(
              Text.moment(recovery.detectedNanos()), Explanation.millis(recovery.timeoutMillis()));
    }
    long took = recovery.fencedNanos().getAsLong() - recovery.detectedNanos();
    return switch (recovery.fencedBy()) {
      case CCR ->
          ("Fenced in %s: %s was asked to reset the old instance, whose last command had left the"
                  + " back end by %s, instead of a hold of %s.")
              .formatted(
                  Text.duration(took),
                  recovery.source(),
                  goneBy(recovery),
                  Explanation.millis(recovery.timeoutMillis()));
      case HOLD -> fencing.hold(recovery.lane(), recovery.detectedSequence());
      case NONE -> fencing.unprotected(recovery);
      case NOT_KNOWN ->
          "Fencing ended after %s; by what is not known.".formatted(Text.duration(took));
    };
  }

  /** When the old instance's last command was over, as far as the target was seen. */
  private String goneBy(Recovery recovery) {
    long end = recovery.fencedNanos().orElse(recovery.detectedNanos());
    Event issued = null;
    for (Event event : events(recovery)) {
      if (event.nanos() > end) {
        break;
      }
      if (event.detail() instanceof FencingEvent.CcrIssued && of(recovery, event)) {
        issued = event;
      }
      if (issued != null
          && issued.detail() instanceof FencingEvent.CcrIssued it
          && event.detail() instanceof InstanceEvent.Gone
          && event.lane().plainName().startsWith(it.impacted().cntlid() + ".")) {
        return Text.moment(event.nanos());
      }
    }
    return Text.moment(end);
  }

  private String reset(Recovery recovery, Phase phase) {
    int moved = 0;
    String to = "";
    for (Event event : events(recovery)) {
      if (event.detail() instanceof IoEvent.FailedOver it
          && it.from().equals(recovery.controller())) {
        moved++;
        to = it.to();
      }
    }
    String requests =
        moved == 0
            ? "no request was waiting on it"
            : "%s %s on over %s"
                .formatted(Text.count(moved, "request"), moved == 1 ? "goes" : "go", to);
    return "Reset took %s: the connections of %s are closed, and %s."
        .formatted(Text.duration(phase.durationNanos()), recovery.controller(), requests);
  }

  private String reconnect(Recovery recovery) {
    List<String> waits = new ArrayList<>();
    String failure = "";
    for (Event event : events(recovery)) {
      if (of(recovery, event)) {
        switch (event.detail()) {
          case ReconnectEvent.Scheduled it -> waits.add(Explanation.millis(it.delayMillis()));
          case ReconnectEvent.Failed it -> failure = it.reason();
          default -> {}
        }
      }
    }
    String waited =
        waits.isEmpty()
            ? tried(recovery.attempts())
            : waits.size() == 1
                ? "The host waits %s (reconnect_delay) before attempt 1".formatted(waits.getFirst())
                : "The host waits %s (reconnect_delay) before each of %d attempts"
                    .formatted(waits.getFirst(), waits.size());
    String why = failure.isEmpty() ? "" : "; the last one that failed: " + failure;
    return waited + why + "; " + outcome(recovery) + ".";
  }

  /** Where the delays are not said, as what passes on the wire does not say them. */
  private static String tried(int attempts) {
    return attempts == 0
        ? "Nothing was waited for"
        : Text.count(attempts, "attempt") + " to connect";
  }

  private static String outcome(Recovery recovery) {
    return switch (recovery.outcome()) {
      case RECONNECTED ->
          "%s is live again at %s"
              .formatted(
                  recovery.controller(), Text.moment(recovery.reconnectedNanos().orElseThrow()));
      case REMOVED -> recovery.controller() + " was given up";
      case OPEN -> recovery.controller() + " is not back when the session ends";
    };
  }

  private static boolean of(Recovery recovery, Event event) {
    return event.lane().equals(recovery.lane());
  }

  /** What happened from detection to the end of the recovery, on all lanes. */
  private List<Event> events(Recovery recovery) {
    int end =
        recovery.endSequence() == 0
            ? timeline.size()
            : Math.min(timeline.size(), (int) recovery.endSequence());
    return timeline.events().subList((int) recovery.detectedSequence() - 1, end);
  }

  /** The last event of a type on the lane of the recovery, up to an event; null if none. */
  private @Nullable Event last(Recovery recovery, Class<?> type, long sequence) {
    Lane lane = recovery.lane();
    for (int i = (int) sequence - 1; i >= 0; i--) {
      if (timeline.lane(i).equals(lane)) {
        if (type.isInstance(timeline.detail(i))) {
          return timeline.event(i);
        }
        if (timeline.detail(i) instanceof ControllerEvent.Created) {
          return null;
        }
      }
    }
    return null;
  }
}
