package dev.fenceline.swimlane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.paint.Hit;
import dev.fenceline.swimlane.paint.SwimlanePainter;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.SvgPen;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

class SingleCommandsTest {
  private static final long MICRO = 1_000;
  private static final long SECOND = 1_000_000_000;

  private final Timeline timeline = Story.ccr();
  private final Picture picture = Picture.of(timeline);
  private final LaneLayout layout = LaneLayout.of(picture);

  @Test
  void aCommandThatIsWideEnoughCanBeClickedOnTheHostsLane() {
    Event submitted = submitted(Story.NVME3, 1);
    List<Hit> hits = hits(submitted.nanos() - 100 * MICRO, submitted.nanos() + 900 * MICRO);

    assertThat(hits)
        .filteredOn(hit -> hit.sequence() == submitted.sequence())
        .singleElement()
        .satisfies(hit -> {
          assertThat(hit.width()).isBetween(300.0, 600.0);
          assertThat(hit.words())
              .isEqualTo("Write, 1 block at 0x1, command 1 of queue 1: 400 µs until its answer");
          assertThat(rowAt(hit)).isEqualTo(Story.NVME3);
        });
  }

  @Test
  void aCommandAtMediaCanBeClickedOnTheTargetsLane() {
    Event executing = executing(Story.TARGET1, 70);
    List<Hit> hits = hits(executing.nanos() - 100 * MICRO, executing.nanos() + 900 * MICRO);

    assertThat(hits)
        .filteredOn(hit -> hit.sequence() == executing.sequence())
        .singleElement()
        .satisfies(hit -> assertThat(hit.words()).startsWith("Write, 1 block at 0x4c8"))
        .satisfies(hit -> assertThat(rowAt(hit)).isEqualTo(Story.TARGET1));
  }

  @Test
  void commandsAtTheSameTimeLieAboveOneAnother() {
    Event first = executing(Story.TARGET1, 70);
    Event third = executing(Story.TARGET1, 72);
    List<Hit> hits = hits(first.nanos() - 100 * MICRO, first.nanos() + 900 * MICRO);

    assertThat(hit(hits, first).y() + hit(hits, first).height()).isLessThan(hit(hits, third).y());
  }

  @Test
  void inTheWholeSessionTheyAreCountedOnly() {
    Event submitted = submitted(Story.NVME3, 1);

    assertThat(hits(0, picture.endNanos()))
        .noneMatch(hit -> hit.sequence() == submitted.sequence());
  }

  @Test
  void whatHasALineOfItsOwnIsNotDrawnTwice() {
    Event slow = executing(Story.TARGET2, 40);

    assertThat(hits(13 * SECOND, 13 * SECOND + 1000 * MICRO))
        .filteredOn(hit -> hit.sequence() == slow.sequence())
        .hasSize(1);
  }

  private static Hit hit(List<Hit> hits, Event event) {
    return hits.stream()
        .filter(hit -> hit.sequence() == event.sequence())
        .findFirst()
        .orElseThrow();
  }

  private Lane rowAt(Hit hit) {
    double y = hit.y() - LaneLayout.HEADER_HEIGHT;
    return layout.rows().stream()
        .filter(row -> y >= row.y() && y < row.y() + row.height())
        .map(LaneLayout.Row::lane)
        .findFirst()
        .orElseThrow();
  }

  private Event submitted(Lane lane, int cid) {
    return timeline.events().stream()
        .filter(event -> event.lane().equals(lane))
        .filter(event ->
            event.detail() instanceof CommandEvent.Submitted it && it.qid() == 1 && it.cid() == cid)
        .findFirst()
        .orElseThrow();
  }

  private Event executing(Lane lane, int cid) {
    return timeline.events().stream()
        .filter(event -> event.lane().equals(lane))
        .filter(event -> event.detail() instanceof CommandEvent.Executing it && it.cid() == cid)
        .findFirst()
        .orElseThrow();
  }

  private List<Hit> hits(long fromNanos, long toNanos) {
    SwimlanePainter.Frame frame =
        new SwimlanePainter.Frame(
            1240, LaneLayout.HEADER_HEIGHT + layout.height(), 0, Palette.DARK);
    TimeScale scale =
        TimeScale.of(
            picture.linear(), fromNanos, toNanos, LaneLayout.NAME_WIDTH, frame.lanesWidth());
    TextWidths widths = new TextWidths();
    return new SwimlanePainter(widths)
        .paint(new SvgPen(widths), picture, layout, scale, frame)
        .hits();
  }
}
