package dev.fenceline.verify.invariant;

import static dev.fenceline.timeline.Story.NVME3;
import static dev.fenceline.timeline.Story.NVME4;
import static dev.fenceline.timeline.Story.SECOND;
import static dev.fenceline.timeline.Story.SECOND_ID;
import static dev.fenceline.timeline.Story.nanos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.Rule;
import dev.fenceline.timeline.Story;
import dev.fenceline.verify.Invariants;
import java.util.List;
import java.util.Set;

/** A story that every invariant is asked about, with what is told of fencing. */
final class WatchedStory {
  static final String TRIGGER = "Keep Alive timeout";

  private final Story story;

  WatchedStory(Story story) {
    this.story = story;
  }

  void keeps(Rule invariant) {
    assertThat(broken()).doesNotContain(invariant);
  }

  void breaks(Rule invariant) {
    assertThat(broken()).contains(invariant);
  }

  List<Rule> broken() {
    return Invariants.check(story.timeline(), Set.of()).stream().map(Finding::rule).toList();
  }

  void fencing(double seconds) {
    story.at(seconds).tell(NVME4, new ControllerEvent.ErrorRecovery(TRIGGER, true));
    story.become(NVME4, ControllerState.LIVE, ControllerState.FENCING);
    story.tell(NVME4, new FencingEvent.Started(TRIGGER, 15_000, nanos(seconds + 15), "best"));
  }

  void issued() {
    story.tell(NVME4, new FencingEvent.CcrIssued("nvme3", SECOND_ID, 12, 3));
  }

  void resetIsASuccess() {
    issued();
    story.tell(SECOND, new InstanceEvent.Gone(SECOND_ID, 0, 1));
    story.tell(NVME3, new AenEvent.CcrLogEntry(2, 1, 0xFFFF, 1, 3));
    story.tell(NVME4, new FencingEvent.CcrEnded("nvme3", SECOND_ID, CcrOutcome.SUCCESS));
    story.tell(NVME4, new FencingEvent.Ended(FencedBy.CCR, "nvme3"));
  }
}
