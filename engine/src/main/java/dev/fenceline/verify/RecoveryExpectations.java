package dev.fenceline.verify;

import dev.fenceline.event.Event;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks the expectations about the first recovery of a controller. */
final class RecoveryExpectations {
  private final Timeline timeline;
  private final Tolerance tolerance;
  private final List<Recovery> recoveries;

  RecoveryExpectations(Timeline timeline, Tolerance tolerance) {
    this.timeline = timeline;
    this.tolerance = tolerance;
    this.recoveries = Recoveries.of(timeline);
  }

  @Nullable Miss fencedBy(Expectation.FencedBy expected) {
    return check(
        expected.controller(),
        "%s fenced by %s".formatted(expected.controller(), expected.by()),
        recovery -> recovery.fencedBy().word().equals(expected.by()) ? null : fencing(recovery));
  }

  private static String fencing(Recovery recovery) {
    return switch (recovery.fencedBy()) {
      case NONE -> "not fenced";
      case NOT_KNOWN -> "fencing not known";
      case STOPPED -> "stopped by itself";
      case CCR, HOLD -> "fenced by " + recovery.fencedBy().word();
    };
  }

  @Nullable Miss detectedBetween(Expectation.DetectedBetween expected) {
    return check(
        expected.controller(),
        "the failure of %s detected from %s to %s"
            .formatted(
                expected.controller(),
                Tolerance.moment(expected.fromMillis()),
                Tolerance.moment(expected.toMillis())),
        recovery ->
            !recovery.isDetectionSeen()
                ? "when it was detected is not known"
                : tolerance.momentIsWithin(
                        recovery.detectedNanos(), expected.fromMillis(), expected.toMillis())
                    ? null
                    : "detected at " + Text.moment(recovery.detectedNanos()));
  }

  @Nullable Miss fencedWithin(Expectation.FencedWithin expected) {
    return check(
        expected.controller(),
        "fencing of %s to be over %s to %s after detection"
            .formatted(
                expected.controller(),
                Tolerance.moment(expected.fromMillis()),
                Tolerance.moment(expected.toMillis())),
        recovery -> {
          OptionalLong fenced = recovery.fencedNanos();
          OptionalLong end = fenced.isPresent() ? fenced : recovery.connectingNanos();
          if (fenced.isEmpty() && recovery.fences() && recovery.isFencingOver()) {
            return "when fencing ended is not known";
          }
          if (end.isEmpty()) {
            return "no end of fencing was recorded";
          }
          if (!recovery.isDetectionSeen()) {
            return "when it was detected is not known";
          }
          long tookNanos = end.getAsLong() - recovery.detectedNanos();
          return tolerance.waitIsWithin(tookNanos, expected.fromMillis(), expected.toMillis())
              ? null
              : Text.duration(tookNanos) + " after detection";
        });
  }

  @Nullable Miss reconnected(Expectation.Reconnected expected) {
    return check(
        expected.controller(),
        "%s connected again at attempt %d".formatted(expected.controller(), expected.attempt()),
        recovery ->
            recovery.outcome() == Recovery.Outcome.RECONNECTED
                    && recovery.attempts() == expected.attempt()
                ? null
                : "%s after %s".formatted(recovery.outcome().word(), recovery.attemptsWords()));
  }

  /** Returns the miss if {@code seen} finds a fault in the recovery, or if there is no recovery. */
  private @Nullable Miss check(
      String controller, String wanted, Function<Recovery, @Nullable String> seen) {
    Recovery recovery = first(controller);
    if (recovery == null) {
      return Miss.of(wanted, "no failure of %s was recorded".formatted(controller));
    }
    String wrong = seen.apply(recovery);
    if (wrong == null) {
      return null;
    }
    Event detected = timeline.find(recovery.detectedSequence());
    return Miss.of(
        wanted,
        "%s (recovery of %s from %s)"
            .formatted(wrong, controller, Text.moment(recovery.detectedNanos())),
        detected);
  }

  private @Nullable Recovery first(String controller) {
    for (Recovery recovery : recoveries) {
      if (recovery.controller().equals(controller)) {
        return recovery;
      }
    }
    return null;
  }
}
