package dev.fenceline.timeline.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.timeline.SentenceTable;
import dev.fenceline.timeline.Story;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.SentenceCheck.Said;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The check of sentences finds what is wrong: it is given stories and sentences that are. */
class SentenceCheckTest {
  private final Story story = new Story().bothLive();

  private List<String> said(String text) {
    Timeline timeline = story.timeline();
    Recovery recovery = Recoveries.of(timeline).getFirst();
    return SentenceCheck.wrong(
        timeline, List.of(new Said("here", recovery.detectedSequence(), recovery, text)));
  }

  @Test
  void trueStoriesAreNotBlamed() {
    assertThat(SentenceCheck.wrong(new Story().bothLive().recoveryByCcr().timeline())).isEmpty();
    assertThat(SentenceCheck.wrong(new Story().bothLive().recoveryByCcrThatDrains().timeline()))
        .isEmpty();
    assertThat(SentenceCheck.wrong(new Story().bothLive().recoveryByHold().timeline())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Held until 50.010 s: 2 x KATO + CQT = 25 s from detection at 16.931 s, because.|add up",
        "T is over at 50.010 s: 2 x KATO = 25 s from 16.931 s.|add up",
        "The path of nvme4 failed at 6.000 s and the host knew at 12.510 s, 5 s later: x.|add up",
        "12.510 s  Keep Alive timeout, 7 s after the path failed at 6.200 s|add up",
        "No source is left to try: x. 33.1 s of T are left.|more is left of T",
        "Fenced, whose last command left the back end at 13.000 s.|no instance was gone",
        "Reset took 1 ms. 2 requests continue over nvme7.|nothing was sent over nvme7"
      })
  void aSentenceThatTheEventsContradictIsFound(String text, String complaint) {
    story.recoveryByCcr();

    assertThat(said(text)).singleElement().asString().contains(complaint);
  }

  @ParameterizedTest
  @CsvSource({
    "T has passed: the old instance is harmless by time.",
    "By then the target must have noticed and quiesced.",
    "The old copy can do no more harm."
  })
  void aPromiseNeedsCqt(String text) {
    story.recoveryByHold();
    assertThat(said(text)).isEmpty();

    Story without = new Story().bothLive();
    without.tell(Story.NVME4, new ControllerEvent.Identified(Story.SECOND_ID, 5000, 0, 4, false));
    Timeline timeline = without.recoveryByHold().timeline();
    Recovery recovery = Recoveries.of(timeline).getFirst();
    assertThat(SentenceCheck.wrong(timeline, List.of(new Said("here", 1, recovery, text))))
        .singleElement()
        .asString()
        .contains("promise");
  }

  @Test
  void aHoldThatEndsBeforeItBeganIsFound() {
    story.at(12).tell(Story.NVME4, new HoldEvent.Armed(1_000, Story.nanos(11)));
    assertThat(SentenceCheck.wrong(story.timeline()))
        .singleElement()
        .asString()
        .contains("ends before it begins");
  }

  @Test
  void ioOverAPathThatIsNotLiveIsFound() {
    story.recoveryByCcr();
    story.become(Story.NVME3, ControllerState.LIVE, ControllerState.RESETTING);
    IoOutcome course = new IoOutcome.OverOtherPath(Story.nanos(24.5), "nvme3", 1);

    assertThat(SentenceCheck.wrong(story.at(25).timeline(), recovery(12.51, 14.0, course)))
        .singleElement()
        .asString()
        .contains("which is not live");
  }

  @Test
  void fencingThatEndsBeforeDetectionIsFound() {
    story.recoveryByCcr();

    assertThat(
            SentenceCheck.wrong(story.timeline(), recovery(12.51, 11.0, new IoOutcome.NotKnown())))
        .anyMatch(wrong -> wrong.contains("fenced before it was detected"));
  }

  /** A story in which something comes after it was said that nothing does. */
  private static Stream<Arguments> superlatives() {
    return Stream.of(
        Arguments.of(
            "the last one had left",
            (Consumer<Story>)
                story -> {
                  story.recoveryByCcrThatDrains();
                  story.landed(Story.SECOND, 3, 7);
                }),
        Arguments.of(
            "none was left",
            (Consumer<Story>)
                story -> {
                  story.recoveryByHold();
                  story.at(28).become(Story.NVME4, ControllerState.LIVE, ControllerState.FENCING);
                  story.tell(Story.NVME4, new FencingEvent.CcrExhausted("every one", 9));
                  story.tell(
                      Story.NVME4, new FencingEvent.CcrIssued("nvme3", Story.SECOND_ID, 1, 1));
                }),
        Arguments.of(
            "every path is live",
            (Consumer<Story>)
                story -> {
                  story.become(Story.NVME3, ControllerState.LIVE, ControllerState.RESETTING);
                  story.tell(Lane.LAB, new RunEvent.Reached(RunEvent.Stage.READY));
                }),
        Arguments.of(
            "nothing new",
            (Consumer<Story>)
                story -> {
                  story.tell(Lane.LAB, new RunEvent.Reached(RunEvent.Stage.WORKLOAD_STOPPED));
                  story.submitWrite(99, 1, 1);
                }));
  }

  @ParameterizedTest
  @MethodSource("superlatives")
  void whatComesAfterTheLastIsFound(String complaint, Consumer<Story> told) {
    told.accept(story);

    assertThat(SentenceCheck.wrong(story.timeline())).anyMatch(wrong -> wrong.contains(complaint));
  }

  @Test
  void whatIsCountedOtherwiseThanSaidIsFound() {
    Timeline timeline = story.recoveryByCcr().timeline();
    Recovery right = Recoveries.of(timeline).getFirst();
    assertThat(SentenceCounts.wrong(timeline, List.of(right))).isEmpty();

    Timeline noAttempt = SentenceTable.without(timeline, Set.of("reconnect-attempted", "io-held"));
    Timeline notMoved = SentenceTable.without(timeline, Set.of("io-failed-over"));
    assertThat(SentenceCounts.wrong(noAttempt, List.of(recovery(12.51, 14.0, right.io(), 3))))
        .anyMatch(wrong -> wrong.contains("says 3 attempts, 0 were made"))
        .anyMatch(wrong -> wrong.contains("writes held, 0 were"));
    assertThat(
            SentenceCounts.wrong(
                notMoved, List.of(recovery(12.51, 14.0, new IoOutcome.Waited(1), 1))))
        .anyMatch(wrong -> wrong.contains("no request waited for a path"));
  }

  private static Recovery recovery(double detected, double fenced, IoOutcome course) {
    return recovery(detected, fenced, course, 1);
  }

  private static Recovery recovery(double detected, double fenced, IoOutcome course, int attempts) {
    return new Recovery(
        Story.NVME4,
        "Keep Alive timeout",
        OptionalLong.of(Story.nanos(6.2)),
        OptionalLong.empty(),
        Story.nanos(detected),
        1,
        Recovery.Detection.SEEN,
        true,
        OptionalLong.of(Story.nanos(fenced)),
        FencedBy.CCR,
        "nvme3",
        15_000,
        OptionalLong.of(5_000),
        OptionalInt.of(1),
        1,
        course,
        OptionalLong.empty(),
        OptionalInt.of(0),
        OptionalLong.of(Story.nanos(24.6)),
        attempts,
        true,
        List.of(),
        Recovery.Outcome.RECONNECTED,
        OptionalLong.of(Story.nanos(24.9)),
        true,
        "",
        90);
  }
}
