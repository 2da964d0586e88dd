package dev.fenceline.verify.invariant;

import static dev.fenceline.event.value.Rule.Invariant.H10;
import static dev.fenceline.event.value.Rule.Invariant.H16;
import static dev.fenceline.event.value.Rule.Invariant.H4;
import static dev.fenceline.timeline.Story.NVME4;
import static dev.fenceline.timeline.Story.SECOND_ID;
import static dev.fenceline.timeline.Story.nanos;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.timeline.Story;
import org.junit.jupiter.api.Test;

/**
 * Bounds of invariants for what is concluded of real hosts, which leaves out what the traffic does
 * not show.
 */
class InvariantBoundsTest {
  private static final int CID = 0x1003;

  /** What is concluded of a real host leaves out what does not pass, and may come later. */
  @Test
  void h4BelievesThatTIsNotKnown() {
    Story story = new Story().bothLive();
    WatchedStory watched = new WatchedStory(story);

    story.at(12.51).tell(NVME4, new ControllerEvent.ErrorRecovery(WatchedStory.TRIGGER, true));
    story.tell(NVME4, new FencingEvent.Started(WatchedStory.TRIGGER, 0, 0));
    story.tell(NVME4, new HoldEvent.Armed(0, 0));
    story.at(20).tell(NVME4, new HoldEvent.Ended(10_000));
    watched.keeps(H4);
    story.tell(NVME4, new FencingEvent.Started(WatchedStory.TRIGGER, 0, 0, "best"));
    watched.breaks(H4);
  }

  @Test
  void h4CountsFromWhenTheHostKnew() {
    Story story = new Story().bothLive();
    WatchedStory watched = new WatchedStory(story);

    story.at(13).tell(NVME4, concludedSince(nanos(12.51)));
    story.tell(NVME4, new FencingEvent.Started(WatchedStory.TRIGGER, 15_000, nanos(27.51)));
    watched.keeps(H4);
    story.tell(NVME4, new FencingEvent.Started(WatchedStory.TRIGGER, 15_000, nanos(27.50)));
    watched.breaks(H4);
  }

  private static ControllerEvent.ErrorRecovery concludedSince(long nanos) {
    return new ControllerEvent.ErrorRecovery(WatchedStory.TRIGGER, true, false, false, nanos);
  }

  @Test
  void h10SaysNothingOfRequestsWithoutAnOperation() {
    Story story = new Story().bothLive();
    WatchedStory watched = new WatchedStory(story);

    watched.fencing(12.51);
    story.tell(NVME4, new IoEvent.Held(0, 1, 1, CID));
    story.become(NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);
    watched.keeps(H10);
    story.tell(NVME4, new IoEvent.Held(1, 1, 1, CID));
    story.become(NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);
    watched.breaks(H10);
  }

  @Test
  void h16BoundsTheWaitForAResetOfOurHostOnly() {
    Story story = new Story().bothLive();
    WatchedStory watched = new WatchedStory(story);

    story.at(12.51).tell(NVME4, new FencingEvent.Started(WatchedStory.TRIGGER, 0, 0));
    watched.issued();
    story.at(14);
    ended(story, SECOND_ID, CcrOutcome.TIMED_OUT);
    story.tell(NVME4, new FencingEvent.Started(WatchedStory.TRIGGER, 15_000, nanos(29)));
    watched.issued();
    story.at(30.1);
    ended(story, SECOND_ID, CcrOutcome.TIMED_OUT);
    watched.keeps(H16);
    story.tell(NVME4, new FencingEvent.Started(WatchedStory.TRIGGER, 15_000, nanos(45), "best"));
    watched.issued();
    story.at(46.1);
    ended(story, SECOND_ID, CcrOutcome.TIMED_OUT);
    watched.breaks(H16);
  }

  private static void ended(Story story, InstanceId impacted, CcrOutcome outcome) {
    story.tell(NVME4, new FencingEvent.CcrEnded("nvme3", impacted, outcome));
  }
}
