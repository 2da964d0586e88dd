package dev.fenceline.verify;

import dev.fenceline.event.Finding;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks, from the events of a run, whether it met the expectations of its scenario. */
public final class ExpectationCheck {
  private final Scenario scenario;
  private final Timeline timeline;
  private final Verdict verdict;
  private final RecoveryExpectations recoveries;
  private final EventExpectations events;

  private ExpectationCheck(Scenario scenario, Timeline timeline, Verdict verdict) {
    this.scenario = scenario;
    this.timeline = timeline;
    this.verdict = verdict;
    Tolerance tolerance = Tolerance.of(timeline);
    recoveries = new RecoveryExpectations(timeline, tolerance);
    events = new EventExpectations(timeline, tolerance);
  }

  /**
   * Returns the missed expectations, or none if all were met. The verdict is that of the run's last
   * event. If the run has not ended, its data is checked for the verdict.
   */
  public static List<Finding> check(Scenario scenario, Timeline timeline) {
    return check(scenario, timeline, verdictOf(timeline));
  }

  /** Returns the missed expectations if the verdict is already known. */
  public static List<Finding> check(Scenario scenario, Timeline timeline, Verdict verdict) {
    ExpectationCheck check = new ExpectationCheck(scenario, timeline, verdict);
    return scenario.expectations().stream()
        .map(check::miss)
        .filter(Objects::nonNull)
        .map(Miss::toFinding)
        .toList();
  }

  /** Returns how one expectation was missed, or empty if it was met. */
  public static Optional<Finding> check(
      Expectation expectation, Scenario scenario, Timeline timeline, Verdict verdict) {
    return Optional.ofNullable(new ExpectationCheck(scenario, timeline, verdict).miss(expectation))
        .map(Miss::toFinding);
  }

  private static Verdict verdictOf(Timeline timeline) {
    int size = timeline.size();
    return size > 0 && timeline.detail(size - 1) instanceof RunEvent.Ended ended
        ? ended.verdict()
        : IntegrityCheck.check(timeline).verdict();
  }

  /** Returns how an expectation was missed, or null if it was met. */
  private @Nullable Miss miss(Expectation expectation) {
    return switch (expectation) {
      case Expectation.DataIs it -> dataIs(it);
      case Expectation.FencedBy it -> recoveries.fencedBy(it);
      case Expectation.DetectedBetween it -> recoveries.detectedBetween(it);
      case Expectation.FencedWithin it -> recoveries.fencedWithin(it);
      case Expectation.Reconnected it -> recoveries.reconnected(it);
      case Expectation.SlowWrites it -> SlowWritesCheck.check(it, scenario, timeline);
      case Expectation.Sequence it -> events.sequence(it);
      case Expectation.Count it -> events.count(it);
      case Expectation.Fields it -> events.fields(it);
      case Expectation.Compared it -> events.compared(it);
      case Expectation.Duration it -> events.duration(it);
    };
  }

  private @Nullable Miss dataIs(Expectation.DataIs expected) {
    return expected.verdict().equals(verdict.word())
        ? null
        : Miss.of("data " + expected.verdict(), "data " + verdict.word());
  }
}
