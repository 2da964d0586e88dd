package dev.fenceline.verify.invariant;

import static dev.fenceline.event.value.Rule.Invariant.L1;
import static dev.fenceline.event.value.Rule.Invariant.T1;
import static dev.fenceline.event.value.Rule.Invariant.T2;
import static dev.fenceline.event.value.Rule.Invariant.T3;
import static dev.fenceline.event.value.Rule.Invariant.T4;
import static dev.fenceline.event.value.Rule.Invariant.T5;
import static dev.fenceline.event.value.Rule.Invariant.T6;
import static dev.fenceline.event.value.Rule.Invariant.T7;
import static dev.fenceline.event.value.Rule.Invariant.T8;
import static dev.fenceline.event.value.Rule.Invariant.T9;
import static dev.fenceline.timeline.Story.FIRST;
import static dev.fenceline.timeline.Story.SECOND;
import static dev.fenceline.timeline.Story.SECOND_ID;
import static dev.fenceline.timeline.Story.WRITE;
import static dev.fenceline.timeline.Story.nanos;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.event.value.Point;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.timeline.Story;
import org.junit.jupiter.api.Test;

class TargetInvariantsTest {
  private static final int CID = 0x1003;
  private static final int CCR_EVENT = 0x1EF402;
  private static final int GET_LOG_PAGE = Opcode.Admin.GET_LOG_PAGE.code();

  private final Story story = new Story().bothLive();
  private final WatchedStory watched = new WatchedStory(story);

  private void atMedia() {
    story.received(SECOND, CID, 7);
    story.executing(SECOND, CID, 7, 8.8);
  }

  private void noticed(double seconds) {
    story.at(seconds).tell(SECOND, new InstanceEvent.Noticed(SECOND_ID, "", 1, nanos(seconds + 5)));
  }

  @Test
  void t1MediaIsQuietWhenItWasPromised() {
    atMedia();
    noticed(12.51);
    story.at(17.5).landed(SECOND, CID, 7);
    watched.keeps(T1);
  }

  @Test
  void t1AWriteAfterThePromiseIsABrokenPromise() {
    atMedia();
    noticed(12.51);
    story.at(17.52).landed(SECOND, CID, 7);
    watched.breaks(T1);
  }

  @Test
  void t1NothingLandsAfterAnOrderlyStop() {
    atMedia();
    story.at(12).landed(SECOND, CID, 7);
    stopped(12.5, InstanceState.SHUT_DOWN);
    watched.keeps(T1);
    atMedia();
    story.at(12.6).landed(SECOND, CID, 7);
    watched.breaks(T1);
  }

  @Test
  void t1ADisabledControllerIsQuietUntilItIsReadyAgain() {
    stopped(12.5, InstanceState.CREATED);
    story.tell(SECOND, new InstanceEvent.Ready(new InstanceId(2, 2, 77), 5000, 5000, 4, false));
    atMedia();
    story.at(12.6).landed(SECOND, CID, 7);
    watched.keeps(T1);
    stopped(12.7, InstanceState.CREATED);
    atMedia();
    story.at(12.8).landed(SECOND, CID, 7);
    watched.breaks(T1);
  }

  private void stopped(double seconds, InstanceState state) {
    story.at(seconds).tell(SECOND, new InstanceEvent.StateChanged(InstanceState.READY, state, ""));
  }

  @Test
  void t2WhatIsTakenBackBeforeItReachedMediaDoesNotCount() {
    atMedia();
    story.tell(SECOND, new CommandEvent.Revoked(1, CID + 1, WRITE, 8, 1, "waits for its data"));
    noticed(12.51);
    story.tell(SECOND, new InstanceEvent.Gone(SECOND_ID, 0, 1));
    watched.breaks(T2);
  }

  @Test
  void t2AnInstanceWithoutCommandsAtMediaMayHaveDroppedSome() {
    story.tell(SECOND, new CommandEvent.Revoked(1, CID, WRITE, 8, 1, "waits for its data"));
    noticed(12.51);
    story.tell(SECOND, new InstanceEvent.Gone(SECOND_ID, 0, 1));
    watched.keeps(T2);
  }

