package dev.fenceline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Finding;
import dev.fenceline.event.Lane;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScheduledFault;
import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.SettingsBuilder;
import dev.fenceline.timeline.Story;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpectationCheckTest {
  private static final Story STORY = new Story().bothLive().recoveryByCcr();

  private static List<Finding> check(Expectation expectation) {
    return ExpectationCheck.check(scenario(expectation), STORY.timeline(), Verdict.INTACT);
  }

  private static Scenario scenario(Expectation expectation) {
    return SettingsBuilder.ofDefaults(Scenario.class)
        .with(Scenario::id, "ccr")
        .with(Scenario::title, "title")
        .with(
            Scenario::faults,
            List.of(
                new ScheduledFault(
                    null, new Moment(null, 0, 0), null, new Fault.SlowWrite(2, 8_800))))
        .with(Scenario::expectations, List.of(expectation))
        .build();
  }

  static List<Expectation> met() {
    return List.of(
        new Expectation.DataIs("intact"),
        new Expectation.FencedBy("nvme4", "ccr"),
        new Expectation.DetectedBetween("nvme4", 12_509, 12_511),
        new Expectation.FencedWithin("nvme4", 1_400, 1_600),
        new Expectation.Reconnected("nvme4", 1),
        new Expectation.SlowWrites(2, 1));
  }

  static List<Expectation> missed() {
    return List.of(
        new Expectation.DataIs("corrupt"),
        new Expectation.FencedBy("nvme4", "hold"),
        new Expectation.FencedBy("nvme3", "ccr"),
        new Expectation.DetectedBetween("nvme4", 12_511, 12_600),
        new Expectation.FencedWithin("nvme4", 0, 1_400),
        new Expectation.Reconnected("nvme4", 2),
        new Expectation.SlowWrites(2, 2),
        new Expectation.SlowWrites(1, 1));
  }

  @ParameterizedTest
  @MethodSource
  void met(Expectation expectation) {
    assertThat(check(expectation)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void missed(Expectation expectation) {
    assertThat(check(expectation))
        .singleElement()
        .extracting(Finding::severity)
        .isEqualTo(Finding.Severity.BREACH);
  }

  @Test
  void inRealTimeAMomentMayBeOffAndAWaitLongerButNeverShorter() {
    assertThat(checkInRealTime(new Expectation.DetectedBetween("nvme4", 12_000, 12_100))).isEmpty();
    assertThat(checkInRealTime(new Expectation.DetectedBetween("nvme4", 10_000, 11_000)))
        .hasSize(1);
    assertThat(checkInRealTime(new Expectation.DetectedBetween("nvme4", 13_000, 13_100))).isEmpty();
    assertThat(checkInRealTime(new Expectation.DetectedBetween("nvme4", 14_100, 15_000)))
        .hasSize(1);
    assertThat(checkInRealTime(new Expectation.FencedWithin("nvme4", 0, 1_000))).isEmpty();
    assertThat(checkInRealTime(new Expectation.FencedWithin("nvme4", 1_600, 2_000))).hasSize(1);
  }

  private static List<Finding> checkInRealTime(Expectation expectation) {
    Story story = new Story();
    story.tell(Lane.LAB, new RunEvent.Started("ccr", 1, "real"));
    story.bothLive().recoveryByCcr();
    return ExpectationCheck.check(scenario(expectation), story.timeline(), Verdict.INTACT);
  }

  @Test
  void aMissSaysWhatWasExpectedWhatWasSeenAndWhere() {
    assertThat(check(new Expectation.FencedBy("nvme4", "hold")).getFirst().text())
        .isEqualTo(
            "Expected nvme4 fenced by hold; seen: fenced by ccr (recovery of nvme4 from 12.510"
                + " s).");
  }
}
