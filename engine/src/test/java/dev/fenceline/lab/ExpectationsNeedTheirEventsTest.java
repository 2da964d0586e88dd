package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Finding;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.scenario.EventPattern;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.timeline.SentenceTable;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.verify.ExpectationCheck;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * That a run met an expectation is said of its events only: without those that the expectation
 * names it was missed, and what is said then is what is left.
 */
@Tag("slow")
class ExpectationsNeedTheirEventsTest {
  private static final Set<String> FAILURES = Set.of("controller-state", "error-recovery");

  @ParameterizedTest
  @ValueSource(strings = {"ccr", "hold", "unprotected", "ccr-limit", "new-instance", "steady"})
  void withoutItsEventsAnExpectationIsMissed(String id) {
    Scenario scenario = ScenarioLibrary.find(id).orElseThrow();
    Timeline run = Lab.run(scenario, scenario.seed());

    for (Expectation expectation : scenario.expectations()) {
      assertThat(check(expectation, scenario, run)).as("%s", expectation).isEmpty();
      if (saysThatSomethingWas(expectation)) {
        Timeline without = SentenceTable.without(run, kinds(expectation));

        Finding miss = check(expectation, scenario, without).orElseThrow();

        assertThat(miss.text()).startsWith("Expected ").contains("; seen: ");
        if (isOfARecovery(expectation)) {
          assertThat(miss.text()).matches(".*; seen: no failure of nvme\\d was recorded\\.");
        }
      }
    }
  }

  private static Optional<Finding> check(
      Expectation expectation, Scenario scenario, Timeline timeline) {
    Verdict verdict =
        expectation instanceof Expectation.DataIs it ? of(it.verdict()) : Verdict.UNKNOWN;
    return ExpectationCheck.check(expectation, scenario, timeline, verdict);
  }

  private static Verdict of(String word) {
    return Verdict.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static boolean saysThatSomethingWas(Expectation expectation) {
    return switch (expectation) {
      case Expectation.Count it -> !it.isMetBy(0);
      case Expectation.DataIs _ -> false; // the verdict is the run's
      default -> true;
    };
  }

  private static boolean isOfARecovery(Expectation expectation) {
    return switch (expectation) {
      case Expectation.FencedBy _,
          Expectation.DetectedBetween _,
          Expectation.FencedWithin _,
          Expectation.Reconnected _ ->
          true;
      default -> false;
    };
  }

  private static Set<String> kinds(Expectation expectation) {
    return switch (expectation) {
      case Expectation.SlowWrites _ -> Set.of("command-executing");
      case Expectation.Sequence it -> {
        Set<String> all = new HashSet<>();
        for (EventPattern pattern : it.of()) {
          all.add(pattern.event());
        }
        yield all;
      }
      case Expectation.Count it -> Set.of(it.of().event());
      case Expectation.Fields it -> Set.of(it.of().event());
      case Expectation.Compared it -> Set.of(it.of().event());
      case Expectation.Duration it -> Set.of(it.and().event());
      default -> FAILURES;
    };
  }
}
