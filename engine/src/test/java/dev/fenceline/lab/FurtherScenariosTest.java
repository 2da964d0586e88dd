package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Finding.Severity;
import dev.fenceline.event.RunEvent;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.Scenario.Group;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.verify.ExpectationCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases that the test report does not have, in virtual time. {@code -Dfenceline.seeds=400} runs
 * more seeds than a quick build does.
 */
@Timeout(1200)
class FurtherScenariosTest {
  private static final int SEEDS = Integer.getInteger("fenceline.seeds", 20);

  static List<String> ids() {
    return scenarios().map(Scenario::id).toList();
  }

  private static Stream<Scenario> scenarios() {
    return ScenarioLibrary.all().stream().filter(each -> each.group() == Group.FURTHER);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everySeedMeetsWhatTheScenarioExpects(String id) {
    Scenario scenario = ScenarioLibrary.find(id).orElseThrow();
    List<String> missed =
        LongStream.rangeClosed(1, SEEDS)
            .parallel()
            .boxed()
            .flatMap(seed -> problems(Lab.run(scenario, seed)).map(text -> seed + ": " + text))
            .toList();
    assertThat(missed).isEmpty();
  }

  /** Missed expectations, and a run that came to no end. */
  private static Stream<String> problems(Timeline timeline) {
    List<String> problems = new ArrayList<>();
    for (Event event : timeline.events()) {
      if (event.detail() instanceof Finding finding
          && finding.severity() == Severity.BREACH
          && finding.rule().equals("expectation")) {
        problems.add(finding.text());
      }
    }
    boolean ended =
        timeline.events().stream()
            .anyMatch(
                event -> event.detail().equals(new RunEvent.Reached(RunEvent.Stage.READ_BACK)));
    if (!ended) {
      problems.add("the blocks were not read back");
    }
    return problems.stream();
  }

  /** An expectation that no run of any scenario misses would be none. */
  @Test
  void everyExpectationIsMissedByTheRunOfSomeOtherScenario() {
    List<Timeline> runs =
        ScenarioLibrary.ids().parallelStream()
            .filter(id -> !id.equals("log-full"))
            .map(id -> Lab.run(ScenarioLibrary.find(id).orElseThrow(), 1))
            .toList();
    List<String> never =
        scenarios()
            .flatMap(scenario ->
                scenario.expectations().stream()
                    .filter(each -> runs.stream().allMatch(run -> isMet(scenario, each, run)))
                    .map(each -> scenario.id() + ": " + each))
            .toList();
    assertThat(never).isEmpty();
  }

  private static boolean isMet(Scenario scenario, Expectation expectation, Timeline run) {
    Scenario only =
        new Scenario(
            scenario.id(),
            scenario.group(),
            scenario.title(),
            scenario.summary(),
            scenario.seed(),
            scenario.host(),
            scenario.target(),
            scenario.paths(),
            scenario.workload(),
            scenario.faults(),
            scenario.actions(),
            List.of(expectation),
            scenario.limitMillis());
    return ExpectationCheck.check(only, run).isEmpty();
  }
}
