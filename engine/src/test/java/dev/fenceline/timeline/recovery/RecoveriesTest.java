package dev.fenceline.timeline.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.PathState;
import dev.fenceline.timeline.Story;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recovery.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveriesTest {
  @Test
  void aRecoveryByCcrHasItsTimesItsSourceAndItsHeldWrite() {
    Timeline timeline = new Story().bothLive().recoveryByCcr().timeline();

    List<Recovery> recoveries = Recoveries.of(timeline);

    assertThat(recoveries).hasSize(1);
    Recovery recovery = recoveries.getFirst();
    assertThat(recovery.controller()).isEqualTo("nvme4");
    assertThat(recovery.trigger()).isEqualTo("keep alive timeout");
    assertThat(recovery.failedNanos()).hasValue(Story.nanos(6.2));
    assertThat(recovery.detectedNanos()).isEqualTo(Story.nanos(12.51));
    assertThat(recovery.fencedNanos()).hasValue(Story.nanos(14.011));
    assertThat(recovery.fencedBy()).isEqualTo(FencedBy.CCR);
    assertThat(recovery.source()).isEqualTo("nvme3");
    assertThat(recovery.resumedNanos()).hasValue(Story.nanos(14.011));
    assertThat(recovery.timeoutMillis()).isEqualTo(15_000);
    assertThat(recovery.writesHeld()).hasValue(1);
    assertThat(recovery.attempts()).isEqualTo(1);
    assertThat(recovery.outcome()).isEqualTo(Outcome.RECONNECTED);
    assertThat(recovery.reconnectedNanos()).hasValue(Story.nanos(24.011));
  }

  @Test
  void itsPhasesCoverTheSessionWithoutGaps() {
    Recovery recovery = Recoveries.of(new Story().bothLive().recoveryByCcr().timeline()).getFirst();

    List<Phase> phases = recovery.phases(Story.nanos(26));

    assertThat(phases)
        .extracting(Phase::label)
        .containsExactly(
            "no recovery",
            "Detect 6.31 s",
            "Fence 1.50 s",
            "Reset 1 ms",
            "Reconnect delay 10 s",
            "no recovery");
    assertThat(phases.getFirst().fromNanos()).isZero();
    assertThat(phases.getLast().toNanos()).isEqualTo(Story.nanos(26));
    for (int i = 1; i < phases.size(); i++) {
      assertThat(phases.get(i).fromNanos()).isEqualTo(phases.get(i - 1).toNanos());
    }
  }

  @Test
  void aHostWithoutFencingHasNoFencePhase() {
    Story story = new Story().bothLive();
    story
        .at(12.5)
        .tell(Story.NVME4, new ControllerEvent.ErrorRecovery("keep alive timeout", false));
    story.become(Story.NVME4, ControllerState.LIVE, ControllerState.RESETTING);
    story.at(12.501).become(Story.NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);

    Recovery recovery = Recoveries.of(story.timeline()).getFirst();

    assertThat(recovery.fencedNanos()).isEmpty();
    assertThat(recovery.fencedBy()).isEqualTo(FencedBy.NONE);
    assertThat(recovery.io()).isEqualTo(new IoOutcome.NotKnown());
    assertThat(recovery.resumedNanos()).isEmpty();
    assertThat(recovery.outcome()).isEqualTo(Outcome.OPEN);
    assertThat(recovery.phases(Story.nanos(13)))
        .extracting(Phase::kind)
        .doesNotContain(Phase.Kind.FENCE);
  }

  @Test
  void aSecondTriggerBelongsToTheRecoveryThatGoesOn() {
    Story story = new Story().bothLive().recoveryByHold();
    story.at(28).tell(Story.NVME4, new ControllerEvent.ErrorRecovery("I/O timeout", true));

    assertThat(Recoveries.of(story.timeline()))
        .extracting(Recovery::trigger)
        .containsExactly("keep alive timeout");
  }

  @Test
  void aRecoveryEndsWhenItsControllerIsDisconnectedByHand() {
    Story story = new Story().bothLive();
    story
        .at(12.5)
        .tell(Story.NVME4, new ControllerEvent.ErrorRecovery("keep alive timeout", false));
    story.become(Story.NVME4, ControllerState.LIVE, ControllerState.RESETTING);
    story.become(Story.NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);
    story.at(15).become(Story.NVME4, ControllerState.CONNECTING, ControllerState.DELETING);

    Recovery recovery = Recoveries.of(story.timeline()).getFirst();

    assertThat(recovery.outcome()).isEqualTo(Outcome.REMOVED);
    assertThat(recovery.endedNanos()).hasValue(Story.nanos(15));
    assertThat(recovery.reconnectedNanos()).isEmpty();
  }

  /** A connection without a PDU may have been an attempt, such as a SYN that is not answered. */
  @Test
  void attemptsThatDidNotGetAsFarAsNvmeAreNotKnown() {
    Story story = lost(false);
    story.at(3).tell(Story.PATH_B, new ConnectionEvent.Accepted(9));

    Recovery recovery = Recoveries.of(story.timeline()).getFirst();

    assertThat(recovery.attemptsAreAll()).isFalse();
    assertThat(recovery.attemptsOrNull()).isNull();
  }

  /** If no fault explains the failure, its cause may also stop attempts before they are seen. */
  @Test
  void attemptsAreKnownIfAFaultExplainsTheFailure() {
    Story unexplained = lost(false);
    Story explained = new Story().bothLive().at(1.5);
    explained.path(Story.PATH_B, PathState.UP, PathState.SILENT);

    assertThat(Recoveries.of(unexplained.timeline()).getFirst().attemptsAreAll()).isFalse();
    assertThat(Recoveries.of(lost(explained, false).timeline()).getFirst().attemptsAreAll())
        .isTrue();
  }

  @Test
  void aHostThatIsRuledOutToFenceDidNot() {
    Story story = lost(false);
    assertThat(Recoveries.of(story.timeline()).getFirst().fencedBy()).isEqualTo(FencedBy.NOT_KNOWN);

    story.at(3).tell(Story.NVME4, new FencingEvent.RuledOut());

    assertThat(Recoveries.of(story.timeline()).getFirst().fencedBy()).isEqualTo(FencedBy.NONE);
  }

  /** The connection was cut off, and only the next one shows that fencing has ended. */
  @Test
  void whatWasNotSeenOfFencingIsNotKnown() {
    Story story = lost(true);
    story.tell(Story.NVME4, new IoEvent.Held(0, 1, 1, 7));
    story.at(9).tell(Story.NVME4, new FencingEvent.Ended(FencedBy.HOLD, "", true));
    story.become(Story.NVME4, ControllerState.FENCING, ControllerState.CONNECTING);

    Recovery recovery = Recoveries.of(story.timeline()).getFirst();

    assertThat(recovery.fencedBy()).isEqualTo(FencedBy.HOLD);
    assertThat(recovery.fencedNanos()).isEmpty();
    assertThat(recovery.isFencingOver()).isTrue();
    assertThat(recovery.writesHeld()).isEmpty();
    assertThat(recovery.writesHeldSeen()).isEqualTo(1);
  }

  private static Story lost(boolean fences) {
    return lost(new Story().bothLive(), fences);
  }

  private static Story lost(Story story, boolean fences) {
    story.at(2);
    story.tell(Story.NVME4, new ConnectionEvent.QueueClosed(1, ConnectionEvent.QueueClosed.LOST));
    story.tell(Story.NVME4, new ControllerEvent.ErrorRecovery("lost", fences, !fences, false));
    story.become(
        Story.NVME4,
        ControllerState.LIVE,
        fences ? ControllerState.FENCING : ControllerState.RESETTING);
    return story;
  }
}
