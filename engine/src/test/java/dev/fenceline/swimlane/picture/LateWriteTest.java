package dev.fenceline.swimlane.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.swimlane.Story;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.verify.LateWriteCheck;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateWriteTest {
  @Test
  void aLateWriteNamesTheNewerVersionThatItLandsOn() {
    assertThat(Picture.of(Story.baseline()).lateWrites())
        .extracting(LateWrite::words)
        .containsExactly(
            "v1 lands on v2, block 1224",
            "v1 lands on v2, block 1225",
            "v1 lands on v2, block 1226");
  }

  @Test
  void aWriteThatLandsWhileItIsHeldHarmsNothing() {
    assertThat(Picture.of(Story.hold()).lateWrites()).noneMatch(LateWrite::isOnNewerData);
  }

  @Test
  void aWriteThatWasKilledNeverLands() {
    assertThat(Picture.of(Story.ccr()).lateWrites()).isEmpty();
  }

  /** As with a real host: the retry of a write, then newer data, then the first copy. */
  @Test
  void withoutAHostASecondLaterWriteIsNewerData() {
    TargetAlone story = new TargetAlone();
    story.receive(TargetAlone.LOST, 1);
    story.write(TargetAlone.OTHER, 1);
    story.lose(TargetAlone.LOST);
    story.write(TargetAlone.OTHER, 2);
    story.execute(TargetAlone.LOST, 1);

    assertThat(Picture.of(story.timeline()).lateWrites())
        .singleElement()
        .satisfies(late -> {
          assertThat(late.isOnNewerData()).isTrue();
          assertThat(late.words()).isEqualTo("lands over newer data, block 1224");
        });
  }

  @Test
  void withoutAHostOneLaterWriteIsItsRetry() {
    TargetAlone story = new TargetAlone();
    story.receive(TargetAlone.LOST, 1);
    story.lose(TargetAlone.LOST);
    story.write(TargetAlone.OTHER, 1);
    story.execute(TargetAlone.LOST, 1);

    assertThat(Picture.of(story.timeline()).lateWrites()).isEmpty();
  }

  /** Two writes at once have no order; only one whose host was lost is sent again. */
  @Test
  void aLiveInstanceMayBeOvertaken() {
    TargetAlone story = new TargetAlone();
    story.receive(TargetAlone.LOST, 1);
    story.write(TargetAlone.OTHER, 1);
    story.write(TargetAlone.OTHER, 2);
    story.execute(TargetAlone.LOST, 1);

    assertThat(Picture.of(story.timeline()).lateWrites()).isEmpty();
  }

  /** Two instances at the target, and no host; what is lost is found as it is while serving. */
  private static final class TargetAlone {
    static final Lane LOST = Lane.target(1, 1);
    static final Lane OTHER = Lane.target(2, 1);
    private static final int WRITE = 1;
    private static final long BLOCK = 1224;
    private final List<Event> events = new ArrayList<>();
    private final LateWriteCheck check = new LateWriteCheck();

    void receive(Lane lane, int cid) {
      add(lane, new CommandEvent.Received(1, cid, WRITE, BLOCK, 1));
    }

    void execute(Lane lane, int cid) {
      add(lane, new CommandEvent.Executed(1, cid, WRITE, BLOCK, 1, 0));
    }

    void write(Lane lane, int cid) {
      receive(lane, cid);
      execute(lane, cid);
    }

    void lose(Lane lane) {
      add(lane, new InstanceEvent.Noticed(new InstanceId(1, 1, 1), "keep alive", 1, 0));
    }

    private void add(Lane lane, Detail detail) {
      long sequence = events.size() + 1L;
      Event event = new Event(sequence, sequence * 1_000_000, lane, Cause.NONE, detail);
      events.add(event);
      check.check(event).ifPresent(finding -> add(lane, finding));
    }

    Timeline timeline() {
      return Timeline.of(events);
    }
  }
}
