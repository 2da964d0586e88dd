package dev.fenceline.app.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.sweep.Outcome;
import dev.fenceline.sweep.Shrunk;
import dev.fenceline.sweep.SweepReader;
import dev.fenceline.sweep.SweepResult;
import dev.fenceline.timeline.recovery.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
@Tag("slow")
class ExplorerViewModelTest {
  private final TestWorkspace test = new TestWorkspace();
  private final ExplorerViewModel explorer = new ExplorerViewModel(test.workspace());
  private final ExplorerForm form = explorer.form();

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    test.close();
  }

  private static Scenario scenario(String id) {
    return ScenarioLibrary.find(id).orElseThrow();
  }

  /** A slow write of 4 s is over before the host has noticed anything; one of 8.8 s is not. */
  private SweepResult explore() {
    form.scenario().set(scenario("unprotected"));
    form.seeds().set("2");
    form.first().parameter().set(Parameter.named("slow-write"));
    form.first().values().set("4 s, 8.8 s");
    explorer.start();
    assertThat(explorer.isExploring().get()).isTrue();
    test.settle();
    assertThat(explorer.isExploring().get()).isFalse();
    return Objects.requireNonNull(explorer.result().get());
  }

  @Test
  void whatTheWindowShowsIsOfferedFirst() {
    Scenario own = Parameter.named("kato").apply(scenario("hold"), "7 s");
    test.workspace().runs().scenario().set(own);
    explorer.open();
    test.settle();
    assertThat(form.scenario().get()).isEqualTo(own);
    assertThat(form.scenarios()).hasSize(ScenarioLibrary.ids().size() + 1).startsWith(own);

    test.workspace().runs().scenario().set(scenario("ccr").withSeed(99));
    explorer.open();
    assertThat(form.scenario().get()).as("a shipped one is there").isEqualTo(scenario("ccr"));
    assertThat(form.scenarios()).hasSize(ScenarioLibrary.ids().size());
  }

  @Test
  void theFormSuggestsValuesAndSaysHowManyRunsTheyMake() {
    form.scenario().set(scenario("hold"));
    assertThat(form.answer().get().words()).isEqualTo("100 runs, one for each seed");
    form.first().parameter().set(Parameter.named("cqt"));
    assertThat(form.first().values().get()).isEqualTo("0 s .. 10 s in 5 steps");
    form.second().parameter().set(Parameter.named("policy"));
    assertThat(form.second().values().get()).isEqualTo("all");
    form.seeds().set(" 10 ");
    assertThat(form.answer().get().words()).isEqualTo("30 cases x 10 seeds = 300 runs");
    assertThat(form.hint(form.first()).getValue())
        .contains("ommand quiesce time", "Range: 0 s to 65.535 s", "current value 5 s");
  }

  @Test
  void theFormSaysWhatIsWrongAndRunsNothing() {
    form.scenario().set(scenario("hold"));
    form.first().parameter().set(Parameter.named("cqt"));
    for (String[] wrong :
        new String[][] {
          {"0 s .. 10 s", "10", "in how many steps"},
          {"5 s, 5 s", "10", "twice"},
          {"5 s, 66 s", "10", "out of range"},
          {"5 s", "ten", "\"ten\" is not a whole number"},
          {"0 s .. 9 s in 10 steps", "50000", "too many"}
        }) {
      form.first().values().set(wrong[0]);
      form.seeds().set(wrong[1]);
      assertThat(form.answer().get().isWrong()).isTrue();
      assertThat(form.answer().get().words()).contains(wrong[2]);
      explorer.start();
      assertThat(explorer.isExploring().get()).isFalse();
    }
  }

  @Test
  void anotherScenarioKeepsWhatItHasTooAndForgetsTheRest() {
    form.scenario().set(scenario("unprotected"));
    form.first().parameter().set(Parameter.named("slow-write"));
    form.second().parameter().set(Parameter.named("kato"));
    Scenario quiet = scenario("unprotected").withScript(List.of(), List.of());
    form.scenario().set(quiet);
    assertThat(form.first().parameter().get()).isNull();
    assertThat(form.second().parameter().get()).isEqualTo(Parameter.named("kato"));
    assertThat(form.parameters()).doesNotContain(Parameter.named("slow-write"));
  }

  @Test
  void probabilitiesAndDurationsAreChartedAgainstTheValue() {
    SweepResult result = explore();
    assertThat(result.isComplete()).isTrue();
    assertThat(explorer.fraction().get()).isEqualTo(1);
    assertThat(explorer.counters().get()).startsWith("4 of 4 runs in ");
    Charts charts = new Charts(result.plan(), result.cases());
    Chart corruption = charts.corruption();
    assertThat(corruption.places()).extracting(Chart.Place::label).containsExactly("4 s", "8.8 s");
    List<Chart.Mark> marks = corruption.series().getFirst().marks();
    assertThat(marks).extracting(Chart.Mark::middle).containsExactly(0.0, 1.0);
    assertThat(marks)
        .allSatisfy(each -> assertThat(each.middle()).isBetween(each.low(), each.high()));
    assertThat(marks.get(1).words()).startsWith("slow-write=8.8 s: corrupt 2 of 2, 100.0 %");
    Chart.Mark outage = charts.durations(Measure.OUTAGE).series().getFirst().marks().getFirst();
    assertThat(outage.middle()).isBetween(5e9, 7e9).isLessThanOrEqualTo(outage.high());
    assertThat(charts.durations(Measure.HOLD).isEmpty()).isTrue();

    assertThat(explorer.figures().orElseThrow().corrupt().of()).isEqualTo(4);
    explorer.chosen().set(1);
    assertThat(explorer.figures().orElseThrow().corrupt().count()).isEqualTo(2);
    assertThat(explorer.worst()).extracting(Outcome::caseIndex).containsExactly(1, 1);
  }

  @Test
  void aSecondVariationMakesLines() {
    form.scenario().set(scenario("unprotected"));
    form.seeds().set("1");
    form.first().parameter().set(Parameter.named("policy"));
    form.first().values().set("none, best");
    form.second().parameter().set(Parameter.named("slow-write"));
    form.second().values().set("4 s, 8.8 s");
    explorer.start();
    test.settle();
    SweepResult result = Objects.requireNonNull(explorer.result().get());
    Chart chart = new Charts(result.plan(), result.cases()).corruption();
    assertThat(chart.series())
        .extracting(Chart.Series::name)
        .containsExactly("slow-write=4 s", "slow-write=8.8 s");
    assertThat(chart.series().get(1).marks())
        .extracting(Chart.Mark::caseIndex)
        .containsExactly(1, 3);
    assertThat(chart.series().get(1).marks()).extracting(Chart.Mark::middle).containsOnly(1.0);
    assertThat(chart.places())
        .as("words stand side by side")
        .extracting(Chart.Place::at)
        .containsExactly(0.25, 0.75);
  }

  @Test
  void aWorstSeedIsOpenedAsASessionWithItsSettings() {
    SweepResult result = explore();
    Outcome late = result.outcomes().getLast();
    assertThat(explorer.show(late)).isTrue();
    assertThat(explorer.show(late)).as("one at a time").isFalse();
    assertThat(test.problems()).hasSize(1);
    test.settle();
    OpenSession session = Objects.requireNonNull(test.workspace().current().get());
    assertThat(session.header().seed()).isEqualTo(late.seed());
    assertThat(session.timeline().size()).isEqualTo(late.events());
    assertThat(session.header().scenario()).contains("\"takes\":\"8.8 s\"");
  }

  @Test
  void whatWasDoneIsKeptWhenItIsCancelled() {
    form.scenario().set(scenario("ccr"));
    form.seeds().set("5000");
    explorer.start();
    explorer.cancel();
    test.settle();
    SweepResult result = Objects.requireNonNull(explorer.result().get());
    assertThat(result.isComplete()).isFalse();
    assertThat(explorer.counters().get()).endsWith("of 5,000 runs, cancelled");
    assertThat(test.problems()).isEmpty();
  }

  @Test
  void aFailingSeedIsShrunkAndSavedAsAScenarioThatStillFails() throws IOException {
    SweepResult result = explore();
    Outcome corrupt = result.outcomes().getLast();
    assertThat(explorer.canShrink(corrupt)).isTrue();
    explorer.shrink(corrupt);
    assertThat(explorer.isShrinking().get()).isTrue();
    explorer.stopShrinking();
    test.settle();
    assertThat(explorer.isShrinking().get()).isFalse();
    Shrunk shrunk = Objects.requireNonNull(explorer.shrunk().get());
    assertThat(shrunk.scenario().seed()).isEqualTo(corrupt.seed());
    Path file = folder.resolve("shrunk.json");
    explorer.saveShrunk(file);
    test.settle();
    Scenario saved = ScenarioReader.read(file);
    assertThat(Summary.of(Lab.run(saved, saved.seed())).corruptions()).isPositive();
    assertThat(test.news()).containsExactly("Saved: " + file);
  }

  @Test
  void theResultIsExportedAsTheCommandLineWritesIt() throws IOException {
    SweepResult result = explore();
    Path csv = folder.resolve("a.csv");
    Path json = folder.resolve("a.json");
    explorer.exportCsv(csv);
    explorer.exportJson(json);
    test.settle();
    assertThat(Files.readAllLines(csv)).hasSize(5).first().asString().contains("slow-write,seed");
    assertThat(SweepReader.read(Files.readString(json), "a.json").outcomes())
        .isEqualTo(result.outcomes());
  }
}
