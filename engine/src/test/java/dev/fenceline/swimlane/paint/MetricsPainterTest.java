package dev.fenceline.swimlane.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.swimlane.Story;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.metrics.Metrics;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the metrics say, and where. */
class MetricsPainterTest {
  private static final double WIDTH = 800;
  private static final long SECOND = 1_000_000_000L;

  private static final class Sheet implements Pen {
    private final List<String> words = new ArrayList<>();
    private final List<double[]> bars = new ArrayList<>();
    private final List<String> shapes = new ArrayList<>();

    @Override
    public void fill(double x, double y, double width, double height, Ink ink) {
      bars.add(new double[] {x, x + width});
      if (x > LaneLayout.NAME_WIDTH) {
        shapes.add(width > height ? "dash" : "tick");
      }
    }

    @Override
    public void curve(double[] points, Stroke stroke, boolean arrow) {
      if (stroke.shape() == Stroke.Shape.AREA && points.length == 8) {
        shapes.add(points[0] > LaneLayout.NAME_WIDTH ? "diamond" : "diamond in the legend");
      }
    }

    @Override
    public void text(double x, double y, String text, TextStyle style) {
      words.add(text);
    }

    @Override
    public void columns(int x, double y, double height, int[] argb) {}

    @Override
    public void clipped(double x, double y, double width, double height, Runnable drawing) {
      drawing.run();
    }
  }

  private static TimeScale scale(Timeline timeline) {
    return TimeScale.whole(Picture.of(timeline).linear(), LaneLayout.NAME_WIDTH, WIDTH);
  }

  private static Sheet paint(Timeline timeline, long momentNanos) {
    Sheet sheet = new Sheet();
    new MetricsPainter(
            sheet, Palette.LIGHT, scale(timeline), new TextWidths(), Metrics.of(timeline))
        .paint(momentNanos);
    return sheet;
  }

  @Test
  void whatWasNotMeasuredIsNotZero() {
    Timeline timeline = Story.unnamedInstance();
    assertThat(paint(timeline, 0).words)
        .contains("This session has no events of I/O: throughput and latency are not known.")
        .contains("No path is known to have failed.")
        .noneMatch(word -> word.startsWith("0"));
  }

  @Test
  void theBarOfAnOutageIsOnTheAxisOfTheLanes() {
    Timeline timeline = Story.hold();
    Recovery recovery = Recoveries.of(timeline).getFirst();
    long from = recovery.failedNanos().orElse(recovery.detectedNanos());
    TimeScale scale = scale(timeline);
    assertThat(paint(timeline, 0).bars)
        .anySatisfy(bar -> {
          assertThat(bar[0]).isEqualTo(scale.x(from));
          assertThat(bar[1])
              .isEqualTo(Math.max(bar[0] + 2, scale.x(recovery.resumedNanos().orElse(from))));
        });
  }

  /** Reads of the same duration, one a second, with a pause from 9 s to 16 s. */
  private static Timeline reads() {
    Timeline timeline = new Timeline();
    Lane lane = Lane.parse("workload/di");
    for (int i = 1; i <= 20; i++) {
      long nanos = (i < 10 ? i : i + 6) * SECOND;
      timeline.accept(
          new Event(
              2L * i - 1,
              nanos,
              lane,
              Cause.NONE,
              new IoEvent.Submitted(i, IoKind.READ, 0, 1, 0, 0)));
      timeline.accept(
          new Event(2L * i, nanos + 250_000, lane, Cause.NONE, new IoEvent.Ended(i, 0)));
    }
    return timeline;
  }

  @Test
  void theValuesAreThoseOfTheMoment() {
    Timeline timeline = reads();
    assertThat(paint(timeline, 5 * SECOND).words).contains("p50 250.0 µs", "p99 250.0 µs");
    assertThat(paint(timeline, 12 * SECOND).words).contains("none completed", "0/s", "0");
  }

  @Test
  void medianP99AndLongestDifferInShapeToo() {
    Sheet sheet = paint(reads(), 5 * SECOND);
    assertThat(sheet.shapes).contains("dash", "tick", "diamond", "diamond in the legend");
    assertThat(sheet.words).anyMatch(word -> word.startsWith("max "));
  }
}
