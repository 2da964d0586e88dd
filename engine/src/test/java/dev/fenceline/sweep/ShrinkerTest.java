package dev.fenceline.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.value.Verdict;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.ScenarioWriter;
import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
@Tag("slow")
class ShrinkerTest {
  private static final long SEED = 3;

  private static Scenario scenario(String id) {
    return ScenarioLibrary.find(id).orElseThrow();
  }

  private static Shrunk shrink(Scenario scenario, int mostRuns) {
    return new Shrinker(scenario, SEED, mostRuns).shrink((_, _) -> {}).orElseThrow();
  }

  /** What whoever opens the saved file would run. */
  private static Timeline again(Shrunk shrunk) {
    Scenario read = ScenarioReader.read(ScenarioWriter.writePretty(shrunk.scenario()), "saved");
    return Lab.run(read, read.seed());
  }

  @Test
  void aCorruptSeedBecomesTheShortestScenarioThatCorruptsToo() {
    Scenario corrupt = scenario("unprotected");
    Shrunk shrunk = shrink(corrupt, Shrinker.RUNS);
    assertThat(shrunk.isComplete()).isTrue();
    assertThat(shrunk.failure().kind()).isEqualTo(RunFailure.Kind.CORRUPTION);
    Timeline again = again(shrunk);
    assertThat(RunFailure.of(again)).contains(shrunk.failure());
    assertThat(Summary.of(again).verdict()).isEqualTo(Verdict.CORRUPT);
    assertThat(again.size()).isEqualTo(shrunk.after().events());

    assertThat(shrunk.after().workers()).isEqualTo(1);
    assertThat(shrunk.after().blocks()).isEqualTo(1);
    assertThat(shrunk.after().paths()).as("a retry needs another path").isEqualTo(2);
    assertThat(shrunk.after().steps()).as("a slow write, and the cut").isEqualTo(2);
    assertThat(shrunk.after().events()).isLessThan(shrunk.before().events() / 4);
    assertThat(shrunk.after().endNanos()).isLessThan(shrunk.before().endNanos());
    assertThat(moments(shrunk.scenario())).allMatch(each -> each.spreadNanos() == 0);
  }

  private static List<Moment> moments(Scenario scenario) {
    return scenario.faults().stream()
        .flatMap(each -> Stream.of(each.at(), each.until() == null ? each.at() : each.until()))
        .toList();
  }

  @Test
  void whatWasShrunkTwiceIsTheSameAndNoRunIsTakenBeyondTheMost() {
    List<Integer> told = new ArrayList<>();
    Shrunk shrunk =
        new Shrinker(scenario("unprotected"), SEED, 12)
            .shrink((runs, most) -> told.add(100 * runs + most))
            .orElseThrow();
    assertThat(told).hasSize(12).startsWith(112).endsWith(1212);
    assertThat(shrunk.isComplete()).isFalse();
    assertThat(shrunk.after().events()).isLessThanOrEqualTo(shrunk.before().events());
    assertThat(shrink(scenario("unprotected"), 12)).isEqualTo(shrunk);
  }

  @Test
  void aMissedExpectationStaysAloneAndIsMissedForTheSameReason() {
    Scenario held = Parameter.named("cqt").apply(scenario("hold"), "3 s");
    Shrunk shrunk = shrink(held, 30);
    assertThat(shrunk.failure().kind()).isEqualTo(RunFailure.Kind.MISSED);
    assertThat(shrunk.scenario().expectations())
        .hasSize(2)
        .anyMatch(Expectation.FencedWithin.class::isInstance)
        .anyMatch(Expectation.SlowWrites.class::isInstance);
    Timeline again = again(shrunk);
    assertThat(RunFailure.of(again)).containsExactly(shrunk.failure());
    assertThat(Summary.of(again).recoveries())
        .as("a run in which nothing is fenced misses it too, but says nothing")
        .isNotEmpty();
  }

  @Test
  void aSeedThatDoesNotFailHasNothingToShrink() {
    assertThat(new Shrinker(scenario("ccr"), SEED, 5).shrink((_, _) -> {})).isEmpty();
  }

  @Test
  void whoCancelsGetsTheShortestFoundByThen() {
    Shrinker shrinker = new Shrinker(scenario("unprotected"), SEED, Shrinker.RUNS);
    Shrunk shrunk = shrinker.shrink((_, _) -> shrinker.cancel()).orElseThrow();
    assertThat(shrunk.runs()).isEqualTo(1);
    assertThat(shrunk.isComplete()).isFalse();
    assertThat(RunFailure.of(again(shrunk))).contains(shrunk.failure());
  }

  @Test
  void theWorstFailureIsTheOneThatTheScenarioDoesNotExpect() {
    RunFailure corrupt = new RunFailure(RunFailure.Kind.CORRUPTION, "lost-update");
    RunFailure broken = new RunFailure(RunFailure.Kind.BREACH, "H4");
    assertThat(RunFailure.worst(List.of(corrupt, broken), false)).contains(corrupt);
    assertThat(RunFailure.worst(List.of(corrupt, broken), true)).contains(broken);
    assertThat(RunFailure.worst(List.of(corrupt), true)).contains(corrupt);
    assertThat(RunFailure.worst(List.of(), true)).isEmpty();
  }
}
