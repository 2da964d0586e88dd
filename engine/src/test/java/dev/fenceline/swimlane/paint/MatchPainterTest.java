package dev.fenceline.swimlane.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.swimlane.Story;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.Matches;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.EventFilter;
import dev.fenceline.timeline.EventSet;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The veil over what does not match, and the ticks of what does. */
class MatchPainterTest {
  private static final TextWidths WIDTHS = new TextWidths();
  private static final SwimlanePainter.Frame FRAME =
      new SwimlanePainter.Frame(1100, 700, 0, Palette.DARK);

  /** Remembers areas and ticks. */
  private static final class Paper implements Pen {
    private record Area(double x, double y, double width, double height, int argb) {
      boolean covers(double atX, double atY) {
        return atX > x && atX < x + width && atY > y && atY < y + height;
      }
    }

    private final List<Area> areas = new ArrayList<>();
    private final List<double[]> ticks = new ArrayList<>();

    @Override
    public void fill(double x, double y, double width, double height, Ink ink) {
      areas.add(new Area(x, y, width, height, ink.argb()));
    }

    @Override
    public void curve(double[] points, Stroke stroke, boolean arrow) {
      ticks.add(points);
    }

    @Override
    public void text(double x, double y, String text, TextStyle style) {}

    @Override
    public void columns(int x, double y, double height, int[] argb) {}

    @Override
    public void clipped(double x, double y, double width, double height, Runnable drawing) {
      drawing.run();
    }

    boolean covers(Hit hit) {
      double x = hit.x() + hit.width() / 2;
      double y = hit.y() + hit.height() / 2;
      return areas.stream().anyMatch(area -> area.covers(x, y));
    }
  }

  @ParameterizedTest
  @CsvSource({"kind:keep-alive-expired, true", "lane:nvme4, false", "kind:command-executed, true"})
  void allButTheMatchingItemsIsCovered(String filter, boolean isRemoving) {
    Timeline timeline = Story.baseline();
    Picture picture = Picture.of(timeline);
    LaneLayout layout = LaneLayout.of(picture);
    TimeScale scale = TimeScale.whole(picture.elastic(), LaneLayout.NAME_WIDTH, FRAME.lanesWidth());
    List<Hit> hits =
        new SwimlanePainter(WIDTHS).paint(new Paper(), picture, layout, scale, FRAME).hits();
    EventSet found =
        EventSet.find(timeline, 0, timeline.size(), EventFilter.parse(filter), () -> false);
    Matches matches = Matches.of(picture, found);
    Paper paper = new Paper();
    new MatchPainter(paper, scale, WIDTHS, FRAME).paint(matches, layout, hits, isRemoving);
    List<Hit> onRows = hits.stream().filter(hit -> isOnARow(layout, hit)).toList();
    List<Hit> bright = onRows.stream().filter(hit -> matches.isItem(hit.sequence())).toList();
    assertThat(bright).isNotEmpty().noneMatch(paper::covers);
    assertThat(onRows)
        .filteredOn(hit -> bright.stream().noneMatch(it -> isInside(hit, it)))
        .isNotEmpty()
        .allMatch(paper::covers);
    assertThat(paper.areas).extracting(it -> it.argb() >>> 24 == 0xff).containsOnly(isRemoving);
    double workload = LaneLayout.HEADER_HEIGHT + layout.rows().getFirst().y() + 10;
    assertThat(paper.areas)
        .as("what goes on beyond the edges")
        .anyMatch(area -> area.covers(scale.left() - 5, workload))
        .anyMatch(area -> area.covers(scale.right() + 5, workload));
    assertThat(paper.ticks).hasSizeBetween(1, found.size());
  }

  private static boolean isOnARow(LaneLayout layout, Hit hit) {
    double middle = hit.y() + hit.height() / 2 - LaneLayout.HEADER_HEIGHT;
    return hit.x() > LaneLayout.NAME_WIDTH
        && layout.rows().stream()
            .anyMatch(row -> row.y() < middle && middle < row.y() + row.height() - 2);
  }

  private static boolean isInside(Hit hit, Hit bright) {
    return bright.contains(hit.x() + hit.width() / 2, hit.y() + hit.height() / 2, 3);
  }
}
