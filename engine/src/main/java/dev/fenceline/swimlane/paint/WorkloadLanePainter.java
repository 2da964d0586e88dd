package dev.fenceline.swimlane.paint;

import dev.fenceline.event.Lane;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.picture.Corruption;
import dev.fenceline.swimlane.picture.Counter;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.Text;

/**
 * Paints the workload: the number of operations that end per second, and the result of the check.
 */
final class WorkloadLanePainter {
  private static final double STEP = 6;
  private static final double TOP = 12;
  private static final double BOTTOM = 36;
  private static final double MARK = 6;
  private static final double MARK_SIZE = 4;
  private static final double VERDICT_BASELINE = 48;
  private static final long WINDOW_NANOS = 400_000_000L;

  private final Brush brush;
  private double lastLine = Double.NEGATIVE_INFINITY;
  private double lastCross = Double.NEGATIVE_INFINITY;

  WorkloadLanePainter(Brush brush) {
    this.brush = brush;
  }

  void paint(Picture picture, Lane lane, double y) {
    throughput(picture.operations(lane), picture.endNanos(), y);
    corruptions(picture, lane, y);
    RunEvent.Ended ended = picture.ended();
    if (lane.mark().isEmpty() && ended != null && ended.verdict() != Verdict.UNKNOWN) {
      verdict(ended, y);
    }
  }

  /** Paints the curve to the end of what is known: later there are not zero operations. */
  private void throughput(Counter operations, long endNanos, double y) {
    TimeScale scale = brush.scale;
    double known = Math.min(scale.width(), scale.x(endNanos) - scale.left());
    int count = known < 0 ? 0 : (int) (known / STEP) + 1;
    double[] rates = new double[count];
    double most = 1;
    for (int i = 0; i < count; i++) {
      long moment = Math.round(scale.nanos(scale.left() + i * STEP));
      long next = Math.round(scale.nanos(scale.left() + (i + 1) * STEP));
      long half = Math.max(WINDOW_NANOS, next - moment) / 2;
      rates[i] = operations.ended(moment - half, moment + half) / (double) half;
      most = Math.max(most, rates[i] * 1e9);
    }
    double[] points = new double[2 * count];
    for (int i = 0; i < count; i++) {
      points[2 * i] = scale.left() + i * STEP;
      points[2 * i + 1] = y + BOTTOM - rates[i] * 1e9 / most * (BOTTOM - TOP);
    }
    if (count > 1) {
      brush.pen.curve(points, Stroke.line(brush.palette.argb(Tone.ACCENT), 1.6), false);
    }
  }

  /** Paints corruptions above the curve, because the verdict is written below it. */
  private void corruptions(Picture picture, Lane lane, double y) {
    picture
        .shown()
        .corruptions(lane)
        .look(brush.scale, (corruption, hidden) -> corruption(corruption, hidden, y));
  }

  private void corruption(Corruption corruption, int hidden, double y) {
    double x = brush.x(corruption.nanos());
    if (x - lastLine >= 1) {
      double[] line = {x, y + MARK + MARK_SIZE, x, y + BOTTOM};
      brush.pen.curve(line, Stroke.line(brush.palette.argb(Tone.BAD, 0.5), 1), false);
      lastLine = x;
    }
    if (x - lastCross >= MARK_SIZE) {
      brush.cross(x, y + MARK, MARK_SIZE, brush.palette.line(Tone.BAD));
      lastCross = x;
    }
    brush.hit(
        x - MARK_SIZE,
        y + MARK - MARK_SIZE,
        2 * MARK_SIZE,
        BOTTOM - MARK,
        corruption.found(),
        corruption.nanos(),
        corruption.nanos(),
        () -> corruption.finding().text() + (hidden == 0 ? "" : " And %d more.".formatted(hidden)));
  }

  private void verdict(RunEvent.Ended ended, double y) {
    boolean corrupt = ended.verdict() == Verdict.CORRUPT;
    String blocks = Text.spaced(ended.blocksChecked());
    String text = "verified %s blocks \u00b7 %d corrupt".formatted(blocks, ended.corruptions());
    TextStyle style = brush.remark(corrupt ? Tone.BAD : Tone.GOOD).anchored(TextStyle.Anchor.END);
    brush.labels.near(brush.scale.right() - 6, y + VERDICT_BASELINE, text, style);
  }
}
