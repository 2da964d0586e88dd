package dev.fenceline.swimlane.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.swimlane.Story;
import dev.fenceline.swimlane.pen.Label;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.SvgPen;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the mouse finds in a picture. */
class HitTest {
  private static final int WIDTH = 1240;

  private static SwimlanePainter.Painted paint(Timeline timeline, int width) {
    return new SessionPicture(timeline, "test")
        .paint(new SvgPen(new TextWidths(), ""), width, Palette.DARK, true);
  }

  private static List<Hit> hits(Timeline timeline) {
    return paint(timeline, WIDTH).hits();
  }

  @Test
  void theDotWhereAKeepAliveExpiredNamesItAndSelectsIt() {
    Timeline ccr = Story.ccr();
    Event expired =
        ccr.events().stream()
            .filter(event -> event.detail() instanceof KeepAliveEvent.Expired)
            .findFirst()
            .orElseThrow();
    assertThat(hits(ccr))
        .filteredOn(hit -> hit.sequence() == expired.sequence())
        .anySatisfy(hit -> {
          assertThat(hit.fromNanos()).isEqualTo(expired.nanos());
          assertThat(hit.words()).isEqualTo("end of the keep alive, no answer for 5 s");
        });
  }

  @Test
  void anUnansweredKeepAliveSaysSoAlsoWhereItsLineIsShort() {
    for (int width = 700; width <= WIDTH; width += 90) {
      assertThat(paint(Story.ccr(), width).labels())
          .as("%d pixels", width)
          .extracting(Label::text)
          .contains("no answer");
    }
  }

  @Test
  void aResetByHandLeavesAMarkOnItsPathOnly() {
    Timeline timeline = new Timeline();
    timeline.accept(
        new Event(1, 0, Lane.path("A"), Cause.NONE, new PathEvent.Opened("a", "b", 0, 0)));
    timeline.accept(
        new Event(2, 0, Lane.path("B"), Cause.NONE, new PathEvent.Opened("c", "d", 0, 0)));
    timeline.accept(
        new Event(
            3,
            2_000_000_000L,
            Lane.LAB,
            Cause.NONE,
            new RunEvent.FaultApplied("fault path A reset", true)));
    timeline.accept(
        new Event(4, 4_000_000_000L, Lane.LAB, Cause.NONE, new dev.fenceline.event.Note("end")));
    assertThat(hits(timeline))
        .filteredOn(hit -> hit.words().contains("reset"))
        .singleElement()
        .satisfies(hit -> {
          assertThat(hit.words()).isEqualTo("path A: its connections were reset by hand");
          assertThat(hit.sequence()).isEqualTo(3);
        });
    assertThat(paint(timeline, WIDTH).labels()).extracting(Label::text).contains("reset");
  }
}
