package dev.fenceline.app.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.swimlane.layout.Arrangement;
import dev.fenceline.timeline.recovery.Comparison;
import dev.fenceline.timeline.recovery.Comparison.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class WhatIfViewModelTest {
  private final TestWorkspace test = new TestWorkspace();
  private final WhatIfViewModel model = new WhatIfViewModel(test.workspace());
  private final OpenSession first = ran("ccr");

  private static OpenSession ran(String id) {
    Scenario scenario = ScenarioLibrary.find(id).orElseThrow();
    Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
    lab.run();
    return new OpenSession(lab.header(), lab.timeline());
  }

  @BeforeEach
  void show() {
    test.workspace().show(first);
  }

  @AfterEach
  void close() {
    test.close();
  }

  private ChangedSetting setting(String key) {
    return model.settings().stream()
        .filter(each -> each.parameter().key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private OpenSession shown() {
    return Objects.requireNonNull(test.workspace().current().get());
  }

  private List<String> row(String name) {
    Comparison comparison = Objects.requireNonNull(model.comparison().get());
    return comparison.rows().stream()
        .filter(row -> row.name().equals(name))
        .map(Row::values)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aChangedSettingRunsTheScenarioAgainWithTheFirstRunBehindIt() {
    setting("policy").value().set("none");
    test.settle();
    assertThat(shown().title()).isEqualTo("CCR via survivor, policy none");
    assertThat(shown().view().former().get()).isSameAs(first.timeline());
    assertThat(row("Data")).first().isEqualTo("intact");
    assertThat(row("Data")).last().asString().startsWith("corrupt");
    assertThat(row("Outage")).containsExactly("7.11 s", "5.61 s");
  }

  @Test
  void theLatestOfSeveralChangesIsShownInPlaceOfTheOneBefore() {
    setting("policy").value().set("none");
    setting("policy").value().set("time-based");
    test.settle();
    OpenSession held = shown();
    assertThat(held.title()).isEqualTo("CCR via survivor, policy time-based");
    setting("kato").value().set("3 s");
    test.settle();
    assertThat(shown().title()).isEqualTo("CCR via survivor, policy time-based, kato 3 s");
    assertThat(test.workspace().sessions()).containsExactly(first, shown());
  }

  @Test
  void lanesMarkersAndTimesStayWhereTheyWere() {
    first.visible().set(new TimeRange(TestWorkspace.seconds(5), TestWorkspace.seconds(15)));
    first.seek(TestWorkspace.seconds(7));
    first.view().markerA().set(TestWorkspace.seconds(6));
    Arrangement folded = first.view().arrangement().get().hide("path/A");
    first.view().arrangement().set(folded);
    setting("kato").value().set("4 s");
    test.settle();
    assertThat(shown()).isNotSameAs(first);
    assertThat(shown().visible().get()).isEqualTo(first.visible().get());
    assertThat(shown().playheadNanos().get()).isEqualTo(TestWorkspace.seconds(7));
    assertThat(shown().view().markerA().get()).isEqualTo(TestWorkspace.seconds(6));
    assertThat(shown().view().arrangement().get()).isEqualTo(folded);
  }

  @Test
  void theChangedScenarioClaimsNothingThatOnlyTheFirstOneIs() {
    setting("policy").value().set("none");
    test.settle();
    Scenario changed =
        ScenarioReader.recorded(Objects.requireNonNull(shown().header().scenario()), "changed");
    assertThat(changed.summary())
        .isEqualTo("\"CCR via survivor\" with other settings: policy none.");
    assertThat(changed.expectations()).isEmpty();
    assertThat(changed.seed()).isEqualTo(first.header().seed());
  }

  @Test
  void aWrongValueIsExplainedAndWhatIsShownStays() {
    setting("kato").value().set("soon");
    test.settle();
    assertThat(model.wrong().get()).isTrue();
    assertThat(model.words().get()).contains("kato=soon");
    assertThat(shown()).isSameAs(first);
    assertThat(model.whyNoSave().getValue()).isEqualTo("The changed settings are not valid");
    setting("kato").value().set("4 s");
    test.settle();
    assertThat(model.wrong().get()).isFalse();
    assertThat(shown().title()).isEqualTo("CCR via survivor, kato 4 s");
  }

  @Test
  void resettingShowsTheFirstRunAndClosesTheOther() {
    setting("kato").value().set("4 s");
    test.settle();
    model.reset();
    test.settle();
    assertThat(shown()).isSameAs(first);
    assertThat(test.workspace().sessions()).containsExactly(first);
    assertThat(setting("kato").value().get()).isEqualTo("5 s");
    assertThat(model.changed().get()).isFalse();
    assertThat(model.comparison().get()).isNull();
  }

  @Test
  void aValueThatIsSetBackShowsTheFirstRun() {
    setting("kato").value().set("4 s");
    test.settle();
    setting("kato").value().set("5 s");
    test.settle();
    assertThat(shown()).isSameAs(first);
  }

  @Test
  void aSliderMovesInReadableStepsAroundTheValueOfTheScenario() {
    ChangedSetting kato = setting("kato");
    SliderScale scale = kato.scale().orElseThrow();
    assertThat(scale.most()).isEqualTo(TestWorkspace.seconds(15));
    kato.slideTo(1);
    assertThat(kato.value().get()).isEqualTo("15 s");
    kato.slideTo(0.5);
    assertThat(kato.value().get()).isEqualTo("7.5 s");
    assertThat(kato.fraction()).isBetween(0.49, 0.51);
    assertThat(setting("policy").scale()).isEmpty();
  }

  @Test
  void aRunThatWasChangedByHandCannotBeRunAgain() {
    OpenSession byHand = ran("steady");
    byHand.cannotBeRepeated();
    test.workspace().show(byHand);
    assertThat(model.settings()).isEmpty();
    assertThat(model.words().get()).contains("cannot be run again");
  }

  @Test
  void theChangedScenarioIsSavedForTheCommandLine(@TempDir Path folder) throws Exception {
    setting("kato").value().set("4 s");
    test.settle();
    Path file = folder.resolve(model.fileName());
    model.save(file);
    test.settle();
    assertThat(test.problems()).isEmpty();
    assertThat(ScenarioReader.read(file).host().katoMillis()).isEqualTo(4_000);
  }
}
