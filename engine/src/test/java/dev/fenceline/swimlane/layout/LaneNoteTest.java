package dev.fenceline.swimlane.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.swimlane.Story;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.timeline.Timeline;
import org.junit.jupiter.api.Test;

class LaneNoteTest {
  @Test
  void aNewInstanceWithoutAKnownIdentifierHasNoDotBehindIt() {
    String svg = new SessionPicture(Story.unnamedInstance(), "x").svg(1240, Palette.DARK, true);

    assertThat(svg).contains(">new instance<");
  }

  @Test
  void aWorkloadThatOnlyReadsDoesNotWrite() {
    assertThat(workload(IoKind.READ)).contains(">reads only<").doesNotContain("stamped writes");
    assertThat(workload(IoKind.WRITE)).contains(">stamped writes<");
  }

  private static String workload(IoKind kind) {
    Timeline timeline = new Timeline();
    timeline.accept(
        new Event(1, 5, Lane.WORKLOAD, Cause.NONE, new IoEvent.Submitted(1, kind, 1, 1, 0, 0)));
    timeline.accept(new Event(2, 9, Lane.WORKLOAD, Cause.of(1), new IoEvent.Ended(1, 0)));
    return new SessionPicture(timeline, "x").svg(1240, Palette.DARK, true);
  }
}