  @Test
  void t2AnInstanceIsGoneWhenItsLastCommandHasLeft() {
    atMedia();
    noticed(12.51);
    story.tell(SECOND, new InstanceEvent.Gone(SECOND_ID, 0, 0));
    watched.breaks(T2);
  }

  @Test
  void t2AResetIsASuccessWhenTheInstanceIsGone() {
    noticed(12.51);
    story.tell(FIRST, new FencingEvent.TargetCompleted(2, 1, 1));
    watched.breaks(T2);
  }

  @Test
  void t2ImmediateSuccessIsForInstancesThatAreNoMore() {
    story.tell(FIRST, new FencingEvent.TargetImmediate(new InstanceId(2, 9, 99)));
    watched.keeps(T2);
    story.tell(FIRST, new FencingEvent.TargetImmediate(SECOND_ID));
    watched.breaks(T2);
  }

  @Test
  void t3ARandomNumberIsNeverUsedAgain() {
    story.tell(
        SECOND,
        new InstanceEvent.Ready(new InstanceId(2, 2, SECOND_ID.cirn()), 5000, 5000, 4, false));
    watched.breaks(T3);
  }

  @Test
  void t3AUniquifierIsNeverZero() {
    story.tell(SECOND, new InstanceEvent.Ready(new InstanceId(2, 0, 77), 5000, 5000, 4, false));
    watched.breaks(T3);
  }

  @Test
  void t3ANewInstanceHasAnotherUniquifier() {
    InstanceId again = new InstanceId(2, SECOND_ID.ciu(), 77);
    story.tell(SECOND, new InstanceEvent.Ready(again, 5000, 5000, 4, false));
    watched.breaks(T3);
  }

  @Test
  void t3ALivingControllerKeepsItsIdForItself() {
    story.tell(SECOND, new InstanceEvent.Gone(SECOND_ID, 0, 0));
    story.tell(Lane.target(2, 2), new InstanceEvent.Created(2, 1, "nqn", "id"));
    watched.keeps(T3);
    story.tell(Lane.target(2, 3), new InstanceEvent.Created(2, 1, "nqn", "id"));
    watched.breaks(T3);
  }

  @Test
  void t4ASourceTakesNoMoreResetsThanItSaid() {
    for (int reset = 1; reset <= 4; reset++) {
      story.tell(FIRST, new FencingEvent.TargetAccepted(new InstanceId(reset + 1, 1, 1), reset));
    }
    watched.keeps(T4);
    story.tell(FIRST, new FencingEvent.TargetAccepted(new InstanceId(9, 1, 1), 5));
    watched.breaks(T4);
  }

  @Test
  void t4TheLogHas511Entries() {
    for (int reset = 1; reset <= 511; reset++) {
      InstanceId impacted = new InstanceId(2, reset % 255 + 1, reset);
      story.tell(FIRST, new FencingEvent.TargetAccepted(impacted, 1));
      story.tell(FIRST, new FencingEvent.TargetCompleted(2, impacted.ciu(), 1));
    }
    watched.keeps(T4);
    story.tell(FIRST, new FencingEvent.TargetAccepted(new InstanceId(2, 9, 999), 1));
    watched.breaks(T4);
  }

  @Test
  void t4AnEntryInProgressDoesNotLeaveTheLog() {
    story.tell(FIRST, new FencingEvent.TargetAccepted(SECOND_ID, 1));
    story.tell(FIRST, new FencingEvent.TargetRemoved(1, "read with RMC"));
    watched.breaks(T4);
  }

  @Test
  void t5AnEventOccursAgainOnlyWhenTheLogWasRead() {
    story.tell(FIRST, new AenEvent.Raised(CCR_EVENT));
    story.tell(FIRST, new AenEvent.Sent(31, CCR_EVENT));
    story.tell(FIRST, new CommandEvent.Received(0, 5, GET_LOG_PAGE, 0, 0));
    story.tell(FIRST, new AenEvent.Raised(CCR_EVENT));
    watched.keeps(T5);
    story.tell(FIRST, new AenEvent.Raised(CCR_EVENT));
    watched.breaks(T5);
  }

