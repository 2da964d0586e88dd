package dev.fenceline.verify.invariant;

import static dev.fenceline.event.value.Rule.Invariant.H16;
import static dev.fenceline.event.value.Rule.Invariant.H3;
import static dev.fenceline.event.value.Rule.Invariant.H4;
import static dev.fenceline.event.value.Rule.Invariant.H5;
import static dev.fenceline.event.value.Rule.Invariant.H6;
import static dev.fenceline.event.value.Rule.Invariant.H7;
import static dev.fenceline.timeline.Story.FIRST_ID;
import static dev.fenceline.timeline.Story.NVME3;
import static dev.fenceline.timeline.Story.NVME4;
import static dev.fenceline.timeline.Story.SECOND;
import static dev.fenceline.timeline.Story.SECOND_ID;
import static dev.fenceline.timeline.Story.nanos;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.timeline.Story;
import org.junit.jupiter.api.Test;

class FencingInvariantsTest {
  private static final String TRIGGER = WatchedStory.TRIGGER;

  private final Story story = new Story().bothLive();
  private final WatchedStory watched = new WatchedStory(story);

  @Test
  void h3FencingEndsInFencedAndOnlyWhenItHasEnded() {
    watched.fencing(12.51);
    story.become(NVME4, ControllerState.FENCING, ControllerState.FENCED);
    watched.breaks(H3);
  }

  @Test
  void h3ASecondFailureWaits() {
    watched.fencing(12.51);
    watched.keeps(H3);
    story.at(13).tell(NVME4, new ControllerEvent.ErrorRecovery("connection lost", true));
    watched.breaks(H3);
  }

  @Test
  void h4TheHoldCountsFromDetection() {
    watched.fencing(12.51);
    story.tell(NVME4, new HoldEvent.Armed(15_000, nanos(27.51)));
    story.at(27.51).tell(NVME4, new HoldEvent.Ended());
    watched.keeps(H4);
    story.tell(NVME4, new HoldEvent.Armed(15_000, nanos(42.51)));
    watched.breaks(H4);
  }

  @Test
  void h4OnTheRealClockTimeGoesOnBetweenDetectionAndFencing() {
    story.at(12.510_000).tell(NVME4, new ControllerEvent.ErrorRecovery(TRIGGER, true));
    story.at(12.510_009).tell(NVME4, new FencingEvent.Started(TRIGGER, 15_000, nanos(27.510_004)));
    watched.keeps(H4);
    story.at(40).tell(NVME4, new ControllerEvent.ErrorRecovery(TRIGGER, true));
    story.at(40.000_009).tell(NVME4, new FencingEvent.Started(TRIGGER, 15_000, nanos(54.999_999)));
    watched.breaks(H4);
  }

  @Test
  void h4TheHoldDoesNotCountFromTheLastKeepAlive() {
    story.at(7.51).tell(NVME4, new KeepAliveEvent.Sent(8));
    story.at(12.51).tell(NVME4, new FencingEvent.Started(TRIGGER, 15_000, nanos(22.51)));
    watched.breaks(H4);
  }

  @Test
  void h4TIsMadeOfWhatTheImpactedInstanceReported() {
    story.at(12.51).tell(NVME4, new FencingEvent.Started(TRIGGER, 12_000, nanos(24.51)));
    watched.breaks(H4);
  }

  @Test
  void h4TheHoldIsWhatIsLeftOfTWhenResetsHaveFailed() {
    watched.fencing(12.51);
    story.at(17.51).tell(NVME4, new HoldEvent.Armed(15_000, nanos(32.51)));
    watched.breaks(H4);
  }

  @Test
  void h4AHoldDoesNotEndEarly() {
    watched.fencing(12.51);
    story.at(20).tell(NVME4, new FencingEvent.Ended(FencedBy.HOLD, ""));
    watched.breaks(H4);
  }

  @Test
  void h4AHoldEndsBeforeItsTimeOnlyWhereALogSaidThatTheInstanceWasReset() {
    watched.fencing(12.51);
    story.tell(NVME4, new HoldEvent.Armed(15_000, nanos(27.51)));
    story.at(14).tell(NVME4, new FencingEvent.CcrConfirmed("nvme3", SECOND_ID));
    story.tell(NVME4, new HoldEvent.Released());
    watched.keeps(H4);
  }

  @Test
  void h4AHoldThatEndsForNoReasonIsABreach() {
    watched.fencing(12.51);
    story.tell(NVME4, new HoldEvent.Armed(15_000, nanos(27.51)));
    story.at(14).tell(NVME4, new HoldEvent.Released());
    watched.breaks(H4);
  }

  @Test
  void h7ALateSuccessIsToldByTheLogOfItsSource() {
    watched.fencing(12.51);
    watched.issued();
    story.tell(NVME4, new FencingEvent.CcrEnded("nvme3", SECOND_ID, CcrOutcome.TIMED_OUT));
    story.at(18).tell(NVME3, new AenEvent.CcrLogEntry(2, SECOND_ID.ciu(), 0xFFFF, 0, 3));
    watched.keeps(H7);
    story.tell(NVME4, new FencingEvent.CcrConfirmed("nvme3", SECOND_ID));
    watched.breaks(H7);
  }

