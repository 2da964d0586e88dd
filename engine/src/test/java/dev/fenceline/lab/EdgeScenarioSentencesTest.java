package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.explanation.Explanation;
import dev.fenceline.timeline.recovery.Headline;
import dev.fenceline.timeline.recovery.IoOutcome;
import dev.fenceline.timeline.recovery.NoRecovery;
import dev.fenceline.timeline.recovery.Phase;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.SentenceCheck;
import dev.fenceline.timeline.recovery.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of scenarios at the edges: each sentence here was untrue once. */
@Tag("slow")
class EdgeScenarioSentencesTest {
  private static Timeline run(String id) {
    String file = "/hard-scenarios/" + id + ".json";
    try (InputStream in =
        Objects.requireNonNull(EdgeScenarioSentencesTest.class.getResourceAsStream(file))) {
      Scenario scenario =
          ScenarioReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), id);
      return Lab.run(scenario, scenario.seed());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Recovery recovery(Timeline timeline, String controller) {
    return Recoveries.of(timeline).stream()
        .filter(recovery -> recovery.controller().equals(controller))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> why(Timeline timeline, Class<? extends Detail> type) {
    Explanation explanation = Explanation.of(timeline);
    return timeline.events().stream()
        .filter(event -> type.isInstance(event.detail()))
        .map(explanation::why)
        .toList();
  }

  private static String why(Timeline timeline, Recovery recovery, Phase.Kind kind) {
    Explanation explanation = Explanation.of(timeline);
    return recovery.phases(timeline.endNanos()).stream()
        .filter(phase -> phase.kind() == kind)
        .map(phase -> explanation.why(recovery, phase))
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a2", "brc", "g1", "iot", "rej2", "s4", "s5", "s6", "s7", "p_time-based"})
  void noSentenceContradictsTheEvents(String id) {
    assertThat(SentenceCheck.wrong(run(id))).isEmpty();
  }

  /** With version 3, T is over while the host waits for a source that fences itself. */
  @Test
  void aHoldThatLastsLongerThanTIsNotSaidToEndWithIt() {
    Timeline both = run("both-v3");
    Recovery first = recovery(both, "nvme3");
    String why = why(both, first, Phase.Kind.FENCE);
    assertThat(first.fencedNanos().orElseThrow()).isGreaterThan(8_500_000_000L);
    assertThat(why)
        .startsWith("Held until 8.510 s, longer than T: 2 x KATO + CQT = 3 s from detection at")
        .contains("T had passed while it still tried");
  }

  /** A path can be stalled without a failure that the host detects. */
  @Test
  void aPathThatWasStalledIsNotSaidNotToHaveFailed() {
    Timeline stalled = run("hand-reset-under-stall");
    assertThat(Recoveries.of(stalled)).isEmpty();
    assertThat(Headline.of(stalled).words()).isEqualTo("Data intact: no failure was detected.");
    assertThat(NoRecovery.words(stalled)).isEqualTo("No recovery was found.");
  }

  @Test
  void aRefusedResetSaysThatNoSourceIsLeft() {
    assertThat(why(run("rej2"), FencingEvent.CcrEnded.class))
        .singleElement()
        .asString()
        .contains("nvme3 refused the reset; no source is left to try");
  }

  @Test
  void whenThePathFailedIsKnownFromItsFault() {
    Timeline both = run("a2");
    assertThat(recovery(both, "nvme4").failedNanos()).hasValue(6_000_000_000L);
    assertThat(recovery(both, "nvme3").failedNanos()).hasValue(13_000_000_000L);
    assertThat(recovery(run("g1"), "nvme4").failedNanos()).hasValue(6_000_000_000L);
  }

  @Test
  void ofAPathThatNeverFailedNothingIsSaidToHaveFailed() {
    Timeline timeline = run("iot");

    assertThat(recovery(timeline, "nvme4").failedNanos()).isEmpty();
    assertThat(Summary.of(timeline).text())
        .contains("the last answer")
        .doesNotContain("path failed");
  }

  @Test
  void tThatBeginsLaterThanDetectionSaysFromWhenItCounts() {
    Timeline timeline = run("s6");
    Recovery recovery = recovery(timeline, "nvme4");

    assertThat(why(timeline, recovery, Phase.Kind.FENCE))
        .contains("= 25 s from 25.010 s, until when the Keep Alive of 15.010 s");
    assertThat(why(timeline, FencingEvent.CcrExhausted.class))
        .allSatisfy(text -> assertThat(text).doesNotContain("are left").contains("from 25.010 s"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s7", "p_time-based"})
  void withoutCqtNothingIsPromised(String id) {
    Timeline timeline = run(id);
    Explanation explanation = Explanation.of(timeline);

    assertThat(
            timeline.events().stream()
                .filter(EdgeScenarioSentencesTest::isOfFencing)
                .map(explanation::why))
        .noneMatch(text -> text.contains("harmless"))
        .noneMatch(text -> text.contains("no more harm"))
        .noneMatch(text -> text.contains("must have"));
    assertThat(why(timeline, Recoveries.of(timeline).getFirst(), Phase.Kind.FENCE))
        .contains("CQT is 0: the target does not promise to quiesce");
  }

  private static boolean isOfFencing(Event event) {
    return event.detail() instanceof FencingEvent
        || event.detail() instanceof HoldEvent
        || event.detail() instanceof IoEvent.Released;
  }

  @Test
  void anAcceptedResetHasNotHappenedYet() {
    Timeline timeline = run("s4");

    assertThat(why(timeline, FencingEvent.TargetAccepted.class))
        .isNotEmpty()
        .noneMatch(text -> text.contains("executes nothing new"))
        .noneMatch(text -> text.contains("last command"));
  }

  @Test
  void withOnePathNothingGoesOnOverAnother() {
    Timeline timeline = run("brc");

    assertThat(recovery(timeline, "nvme3").io()).isInstanceOf(IoOutcome.Failed.class);
    assertThat(Summary.of(timeline).text())
        .contains("fails to the application", "ended with an error to the application")
        .doesNotContain("continues over");
  }

  @Test
  void aFailedOperationIsCounted() {
    Timeline timeline = run("s5");
    long failed =
        timeline.events().stream()
            .filter(event -> event.detail() instanceof IoEvent.Ended it && it.status() != 0)
            .count();

    assertThat(failed).isPositive();
    assertThat(Summary.of(timeline).operationsFailed()).hasValue(failed);
    assertThat(Summary.of(timeline).fields()).containsEntry("operationsFailed", failed);
  }

  @Test
  void aLateCopyIsNotSaidToDoNoHarm() {
    Timeline timeline = run("s5");
    Explanation explanation = Explanation.of(timeline);

    List<String> late =
        timeline.events().stream()
            .filter(event -> event.detail() instanceof dev.fenceline.event.CommandEvent.Executed)
            .map(explanation::why)
            .filter(text -> text.contains("after the host had given it up"))
            .toList();
    assertThat(late)
        .isNotEmpty()
        .noneMatch(text -> text.contains("no harm"))
        .allMatch(text -> text.contains("over what a newer write had put there"));
  }

  @Test
  void aRunSaysItsPolicy() {
    assertThat(Summary.of(run("p_time-based")).text()).contains("policy time-based");
  }
}
