package dev.fenceline.timeline.span;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.timeline.Story;
import org.junit.jupiter.api.Test;

class JourneysTest {
  private static final int COMMAND_CAPSULE = 0x04;

  private final Story story = new Story().bothLive();

  private Journey journey(long operation) {
    return requireNonNull(Journeys.of(story.timeline()).operation(operation));
  }

  private void pdu(Lane path, int connection, Point point, int cid) {
    story.tell(
        path,
        new PduEvent.Passed(
            connection, Direction.TO_TARGET, point, COMMAND_CAPSULE, 1, 2, cid, 1, -1, 4096, null));
  }

  @Test
  void aWriteIsFollowedFromTheHostOverThePathToMedia() {
    story.at(1).submitWrite(5, 3, 1);
    story.copy(Story.NVME4, 9, 3, 5, 1);
    pdu(Story.PATH_B, 2, Point.ENTERED, 9);
    story.at(1.1);
    pdu(Story.PATH_B, 2, Point.LEFT, 9);
    story.received(Story.SECOND, 9, 3);
    story.executing(Story.SECOND, 9, 3, 0.001);
    story.at(1.2).landed(Story.SECOND, 9, 3);
    story.tell(Story.NVME4, new CommandEvent.Completed(1, 9, 0, 0));
    story.ended(5);

    Copy copy = journey(5).copies().getFirst();
    assertThat(copy.host()).isEqualTo(Story.NVME4);
    assertThat(copy.target()).isEqualTo(Story.SECOND);
    assertThat(copy.steps())
        .extracting(step -> EventSchema.kind(step.detail()))
        .containsExactly(
            "command-submitted",
            "pdu",
            "pdu",
            "command-received",
            "command-executing",
            "command-executed",
            "command-completed");
    assertThat(copy.isLate()).isFalse();
    assertThat(journey(5).status()).hasValue(0);
  }

  @Test
  void theSameIdentifierUsedAgainIsAnotherCopy() {
    story.at(1).wholeWrite(5, 3, 1, Story.NVME4, Story.SECOND, 9);
    story.at(2).wholeWrite(6, 4, 1, Story.NVME4, Story.SECOND, 9);

    assertThat(journey(5).copies().getFirst().steps())
        .allMatch(step -> step.nanos() == Story.nanos(1));
    assertThat(journey(6).copies().getFirst().steps())
        .hasSameSizeAs(journey(5).copies().getFirst().steps())
        .allMatch(step -> step.nanos() == Story.nanos(2));
  }

  @Test
  void aCopyThatLandsAfterItsRetryIsLateAndStale() {
    story.at(6.1).submitWrite(9, 7, 11);
    story.copy(Story.NVME4, 3, 7, 9, 1);
    story.received(Story.SECOND, 3, 7);
    story.executing(Story.SECOND, 3, 7, 8.8);
    story.at(12.51).tell(Story.NVME4, new CommandEvent.Cancelled(1, 3, 1, Story.HOST_ABORTED));
    story.copy(Story.NVME3, 3, 7, 9, 2);
    story.at(12.511).received(Story.FIRST, 3, 7);
    story.landed(Story.FIRST, 3, 7);
    story.at(14.92).landed(Story.SECOND, 3, 7);

    Journey journey = journey(9);
    Copy first = journey.copies().getFirst();
    assertThat(first.isLate()).isTrue();
    assertThat(requireNonNull(first.landed()).nanos()).isEqualTo(Story.nanos(14.92));
    assertThat(journey.copies().getLast().isLate()).isFalse();
    assertThat(journey.staleCopies()).containsExactly(first);
  }

  @Test
  void aNewInstanceOnTheSameControllerIsNotMistakenForTheOldOne() {
    InstanceId newId = new InstanceId(2, 2, 33);
    Lane second2 = Lane.target(2, 2);
    story.at(6).submitWrite(9, 7, 11);
    story.copy(Story.NVME4, 3, 7, 9, 1);
    pdu(Story.PATH_B, 2, Point.ENTERED, 3);
    story.at(12).become(Story.NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);
    story.tell(second2, new InstanceEvent.Ready(newId, 5000, 5000, 4, false));
    story.tell(Story.NVME4, new ControllerEvent.Identified(newId, 5000, 5000, 4, false));
    story.at(13).submitWrite(10, 8, 1);
    story.copy(Story.NVME4, 3, 8, 10, 1);
    pdu(Story.PATH_B, 2, Point.LEFT, 3);
    story.received(Story.SECOND, 3, 7);
    story.received(second2, 3, 8);

    assertThat(journey(9).copies().getFirst().target()).isEqualTo(Story.SECOND);
    assertThat(journey(9).copies().getFirst().steps()).hasSize(4);
    assertThat(journey(10).copies().getFirst().target()).isEqualTo(second2);
  }

  @Test
  void heldOperationsKnowTheirCopies() {
    story.recoveryByCcr();

    Journey journey = journey(9);
    assertThat(journey.isHeld()).isTrue();
    assertThat(journey.copies()).extracting(Copy::host).containsExactly(Story.NVME4, Story.NVME3);
    assertThat(journey.copies().getFirst().steps())
        .extracting(step -> EventSchema.kind(step.detail()))
        .containsSubsequence(
            "command-received", "io-held", "command-revoked", "io-released", "command-cancelled");
  }

  @Test
  void aTargetAloneHasCopiesToo() {
    Story alone = new Story();
    alone.at(1).received(Story.SECOND, 3, 7);
    alone.landed(Story.SECOND, 3, 7);

    Journeys journeys = Journeys.of(alone.timeline());
    assertThat(journeys.copies()).hasSize(1);
    assertThat(journeys.copyOf(2)).isSameAs(journeys.copies().getFirst());
    assertThat(journeys.copies().getFirst().host()).isNull();
  }
}
