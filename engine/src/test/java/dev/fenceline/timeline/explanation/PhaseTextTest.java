package dev.fenceline.timeline.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.PathState;
import dev.fenceline.event.value.Rule;
import dev.fenceline.timeline.Story;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Phase;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each phase and each fall-back says why, with the numbers of its recovery. */
class PhaseTextTest {
  private static final int LIMIT_EXCEEDED = 0x141;

  private final Story story = new Story().bothLive();

  private String why(Phase.Kind kind) {
    Timeline timeline = story.timeline();
    Recovery recovery = Recoveries.of(timeline).getFirst();
    Phase phase =
        recovery.phases(timeline.endNanos()).stream()
            .filter(it -> it.kind() == kind)
            .reduce((first, last) -> kind == Phase.Kind.STEADY ? first : last)
            .orElseThrow();
    return Explanation.of(timeline).why(recovery, phase);
  }

  private void fencing() {
    story.at(12.51).tell(Story.NVME4, new KeepAliveEvent.Expired(8, Story.nanos(7.51)));
    story.become(Story.NVME4, ControllerState.LIVE, ControllerState.FENCING);
    long deadline = Story.nanos(27.51);
    story.tell(Story.NVME4, new FencingEvent.Started("keep alive timeout", 15_000, deadline));
    story.tell(Story.NVME4, new FencingEvent.CcrAttempted(Story.SECOND_ID, 15_000));
  }

  private void reset(String source, CcrOutcome outcome) {
    story.tell(Story.NVME4, new FencingEvent.CcrIssued(source, Story.SECOND_ID, 12, 3));
    story.tell(Story.NVME4, new FencingEvent.CcrEnded(source, Story.SECOND_ID, outcome));
  }

  private void held() {
    story.tell(Story.NVME4, new HoldEvent.Armed(15_000, Story.nanos(27.51)));
    story.at(27.51).tell(Story.NVME4, new HoldEvent.Ended());
    story.tell(Story.NVME4, new FencingEvent.Ended(FencedBy.HOLD, ""));
  }

  private void notHeld(String reason) {
    story.tell(Story.NVME4, new FencingEvent.CcrExhausted("every source was tried", 15_000));
    story.tell(Story.NVME4, new FencingEvent.HoldSkipped(reason, false));
    story.at(12.52).tell(Story.NVME4, new FencingEvent.Ended(FencedBy.NONE, ""));
  }

  @Test
  void detectionSaysWhichKeepAliveHadNoAnswerAndForHowLong() {
    story.recoveryByCcr();

    assertThat(why(Phase.Kind.DETECT))
        .isEqualTo(
            "The path of nvme4 failed at 6.200 s and the host knew at 12.510 s, 6.31 s later:"
                + " the Keep Alive sent at 7.510 s had no answer for 5 s.");
  }

  @Test
  void detectionWithoutAKeepAliveNamesItsTrigger() {
    story.at(2).path(Story.PATH_B, PathState.UP, PathState.SILENT);
    story
        .at(3)
        .tell(Story.NVME4, new ControllerEvent.ErrorRecovery("connection of queue 1 lost", true));

    assertThat(why(Phase.Kind.DETECT)).endsWith("1 s later: connection of queue 1 lost.");
  }

  @Test
  void fencingByAResetComparesWithTheHold() {
    story.recoveryByCcr();

    assertThat(why(Phase.Kind.FENCE))
        .isEqualTo(
            "Fenced in 1.50 s: nvme3 reports that it has reset the old instance; T is 15 s.");
  }

  @Test
  void onlyTheEndOfTheInstanceSaysWhenItsLastCommandWasOver() {
    story.recoveryByCcrThatDrains();

    assertThat(why(Phase.Kind.FENCE))
        .isEqualTo(
            "Fenced in 1.50 s: nvme3 reset the old instance, whose last command left the back end"
                + " at 14.010 s; T is 15 s.");
  }

  @Test
  void aHoldSaysUntilWhenAndWhyThereWasNoReset() {
    story.recoveryByHold();

    assertThat(why(Phase.Kind.FENCE))
        .isEqualTo(
            "Held until 27.510 s: 2 x KATO + CQT = 15 s from detection at 12.510 s,"
                + " because no live controller offers CCR.");
  }

  @Test
  void fencingThatGoesOnSaysSinceWhenAndWhatTIs() {
    fencing();
    story.at(13).tell(Story.NVME3, new KeepAliveEvent.Answered(1, 1));

    assertThat(why(Phase.Kind.FENCE)).isEqualTo("Fencing since 12.510 s; T is 15 s.");
  }

  @Test
  void resetSaysHowManyRequestsGoOnAndWhere() {
    story.recoveryByCcr();

    assertThat(why(Phase.Kind.RESET)).isEqualTo("Reset took 1 ms. 1 request continues over nvme3.");
  }

  @Test
  void reconnectSaysHowLongTheHostWaitsAndHowItEnded() {
    story.recoveryByCcr();
    assertThat(why(Phase.Kind.RECONNECT))
        .isEqualTo("1 attempt to connect was made; nvme4 is live again at 24.011 s.");
  }