  @Test
  void h16OnlyOurHostEndsItsWaitForAResetWithT() {
    story.at(12.51).tell(NVME4, new FencingEvent.Started(TRIGGER, 15_000, nanos(27.51), "v3"));
    watched.issued();
    story.at(29).tell(NVME4, new FencingEvent.CcrEnded("nvme3", SECOND_ID, CcrOutcome.TIMED_OUT));
    watched.keeps(H16);
  }

  @Test
  void h16OurWaitBeyondTIsABreach() {
    story.at(12.51).tell(NVME4, new FencingEvent.Started(TRIGGER, 15_000, nanos(27.51), "best"));
    watched.issued();
    story.at(29).tell(NVME4, new FencingEvent.CcrEnded("nvme3", SECOND_ID, CcrOutcome.TIMED_OUT));
    watched.breaks(H16);
  }

  @Test
  void h5EachCreditIsTakenAndReturnedOnce() {
    watched.fencing(12.51);
    watched.issued();
    watched.keeps(H5);
    story.tell(NVME4, new FencingEvent.CcrEnded("nvme3", SECOND_ID, CcrOutcome.TIMED_OUT));
    story.tell(NVME4, new FencingEvent.CcrIssued("nvme3", SECOND_ID, 13, 4));
    watched.breaks(H5);
  }

  @Test
  void h5ACreditReturnsOnce() {
    watched.fencing(12.51);
    watched.issued();
    story.tell(NVME4, new FencingEvent.CcrEnded("nvme3", SECOND_ID, CcrOutcome.TIMED_OUT));
    watched.keeps(H5);
    story.tell(NVME4, new FencingEvent.CcrEnded("nvme3", SECOND_ID, CcrOutcome.SUCCESS));
    watched.breaks(H5);
  }

  @Test
  void h6NobodyResetsItself() {
    watched.fencing(12.51);
    story.tell(NVME4, new FencingEvent.CcrIssued("nvme4", SECOND_ID, 12, 3));
    watched.breaks(H6);
  }

  @Test
  void h6AResetGoesThroughALiveControllerAndNamesTheRightInstance() {
    watched.fencing(12.51);
    watched.issued();
    watched.keeps(H6);
    story.tell(NVME4, new FencingEvent.CcrIssued("nvme3", new InstanceId(2, 9, 99), 13, 2));
    watched.breaks(H6);
  }

  @Test
  void h6AControllerThatIsFencedItselfResetsNobody() {
    watched.fencing(12.51);
    story.tell(NVME3, new FencingEvent.CcrIssued("nvme4", FIRST_ID, 13, 3));
    watched.breaks(H6);
  }

  @Test
  void h7ASuccessIsToldByTheLog() {
    watched.fencing(12.51);
    watched.resetIsASuccess();
    watched.keeps(H7);
  }

  @Test
  void h7AnAcceptedResetIsNoSuccess() {
    watched.fencing(12.51);
    watched.issued();
    story.tell(NVME4, new FencingEvent.CcrAnswered("nvme3", 12, 0, false));
    story.tell(SECOND, new InstanceEvent.Gone(SECOND_ID, 0, 0));
    story.tell(NVME4, new FencingEvent.CcrEnded("nvme3", SECOND_ID, CcrOutcome.IMMEDIATE));
    watched.breaks(H7);
  }

  @Test
  void h7ALogEntryOfAnOlderInstanceIsNoSuccess() {
    watched.fencing(12.51);
    watched.issued();
    story.tell(SECOND, new InstanceEvent.Gone(SECOND_ID, 0, 1));
    story.tell(NVME3, new AenEvent.CcrLogEntry(2, SECOND_ID.ciu() + 1, 0xFFFF, 1, 3));
    story.tell(NVME4, new FencingEvent.CcrEnded("nvme3", SECOND_ID, CcrOutcome.SUCCESS));
    watched.breaks(H7);
  }

  @Test
  void h7AFailedResetIsNoSuccess() {
    watched.fencing(12.51);
    watched.issued();
    story.tell(SECOND, new InstanceEvent.Gone(SECOND_ID, 0, 1));
    story.tell(NVME3, new AenEvent.CcrLogEntry(2, SECOND_ID.ciu(), 0xFFFF, 2, 1));
    story.tell(NVME4, new FencingEvent.CcrEnded("nvme3", SECOND_ID, CcrOutcome.SUCCESS));
    watched.breaks(H7);
  }

  @Test
  void h7ASuccessWhileTheInstanceLivesIsNone() {
    watched.fencing(12.51);
    watched.issued();
    story.tell(NVME4, new FencingEvent.CcrAnswered("nvme3", 12, 0, true));
    story.tell(NVME4, new FencingEvent.CcrEnded("nvme3", SECOND_ID, CcrOutcome.IMMEDIATE));
    watched.breaks(H7);
  }
}
