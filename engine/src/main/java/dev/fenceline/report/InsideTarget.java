package dev.fenceline.report;

import dev.fenceline.scenario.EventPattern;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Events that only the emulated target tells of: from outside nobody sees them. */
final class InsideTarget {
  private static final String LANES = "target/";
  private static final List<String> FAMILIES = List.of("instance-", "target-ccr-");
  private static final Set<String> KINDS =
      Set.of(
          "aen-raised",
          "aen-suppressed",
          "aen-sent",
          "command-received",
          "command-executing",
          "command-executed",
          "command-revoked",
          "command-answered",
          "keep-alive-accepted",
          "keep-alive-late",
          "keep-alive-lapsed");

  private InsideTarget() {}

  /** The first such event that a scenario expects; empty if it expects none. */
  static Optional<String> expectedBy(Scenario scenario) {
    return scenario.expectations().stream()
        .flatMap(expectation -> patterns(expectation).stream())
        .filter(InsideTarget::isInside)
        .map(EventPattern::event)
        .findFirst();
  }

  private static boolean isInside(EventPattern pattern) {
    String lane = pattern.lane();
    return KINDS.contains(pattern.event())
        || FAMILIES.stream().anyMatch(pattern.event()::startsWith)
        || (lane != null && lane.startsWith(LANES));
  }

  private static List<EventPattern> patterns(Expectation expectation) {
    return switch (expectation) {
      case Expectation.Sequence sequence -> sequence.of();
      case Expectation.Count count -> List.of(count.of());
      case Expectation.Fields fields -> List.of(fields.of());
      case Expectation.Compared compared -> List.of(compared.of(), compared.to());
      case Expectation.Duration duration -> List.of(duration.between(), duration.and());
      case Expectation.DataIs _,
          Expectation.FencedBy _,
          Expectation.DetectedBetween _,
          Expectation.FencedWithin _,
          Expectation.Reconnected _,
          Expectation.SlowWrites _ ->
          List.of();
    };
  }
}