  @Test
  void reconnectNamesTheLastAttemptThatFailed() {
    story.recoveryByHold();
    story.tell(Story.NVME4, new ReconnectEvent.Scheduled(10_000, 1, 60));
    story.at(37.51).tell(Story.NVME4, new ReconnectEvent.Failed(1, 60, "refused"));
    story.tell(Story.NVME4, new ReconnectEvent.Scheduled(10_000, 2, 60));
    story.at(40).tell(Story.NVME3, new KeepAliveEvent.Answered(1, 1));

    assertThat(why(Phase.Kind.RECONNECT))
        .isEqualTo(
            "The host waited 10 s (reconnect_delay); it waits for the next attempt since 37.510 s;"
                + " the last one that failed: refused; nvme4 is not back when the session ends.");
  }

  @Test
  void aRefusedResetIsNamedWithItsStatus() {
    fencing();
    story.tell(Story.NVME4, new FencingEvent.CcrIssued("nvme3", Story.SECOND_ID, 12, 3));
    story.tell(Story.NVME4, new FencingEvent.CcrAnswered("nvme3", 12, LIMIT_EXCEEDED, false));
    story.tell(
        Story.NVME4, new FencingEvent.CcrEnded("nvme3", Story.SECOND_ID, CcrOutcome.REJECTED));
    story.tell(Story.NVME4, new FencingEvent.CcrExhausted("every source was tried", 15_000));
    held();

    assertThat(why(Phase.Kind.FENCE))
        .endsWith(
            "because every source was tried: nvme3 refused with"
                + " 141h Cross-Controller Reset Limit Exceeded.");
  }

  @ParameterizedTest
  @EnumSource(names = {"TIMED_OUT", "SOURCE_LOST", "FAILED"})
  void everyWayInWhichAResetComesToNothingHasWords(CcrOutcome outcome) {
    fencing();
    reset("nvme3", outcome);
    story.tell(Story.NVME4, new FencingEvent.CcrExhausted("every source was tried", 1_000));
    held();

    String words =
        switch (outcome) {
          case TIMED_OUT -> "did not say in time how its reset ended";
          case SOURCE_LOST -> "was lost while the host waited";
          default -> "reported that its reset failed";
        };
    assertThat(why(Phase.Kind.FENCE)).endsWith("nvme3 " + words + ".");
  }

  @Test
  void tThatPassesWhileTheHostTriesCountsAsAHold() {
    fencing();
    reset("nvme3", CcrOutcome.TIMED_OUT);
    story.at(27.51).tell(Story.NVME4, new FencingEvent.CcrTimedOut(15_000));
    story.tell(Story.NVME4, new FencingEvent.Ended(FencedBy.HOLD, ""));

    assertThat(why(Phase.Kind.FENCE))
        .startsWith("Held until 27.510 s: 2 x KATO + CQT = 15 s")
        .contains("because T had passed while it still tried: nvme3 did not say in time");
  }

  @ParameterizedTest
  @CsvSource({"CQT not supported", "the policy knows no hold", "'KATO 0: no hold is long enough'"})
  void goingOnWithoutAHoldSaysWhyAndWhatThatMeans(String reason) {
    fencing();
    notHeld(reason);

    assertThat(why(Phase.Kind.FENCE))
        .isEqualTo(
            "Not held from 12.520 s on: every source was tried, and there is no hold: %s."
                    .formatted(reason)
                + " Copies sent before may still land after their retries.");
  }

  @Test
  void noSourceSaysWhatTheOthersCouldHaveDone() {
    fencing();
    story.tell(Story.NVME3, new ControllerEvent.Identified(Story.FIRST_ID, 5000, 5000, 0, false));
    assertThat(exhausted()).contains("no credit (nvme3 is live and offers no CCR)");

    story.tell(Story.NVME3, new ControllerEvent.Identified(Story.FIRST_ID, 5000, 5000, 1, false));
    story.tell(Lane.host("nvme5"), new FencingEvent.CcrIssued("nvme3", Story.FIRST_ID, 1, 0));
    assertThat(exhausted()).contains("nvme3 is live with 1 of 1 resets in progress");

    story.become(Story.NVME3, ControllerState.LIVE, ControllerState.CONNECTING);
    assertThat(exhausted()).contains("nvme3 is connecting");
  }

  private String exhausted() {
    story.tell(Story.NVME4, new FencingEvent.CcrExhausted("no credit", 15_000));
    Timeline timeline = story.timeline();
    Event last = timeline.events().getLast();
    return Explanation.of(timeline).why(last);
  }

  @ParameterizedTest
  @CsvSource({
    "lost-update,an older one took effect after it.",
    "stale-read,and yet returned older data.",
    "torn,no single write wrote it.",
    "misdirected,the stamp of another address.",
    "phantom,can have left this data.",
    "no-bound,without KATO there is no T.",
    "expectation,A sentence.",
    "H5,each credit returns once.",
    "H99,This version does not know the rule H99."
  })
  void aFindingSaysByWhichRuleItIsOne(String rule, String ending) {
    story.tell(
        Lane.LAB,
        new Finding(Finding.Severity.BREACH, Rule.of(rule), "A sentence", List.of(), List.of()));

    assertThat(Explanation.of(story.timeline()).why(story.timeline().events().getLast()))
        .startsWith("A sentence.")
        .endsWith(ending)
        .doesNotContain("..");
  }

  @Test
  void aNarrowStripHasFewerWords() {
    Phase wait = new Phase(Phase.Kind.RECONNECT, 0, Story.nanos(10), false);

    assertThat(wait.words())
        .containsExactly("Reconnect delay 10 s", "Reconnect delay", "Delay 10 s", "Delay", "10 s");
  }
}
