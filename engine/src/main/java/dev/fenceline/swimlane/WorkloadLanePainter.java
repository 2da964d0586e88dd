package dev.fenceline.swimlane;

import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.Verdict;
import dev.fenceline.swimlane.LaneLayout.Row;
import dev.fenceline.swimlane.Palette.Tone;
import dev.fenceline.timeline.Text;

/** Paints the workload: how many operations end per second, and what the check found. */
final class WorkloadLanePainter {
  private static final double STEP = 6;
  private static final double TOP = 12;
  private static final double BOTTOM = 36;
  private static final double VERDICT_BASELINE = 48;
  private static final long WINDOW_NANOS = 400_000_000L;

  private final Brush brush;

  WorkloadLanePainter(Brush brush) {
    this.brush = brush;
  }

  void paint(Picture picture, Row row, double y) {
    throughput(picture.operations(), y);
    corruptions(picture, row, y);
    RunEvent.Ended ended = picture.ended();
    if (ended != null && ended.verdict() != Verdict.UNKNOWN) {
      verdict(ended, y);
    }
  }

  private void throughput(Counter operations, double y) {
    TimeScale scale = brush.scale;
    int count = (int) (scale.width() / STEP) + 1;
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

  private void corruptions(Picture picture, Row row, double y) {
    int bad = brush.palette.argb(Tone.BAD);
    for (long sequence : picture.evidence()) {
      Event event = picture.timeline().find(sequence);
      if (event != null
          && event.lane().equals(row.lane())
          && event.detail() instanceof IoEvent.BlockRead read
          && brush.scale.shows(event.nanos(), event.nanos())) {
        double x = brush.x(event.nanos());
        brush.cross(x, y + BOTTOM + 8, 4, bad);
        String words =
            "block 0x%x read at %s does not hold what was written last"
                .formatted(read.lba(), Text.moment(event.nanos()));
        brush.hit(x - 5, y + BOTTOM + 3, 10, 10, sequence, event.nanos(), event.nanos(), words);
      }
    }
  }

  private void verdict(RunEvent.Ended ended, double y) {
    boolean corrupt = ended.verdict() == Verdict.CORRUPT;
    String blocks = Text.spaced(ended.blocksChecked());
    String text = "verified %s blocks \u00b7 %d corrupt".formatted(blocks, ended.corruptions());
    TextStyle style = brush.remark(corrupt ? Tone.BAD : Tone.GOOD).anchored(TextStyle.Anchor.END);
    brush.labels.near(brush.scale.right() - 6, y + VERDICT_BASELINE, text, style);
  }
}
