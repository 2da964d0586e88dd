package dev.fenceline.timeline.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.PathState;
import dev.fenceline.timeline.Story;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.span.Span;
import dev.fenceline.timeline.span.StateSpans;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static Event find(Timeline timeline, Class<?> type) {
    return timeline.events().stream()
        .filter(event -> type.isInstance(event.detail()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theHoldSaysUntilWhenByWhichFormulaAndWhyNotShorter() {
    Timeline timeline = new Story().bothLive().recoveryByHold().timeline();
    Explanation explanation = Explanation.of(timeline);

    String why =
        "Held until 27.510 s: 2 x KATO + CQT = 15 s from detection at 12.510 s,"
            + " because no live controller offers CCR.";
    assertThat(explanation.why(find(timeline, HoldEvent.Armed.class))).isEqualTo(why);
    assertThat(
            explanation.why(StateSpans.of(timeline).spans(Story.NVME4, Span.Hold.class).getFirst()))
        .isEqualTo(why);
  }

  @Test
  void anExpiredKeepAliveNamesThePathThatIsStalled() {
    Timeline timeline = new Story().bothLive().recoveryByCcr().timeline();

    assertThat(Explanation.of(timeline).why(find(timeline, KeepAliveEvent.Expired.class)))
        .isEqualTo(
            "Sent at 7.510 s and not answered for 5 s: the host takes the path for failed."
                + " Path B is stalled since 6.200 s.");
  }

  @Test
  void aRevokedWriteIsNamedByItsCopy() {
    Timeline timeline = new Story().bothLive().recoveryByCcr().timeline();

    assertThat(Explanation.of(timeline).why(find(timeline, CommandEvent.Revoked.class)))
        .startsWith("Copy 1 of write 9 was taken back before it had any effect on media");
  }

  /** Nobody knows which of its commands are retries, so none is said to do no harm. */
  @Test
  void aLateWriteOfARealHostIsNotSaidToBeHarmless() {
    Story story = new Story().bothLive().at(5);
    story.copy(Story.NVME4, 9, 100, 0, 0);
    story.received(Story.SECOND, 9, 100);
    story.executing(Story.SECOND, 9, 100, 8);
    story
        .at(10)
        .tell(Story.NVME4, new CommandEvent.Cancelled(1, 9, Story.WRITE, Story.HOST_ABORTED));
    story.at(13).landed(Story.SECOND, 9, 100);
    Timeline timeline = story.timeline();

    assertThat(Explanation.of(timeline).why(find(timeline, CommandEvent.Executed.class)))
        .endsWith(
            "took effect 3 s after the host had given it up at 10.000 s; no newer write to the same"
                + " blocks was seen to land before it.");
  }

  @Test
  void fencingByCcrComparesWithTheHold() {
    Timeline timeline = new Story().bothLive().recoveryByCcr().timeline();
    Span fencing =
        StateSpans.of(timeline).spans(Story.NVME4, Span.Controller.class).stream()
            .filter(span -> span.interval().durationNanos() == Story.nanos(1.501))
            .findFirst()
            .orElseThrow();

    assertThat(Explanation.of(timeline).why(fencing))
        .contains("Fenced in 1.50 s: nvme3 reports that it has reset the old instance; T is 15 s.");
  }

  @Test
  void aReasonThatTheSentenceContainsIsNotRepeated() {
    Timeline timeline = new Story().bothLive().timeline();

    assertThat(Explanation.of(timeline).why(find(timeline, InstanceEvent.StateChanged.class)))
        .isEqualTo("Enabled and working.");
  }

  private static void cut(Story story, Direction direction, PathState from, PathState to) {
    story.tell(Story.PATH_B, new PathEvent.StateChanged(direction, from, to, "fault"));
  }

  private static String whenTheKeepAliveExpires(Story story) {
    story.at(12.5).tell(Story.NVME4, new KeepAliveEvent.Expired(8, Story.nanos(7.5)));
    Timeline timeline = story.timeline();
    return Explanation.of(timeline).why(find(timeline, KeepAliveEvent.Expired.class));
  }

  @Test
  void aPathWhoseDirectionsDifferIsToldInEachOfThem() {
    Story both = new Story().bothLive();
    both.at(6).path(Story.PATH_B, PathState.UP, PathState.STALLED);
    assertThat(whenTheKeepAliveExpires(both)).endsWith(" Path B is stalled since 6.000 s.");

    Story healed = new Story().bothLive();
    healed.at(6).path(Story.PATH_B, PathState.UP, PathState.STALLED);
    cut(healed.at(7), Direction.TO_HOST, PathState.STALLED, PathState.UP);
    assertThat(whenTheKeepAliveExpires(healed))
        .endsWith(" Path B is stalled since 6.000 s towards the target.");

    Story later = new Story().bothLive();
    cut(later.at(6), Direction.TO_TARGET, PathState.UP, PathState.STALLED);
    cut(later.at(8), Direction.TO_HOST, PathState.UP, PathState.SILENT);
    assertThat(whenTheKeepAliveExpires(later))
        .endsWith(
            " Path B is stalled since 6.000 s towards the target, and silent since 8.000 s towards"
                + " the host.");

    Story over = new Story().bothLive();
    over.at(6).path(Story.PATH_B, PathState.UP, PathState.STALLED);
    over.at(8).path(Story.PATH_B, PathState.STALLED, PathState.UP);
    assertThat(whenTheKeepAliveExpires(over)).endsWith("the host takes the path for failed.");
  }

  @Test
  void everyEventAndSpanHasAnAnswer() {
    Timeline timeline = new Story().bothLive().recoveryByCcr().timeline();
    Explanation explanation = Explanation.of(timeline);
    StateSpans spans = StateSpans.of(timeline);

    assertThat(timeline.events()).allSatisfy(event -> assertAnswer(explanation.why(event)));
    timeline
        .lanes()
        .forEach(lane ->
            assertThat(spans.spans(lane)).allSatisfy(span -> assertAnswer(explanation.why(span))));
  }

  private static void assertAnswer(String answer) {
    assertThat(answer).isNotBlank().endsWith(".").doesNotContain("null", "..", "  ", "%");
  }
}
