package dev.fenceline.verify.invariant;

import static dev.fenceline.event.value.Rule.Invariant.H1;
import static dev.fenceline.event.value.Rule.Invariant.H10;
import static dev.fenceline.event.value.Rule.Invariant.H11;
import static dev.fenceline.event.value.Rule.Invariant.H12;
import static dev.fenceline.event.value.Rule.Invariant.H13;
import static dev.fenceline.event.value.Rule.Invariant.H14;
import static dev.fenceline.event.value.Rule.Invariant.H15;
import static dev.fenceline.event.value.Rule.Invariant.H16;
import static dev.fenceline.event.value.Rule.Invariant.H2;
import static dev.fenceline.event.value.Rule.Invariant.H8;
import static dev.fenceline.event.value.Rule.Invariant.H9;
import static dev.fenceline.timeline.Story.FIRST;
import static dev.fenceline.timeline.Story.HOST_ABORTED;
import static dev.fenceline.timeline.Story.NVME3;
import static dev.fenceline.timeline.Story.NVME4;
import static dev.fenceline.timeline.Story.WRITE;
import static dev.fenceline.timeline.Story.nanos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.TimerEvent;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.timeline.Story;
import dev.fenceline.verify.Invariants;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostInvariantsTest {
  private static final int CID = 0x1003;
  private static final int AER = Opcode.Admin.ASYNC_EVENT.code();
  private static final int CCR_EVENT = 0x1EF402;
  private final Story story = new Story().bothLive();
  private final WatchedStory watched = new WatchedStory(story);

  /** A write goes out on nvme4 at 6.1 s and is not answered. */
  private void writeIsStuck() {
    story.at(6).tell(NVME4, new ConnectionEvent.QueueConnected(0, 2, 32));
    story.tell(NVME4, new ConnectionEvent.QueueConnected(1, 2, 128));
    story.at(6.1).submitWrite(9, 7, 1);
    story.copy(NVME4, CID, 7, 9, 1);
    story.tell(NVME4, new CommandEvent.Sent(1, CID));
  }

  private void tornDown() {
    story.become(NVME4, ControllerState.FENCING, ControllerState.FENCED);
    story.become(NVME4, ControllerState.FENCED, ControllerState.RESETTING);
    story.tell(NVME4, new ConnectionEvent.QueueClosed(0, ""));
    story.tell(NVME4, new ConnectionEvent.QueueClosed(1, ""));
    story.tell(NVME4, new CommandEvent.Cancelled(1, CID, WRITE, HOST_ABORTED));
  }

  private void sentAgain() {
    story.tell(NVME3, new IoEvent.FailedOver(9, 2, "nvme4", "nvme3"));
    story.copy(NVME3, CID, 7, 9, 2);
  }

  @Test
  void h1AWriteIsSentAgainAfterItsInstanceWasReset() {
    writeIsStuck();
    watched.fencing(12.51);
    watched.resetIsASuccess();
    tornDown();
    sentAgain();
    assertThat(watched.broken()).isEmpty();
  }

  @Test
  void h1AWriteIsSentAgainWhileItsFirstCopyMayStillReachMedia() {
    writeIsStuck();
    watched.fencing(12.51);
    watched.issued();
    sentAgain();
    watched.breaks(H1);
  }

  @Test
  void h1ThatAnotherInstanceWasResetProvesNothing() {
    writeIsStuck();
    watched.fencing(12.51);
    story.tell(
        NVME4, new FencingEvent.CcrEnded("nvme3", new InstanceId(2, 9, 99), CcrOutcome.SUCCESS));
    sentAgain();
    watched.breaks(H1);
  }

  @Test
  void h1AWriteThatNeverLeftTheHostOrWasAnsweredMayGoElsewhereAtOnce() {
    story.at(6).submitWrite(9, 7, 1);
    story.copy(NVME4, CID, 7, 9, 1);
    sentAgain();
    story.submitWrite(10, 8, 1);
    story.copy(NVME4, CID + 1, 8, 10, 1);
    story.tell(NVME4, new CommandEvent.Sent(1, CID + 1));
    story.tell(NVME4, new CommandEvent.Completed(1, CID + 1, 0x21, 0));
    story.tell(NVME3, new IoEvent.FailedOver(10, 2, "nvme4", "nvme3"));
    watched.keeps(H1);
  }

  @Test
  void h1ABreachThatTheScenarioPermitsIsAWarning() {
    writeIsStuck();
    sentAgain();
    List<Finding> findings = Invariants.check(story.timeline(), Set.of(H1, H8));
    assertThat(findings)
        .allSatisfy(each -> assertThat(each.severity()).isEqualTo(Finding.Severity.WARNING))
        .extracting(Finding::rule)
        .containsExactly(H1, H8);
    assertThat(findings.getFirst().operations()).containsExactly(9L);
  }

  @Test
  void h2NothingNewGoesOutWhileFencing() {
    watched.fencing(12.51);
    watched.keeps(H2);
    story.tell(NVME4, new CommandEvent.Submitted(0, 3, 0x18, 0, 0, 0, 0));
    watched.breaks(H2);
  }

  @Test
  void h8TheSocketsAreClosedBeforeACopyIsSentAgain() {
    writeIsStuck();
    watched.fencing(12.51);
    watched.resetIsASuccess();
    sentAgain();
    watched.breaks(H8);
  }

  @Test
  void h9AnOperationEndsOnce() {
    story.wholeWrite(9, 7, 1, NVME3, FIRST, CID);
    watched.keeps(H9);
    story.ended(9);
    watched.breaks(H9);
  }

  @Test
  void h9ACommandEndsOnce() {
    story.wholeWrite(9, 7, 1, NVME3, FIRST, CID);
    story.tell(NVME3, new CommandEvent.Completed(1, CID, 0, 0));
    watched.breaks(H9);
  }

  @Test
  void h10WhatWasHeldIsSentAgainBeforeTheControllerConnects() {
    writeIsStuck();
    watched.fencing(12.51);
    story.tell(NVME4, new IoEvent.Held(9, 1, 1, CID));
    watched.resetIsASuccess();
    tornDown();
    story.tell(NVME4, new IoEvent.Released(9, 1));
    sentAgain();
    story.become(NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);
    watched.keeps(H10);
  }

  @Test
  void h10AReleasedWriteThatNobodySendsIsLost() {
    writeIsStuck();
    watched.fencing(12.51);
    story.tell(NVME4, new IoEvent.Held(9, 1, 1, CID));
    story.tell(NVME4, new IoEvent.Released(9, 1));
    story.become(NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);
    watched.breaks(H10);
  }

  @Test
  void h11NothingFailsWhileAPathMayComeBack() {
    watched.fencing(12.51);
    story.submitWrite(9, 7, 1);
    story.tell(Lane.WORKLOAD, new IoEvent.Ended(9, 0x370));
    watched.breaks(H11);
  }

  @Test
  void h11AfterFastIoFailNothingWaits() {
    for (Lane lane : List.of(NVME3, NVME4)) {
      Cause armed = story.tell(lane, new TimerEvent.Armed("fast I/O fail", 0));
      story.tell(lane, armed, new TimerEvent.Fired("fast I/O fail"));
    }
    story.submitWrite(9, 7, 1);
    story.tell(Lane.WORKLOAD, new IoEvent.Ended(9, 0x370));
    watched.keeps(H11);
  }

  @Test
  void h11AnotherHostsPathIsOfNoUse() {
    story.tell(NVME3, new ControllerEvent.Connected("subsystem", "10.0.0.1:4420", "one"));
    story.tell(NVME4, new ControllerEvent.Connected("subsystem", "10.0.0.2:4420", "two"));
    story.submitWrite(9, 7, 1);
    story.copy(NVME4, CID, 7, 9, 1);
    Cause armed = story.tell(NVME4, new TimerEvent.Armed("fast I/O fail", 0));
    story.tell(NVME4, armed, new TimerEvent.Fired("fast I/O fail"));
    story.tell(Lane.WORKLOAD, new IoEvent.Ended(9, 0x370));
    watched.keeps(H11);
    story.submitWrite(10, 7, 2);
    story.become(NVME4, ControllerState.CONNECTING, ControllerState.LIVE);
    story.tell(Lane.WORKLOAD, new IoEvent.Ended(10, 0x370));
    watched.breaks(H11);
  }

  @Test
  void h12ALiveControllerHasOneRequestForEventsOut() {
    story.tell(NVME3, new CommandEvent.Submitted(0, 31, AER, 0, 0, 0, 0));
    story.at(2.5).tell(NVME3, new KeepAliveEvent.Answered(7, 200_000));
    watched.keeps(H12);
    story.at(3).tell(NVME3, new CommandEvent.Completed(0, 31, 0, CCR_EVENT));
    story.at(5).tell(NVME3, new KeepAliveEvent.Answered(8, 200_000));
    watched.breaks(H12);
  }

  @Test
  void h12ASecondRequestForEventsIsOneTooMany() {
    story.tell(NVME3, new CommandEvent.Submitted(0, 31, AER, 0, 0, 0, 0));
    watched.keeps(H12);
    story.tell(NVME3, new CommandEvent.Submitted(0, 30, AER, 0, 0, 0, 0));
    watched.breaks(H12);
  }

  @Test
  void h12AnEventOfAResetIsFollowedByAReadOfTheLog() {
    story.tell(NVME3, new CommandEvent.Submitted(0, 31, AER, 0, 0, 0, 0));
    story.at(3).tell(NVME3, new AenEvent.Received(31, CCR_EVENT));
    story.at(5).tell(NVME3, new KeepAliveEvent.Answered(8, 200_000));
    watched.breaks(H12);
  }

  @Test
  void h13AHostHasOneIdentity() {
    watched.keeps(H13);
    story.tell(Lane.target(3, 1), new InstanceEvent.Created(3, 1, "nqn", "another id"));
    watched.breaks(H13);
  }

  @Test
  void h13AnotherHostHasAnotherIdentityOnTheWhole() {
    story.tell(Lane.target(3, 1), new InstanceEvent.Created(3, 1, "another nqn", "another id"));
    watched.keeps(H13);
    story.tell(Lane.target(4, 1), new InstanceEvent.Created(4, 1, "another nqn", "id"));
    watched.breaks(H13);
  }

  @Test
  void h14AnAttemptWaitsForItsDelay() {
    story.at(14).tell(NVME4, new ReconnectEvent.Scheduled(10_000, 1, 60));
    story.at(24).tell(NVME4, new ReconnectEvent.Attempted(1, 60));
    watched.keeps(H14);
    story.tell(NVME4, new ReconnectEvent.Scheduled(10_000, 2, 60));
    story.at(30).tell(NVME4, new ReconnectEvent.Attempted(2, 60));
    watched.breaks(H14);
  }

  @Test
  void h14ThereAreNoMoreAttemptsThanTheLimit() {
    story.at(14).tell(NVME4, new ReconnectEvent.Attempted(61, 60));
    watched.breaks(H14);
  }

  @Test
  void h15ACommandIdentifierIsFreeOnlyWhenItsCommandHasEnded() {
    story.copy(NVME4, CID, 7, 9, 1);
    watched.keeps(H15);
    story.copy(NVME4, CID, 8, 10, 1);
    watched.breaks(H15);
  }

  @Test
  void h16EveryTimerFiresOrIsCancelled() {
    Cause armed = story.at(1).tell(NVME4, new TimerEvent.Armed("hold", nanos(5)));
    story.at(5).tell(NVME4, armed, new TimerEvent.Fired("hold"));
    story.at(9).tell(Lane.LAB, new RunEvent.Reached(RunEvent.Stage.SETTLED));
    watched.keeps(H16);
    story.tell(NVME4, new TimerEvent.Armed("hold", nanos(10)));
    story.at(12).tell(Lane.LAB, new RunEvent.Reached(RunEvent.Stage.READ_BACK));
    watched.breaks(H16);
  }

  @Test
  void h16ATimerFiresWhenItIsDue() {
    Cause armed = story.at(1).tell(NVME4, new TimerEvent.Armed("hold", nanos(5)));
    story.at(4).tell(NVME4, armed, new TimerEvent.Fired("hold"));
    watched.breaks(H16);
  }

  @Test
  void h16NobodyWaitsForAResetBeyondT() {
    watched.fencing(12.51);
    watched.issued();
    story.at(40).tell(Lane.LAB, new RunEvent.Reached(RunEvent.Stage.SETTLED));
    watched.breaks(H16);
  }
}
