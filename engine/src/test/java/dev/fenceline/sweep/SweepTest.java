package dev.fenceline.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.setting.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@Tag("slow")
class SweepTest {
  private static final SweepPlan PLAN =
      new SweepPlan(scenario("hold"), 7, 2, List.of(Variation.parse("cqt=3 s, 5 s")));

  /** Runs once for all tests that only look at it. */
  private static SweepResult whole;

  /**
   * Not in the field's initializer: the sweep's threads need this class, and would wait for ever
   * for an initialization that waits for them.
   */
  @BeforeAll
  static void runWhole() {
    whole = run(PLAN, Shard.WHOLE, 1);
  }

  private static Scenario scenario(String id) {
    return ScenarioLibrary.find(id).orElseThrow();
  }

  private static SweepResult run(SweepPlan plan, Shard shard, int threads) {
    return new Sweep(plan, shard).run(threads, (_, _, _) -> {});
  }

  @Test
  void oneThreadAndTwoAndMergedShardsGiveTheSameBytes() {
    String one = SweepJson.write(whole);
    assertThat(SweepJson.write(run(PLAN, Shard.WHOLE, 2))).isEqualTo(one);
    List<Integer> told = new ArrayList<>();
    SweepResult first =
        new Sweep(PLAN, new Shard(1, 2)).run(2, (done, total, _) -> told.add(10 * done + total));
    assertThat(told).as("every run is counted once").containsExactly(12, 22);
    SweepResult second = SweepReader.read(SweepJson.write(run(PLAN, new Shard(2, 2), 1)), "b");
    assertThat(first.outcomes()).hasSize(2);
    assertThat(SweepJson.write(SweepResult.merge(List.of(second, first)))).isEqualTo(one);
  }

  @Test
  void everyRunIsThereInOrderWithWhatItCameTo() {
    SweepResult result = whole;
    assertThat(result.isComplete()).isTrue();
    assertThat(result.outcomes()).extracting(Outcome::caseIndex).containsExactly(0, 0, 1, 1);
    assertThat(result.outcomes()).extracting(Outcome::seed).containsExactly(7L, 8L, 7L, 8L);
    assertThat(result.outcomes())
        .allSatisfy(each -> {
          assertThat(each.verdict()).isEqualTo(Verdict.INTACT);
          assertThat(each.fencedBy()).isEqualTo(FencedBy.HOLD);
          assertThat(each.outageNanos().orElseThrow())
              .isGreaterThanOrEqualTo(
                  each.detectionNanos().orElseThrow() + each.fencingNanos().orElseThrow());
          assertThat(each.holdNanos().orElseThrow())
              .isLessThanOrEqualTo(each.fencingNanos().orElseThrow());
        });
    assertThat(result.cases().get(1).fencing().p50() - result.cases().get(0).fencing().p50())
        .as("a target that reports 2 s more is waited for 2 s longer")
        .isBetween(1_990_000_000L, 2_010_000_000L);
  }

  @Test
  void corruptionThatAScenarioExpectsIsNoFailure() {
    SweepResult baseline =
        run(new SweepPlan(scenario("baseline"), 1, 1, List.of()), Shard.WHOLE, 1);
    assertThat(baseline.corrupt().count()).isEqualTo(1);
    assertThat(baseline.failed()).isZero();
    SweepResult held =
        run(
            new SweepPlan(scenario("ccr"), 1, 1, List.of(Variation.parse("policy=none"))),
            Shard.WHOLE,
            1);
    assertThat(held.corrupt().count()).isEqualTo(1);
    assertThat(held.failed()).isEqualTo(1);
    assertThat(held.worst(1).getFirst().missed()).isPositive();
  }

  @Test
  void corruptRunsAreTheWorstAlsoIfTheScenarioExpectsThem() {
    SweepResult result =
        run(
            new SweepPlan(scenario("baseline"), 1, 2, List.of(Variation.parse("policy=best,none"))),
            Shard.WHOLE,
            2);
    assertThat(result.worst(4))
        .extracting(Outcome::isCorrupt)
        .containsExactly(true, true, false, false);
  }

  @Test
  void whatIsCancelledKeepsWhatWasDone() {
    Sweep sweep = new Sweep(new SweepPlan(scenario("ccr"), 1, 1000, List.of()), Shard.WHOLE);
    SweepResult result = sweep.run(2, (_, _, _) -> sweep.cancel());
    assertThat(result.outcomes()).hasSizeBetween(1, 3);
    assertThat(result.isComplete()).isFalse();
  }

  @Test
  void badInputSaysWhatIsWrong() {
    assertThatThrownBy(() -> Variation.parse("cqt"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("expected KEY=A,B,C");
    assertThatThrownBy(() -> Variation.parse("kqt=1 s")).hasMessageContaining("\"cqt\"");
    assertThatThrownBy(() -> Variation.parse("cqt=1 s,,2 s")).hasMessageContaining("missing");
    assertThatThrownBy(() -> Shard.parse("3/2")).hasMessageContaining("3/2");
    assertThatThrownBy(() -> new SweepPlan(scenario("ccr"), 1, 0, List.of()))
        .hasMessageContaining("1 or more");
    SweepPlan bad =
        new SweepPlan(scenario("ccr"), 1, 1, List.of(Variation.parse("kato=5 parsecs")));
    assertThatThrownBy(() -> new Sweep(bad, Shard.WHOLE)).hasMessageContaining("parsecs");
    assertThatThrownBy(() ->
            new SweepPlan(
                scenario("ccr"),
                1,
                SweepPlan.MAX_RUNS,
                List.of(new Variation(Parameter.named("cqt"), List.of("1 s", "2 s")))))
        .hasMessageContaining("1,000,000");
  }

  @Test
  void aResultThatCannotBeReadSaysWhere() {
    String good = SweepJson.write(run(PLAN, new Shard(1, 4), 1));
    assertThat(SweepReader.read(good, "a.json").outcomes()).hasSize(1);
    assertThatThrownBy(() -> SweepReader.read("{\n  oops", "a.json"))
        .hasMessageStartingWith("a.json:2:");
    assertThatThrownBy(() -> SweepReader.read("{}", "a.json")).hasMessageContaining("format");
    assertThatThrownBy(
            () -> SweepReader.read(good.replace("\"version\":1", "\"version\":2"), "a.json"))
        .hasMessageContaining("version 1");
    assertThatThrownBy(
            () -> SweepReader.read(good.replace("\"seed\":7", "\"seed\":\"x\""), "a.json"))
        .hasMessageContaining("outcomes[0].seed");
  }

  @Test
  void mergingSaysWhichRunIsMissingOrThereTwice() {
    SweepResult part = new SweepResult(PLAN, new Shard(1, 2), whole.outcomes().subList(0, 1));
    assertThatThrownBy(() -> SweepResult.merge(List.of(part)))
        .hasMessageContaining("seed 8 of case 1 is missing");
    assertThatThrownBy(() -> SweepResult.merge(List.of(part, part)))
        .hasMessageContaining("there twice");
  }

  @Test
  void textAndCsvNameEveryCaseAndRun() {
    SweepResult result = whole;
    assertThat(SweepText.table(result)).contains("cqt=3 s", "cqt=5 s", "0 of 2", "worst seeds");
    assertThat(SweepText.csv(result).lines()).hasSize(5);
    assertThat(SweepText.csv(result)).contains("\n1,3 s,7,intact,0,");
  }
}