  @Test
  void t5AnEventIsSentOnce() {
    story.tell(FIRST, new AenEvent.Raised(CCR_EVENT));
    story.tell(FIRST, new AenEvent.Sent(31, CCR_EVENT));
    watched.keeps(T5);
    story.tell(FIRST, new AenEvent.Sent(31, CCR_EVENT));
    watched.breaks(T5);
  }

  @Test
  void t6ALapseIsNoticedWithinTwoKeepAliveTimeouts() {
    story.at(5).tell(SECOND, new KeepAliveEvent.Accepted(7));
    story.at(15).tell(SECOND, new KeepAliveEvent.Lapsed(nanos(5)));
    watched.keeps(T6);
    story.at(17).tell(SECOND, new KeepAliveEvent.Lapsed(nanos(5)));
    watched.breaks(T6);
  }

  @Test
  void t6AControllerIsNotGivenUpEarly() {
    story.at(5).tell(SECOND, new KeepAliveEvent.Accepted(7));
    story.at(8).tell(SECOND, new KeepAliveEvent.Lapsed(nanos(5)));
    watched.breaks(T6);
  }

  @Test
  void t6ALateKeepAliveIsNotAccepted() {
    story.at(12).tell(SECOND, new KeepAliveEvent.Accepted(7));
    watched.breaks(T6);
  }

  @Test
  void t7NothingGoesToMediaAfterTheLossWasNoticed() {
    story.received(SECOND, CID, 7);
    noticed(12.51);
    watched.keeps(T7);
    story.executing(SECOND, CID, 7, 1);
    watched.breaks(T7);
  }

  @Test
  void t7WithoutAPromiseWhatHadArrivedRunsToItsEnd() {
    story.received(SECOND, CID, 7);
    story.at(12).tell(SECOND, new InstanceEvent.Noticed(SECOND_ID, "", 0, 0));
    story.executing(SECOND, CID, 7, 1);
    watched.keeps(T7);
    story.received(SECOND, CID + 1, 7);
    story.executing(SECOND, CID + 1, 7, 1);
    watched.breaks(T7);
  }

  @Test
  void t8ACommandHasOneAnswer() {
    story.received(SECOND, CID, 7);
    story.tell(SECOND, new CommandEvent.Answered(1, CID, 0, 0));
    watched.keeps(T8);
    story.tell(SECOND, new CommandEvent.Answered(1, CID, 0, 0));
    watched.breaks(T8);
  }

  @Test
  void t8AClosedConnectionHasNone() {
    story.received(SECOND, CID, 7);
    story.tell(SECOND, new ConnectionEvent.QueueClosed(1, ""));
    story.tell(SECOND, new CommandEvent.Answered(1, CID, 0, 0));
    watched.breaks(T8);
  }

  @Test
  void t9AWriteTakesEffectOnceAndOnItsOwnRange() {
    atMedia();
    story.landed(SECOND, CID, 7);
    watched.keeps(T9);
    story.landed(SECOND, CID, 7);
    watched.breaks(T9);
  }

  @Test
  void t9AWriteDoesNotLandElsewhere() {
    atMedia();
    story.tell(SECOND, new CommandEvent.Executed(1, CID, WRITE, 8, 1, 0));
    watched.breaks(T9);
  }

  @Test
  void l1WhatADirectionDeliversIsWhatWasSentInOrder() {
    pdu(Point.ENTERED, 1);
    pdu(Point.ENTERED, 2);
    pdu(Point.LEFT, 1);
    pdu(Point.LEFT, 2);
    watched.keeps(L1);
    pdu(Point.ENTERED, 3);
    pdu(Point.ENTERED, 4);
    pdu(Point.LEFT, 4);
    watched.breaks(L1);
  }

  private void pdu(Point point, int cid) {
    story.tell(
        Story.PATH_B,
        new PduEvent.Passed(1, Direction.TO_TARGET, point, 4, 1, 2, cid, 1, -1, 4096, null));
  }
}
