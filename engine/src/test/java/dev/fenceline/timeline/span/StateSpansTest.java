package dev.fenceline.timeline.span;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.PathEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.event.value.PathState;
import dev.fenceline.timeline.Story;
import dev.fenceline.timeline.span.Span.CommandEnding;
import dev.fenceline.timeline.span.Span.MediaEnding;
import org.junit.jupiter.api.Test;

class StateSpansTest {
  private final Story story = new Story().bothLive();

  @Test
  void aControllersStatesFollowOneAnotherToTheEnd() {
    StateSpans spans = StateSpans.of(story.recoveryByCcr().timeline());

    assertThat(spans.spans(Story.NVME4, Span.Controller.class))
        .filteredOn(span -> span.interval().durationNanos() > 0 || span.interval().isOpen())
        .extracting(Span.Controller::state)
        .containsExactly(
            ControllerState.LIVE,
            ControllerState.FENCING,
            ControllerState.RESETTING,
            ControllerState.CONNECTING,
            ControllerState.LIVE);
    Span.Controller last = spans.spans(Story.NVME4, Span.Controller.class).getLast();
    assertThat(last.interval().isOpen()).isTrue();
    assertThat(last.toNanos()).isEqualTo(story.timeline().endNanos());
  }

  @Test
  void bothDirectionsOfAPathAtOneInstantAreOneSpan() {
    story.at(1).path(Story.PATH_B, PathState.UP, PathState.STALLED);
    story.at(2).path(Story.PATH_B, PathState.STALLED, PathState.UP);

    assertThat(StateSpans.of(story.timeline()).spans(Story.PATH_B, Span.Path.class))
        .extracting(Span.Path::word)
        .containsExactly("up", "stalled", "up");
  }

  @Test
  void aHalfOpenPathSaysWhichWay() {
    story
        .at(1)
        .tell(
            Story.PATH_B,
            new PathEvent.StateChanged(Direction.TO_HOST, PathState.UP, PathState.SILENT, "fault"));

    Span.Path path = StateSpans.of(story.timeline()).spans(Story.PATH_B, Span.Path.class).getLast();
    assertThat(path.word()).isEqualTo("silent to host");
    assertThat(path.worst()).isEqualTo(PathState.SILENT);
  }

  @Test
  void aHeldWriteIsInFlightAtMediaAndHeld() {
    StateSpans spans = StateSpans.of(story.recoveryByCcr().timeline());

    Span.Command command = spans.spans(Story.NVME4, Span.Command.class).getFirst();
    assertThat(command.ending()).isEqualTo(CommandEnding.CANCELLED);
    assertThat(command.interval().durationNanos()).isEqualTo(Story.nanos(14.011 - 6.05));
    Span.Held held = spans.spans(Story.NVME4, Span.Held.class).getFirst();
    assertThat(held.fromNanos()).isEqualTo(Story.nanos(12.51));
    assertThat(held.toNanos()).isEqualTo(Story.nanos(14.011));
    Span.AtMedia atMedia = spans.spans(Story.SECOND, Span.AtMedia.class).getFirst();
    assertThat(atMedia.ending()).isEqualTo(MediaEnding.REVOKED);
    assertThat(atMedia.toNanos()).isEqualTo(Story.nanos(14.01));
  }

  @Test
  void anUnansweredKeepAliveAndTheResetOnItsSourceAreSpans() {
    StateSpans spans = StateSpans.of(story.recoveryByCcr().timeline());

    assertThat(spans.spans(Story.NVME4, Span.KeepAlive.class))
        .extracting(Span.KeepAlive::answered)
        .containsExactly(true, false);
    Span.Ccr ccr = spans.spans(Story.NVME3, Span.Ccr.class).getFirst();
    assertThat(ccr.impacted()).isEqualTo(Story.NVME4);
    assertThat(ccr.interval().durationNanos()).isEqualTo(Story.nanos(1.501));
  }

  @Test
  void theHoldLastsUntilItEnds() {
    StateSpans spans = StateSpans.of(story.recoveryByHold().timeline());

    Span.Hold hold = spans.spans(Story.NVME4, Span.Hold.class).getFirst();
    assertThat(hold.interval().durationNanos()).isEqualTo(Story.nanos(15));
    assertThat(hold.interval().isOpen()).isFalse();
  }

  @Test
  void anInstanceIsReady() {
    assertThat(StateSpans.of(story.timeline()).spans(Story.SECOND, Span.Instance.class))
        .extracting(Span.Instance::state)
        .containsExactly(InstanceState.CREATED, InstanceState.READY);
  }
}
