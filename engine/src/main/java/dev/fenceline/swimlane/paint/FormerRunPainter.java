package dev.fenceline.swimlane.paint;

import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.LaneLayout.Row;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.paint.SwimlanePainter.Frame;
import dev.fenceline.swimlane.pen.Argb;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.span.Span;
import dev.fenceline.timeline.span.StateSpans;
import java.util.Locale;

/**
 * Paints a former run of the same scenario behind the present one: a dashed frame wherever a
 * controller was not live, or its instance not ready, in the former run. Both use the time scale of
 * the present run.
 */
public final class FormerRunPainter {
  private static final double LEAST_WIDTH = 3;
  private static final double MARGIN = 3;
  private static final double LABEL_BASELINE = 4;
  private static final double TINT = 0.13;
  private static final double FRAME = 0.75;

  private final Brush brush;
  private final Frame frame;

  /** Creates a painter for one picture. */
  public FormerRunPainter(Pen pen, TimeScale scale, TextWidths widths, Frame frame) {
    this.brush = new Brush(pen, frame.palette(), scale, widths);
    this.frame = frame;
  }

  /** Paints the states of the former run in the rows of the same lanes. */
  public void paint(Timeline former, LaneLayout layout) {
    StateSpans spans = StateSpans.of(former);
    brush.pen.clipped(
        brush.scale.left(),
        LaneLayout.HEADER_HEIGHT,
        brush.scale.width(),
        Math.max(0, frame.height() - LaneLayout.HEADER_HEIGHT),
        () -> {
          layout.rows().forEach(row -> states(spans, row));
          brush.labels.write(brush.pen);
        });
  }

  private void states(StateSpans spans, Row row) {
    if (row.kind() != LaneLayout.Kind.STATE) {
      return;
    }
    switch (row.lane().group()) {
      case HOST -> spans.spans(row.lane(), Span.Controller.class).forEach(it -> host(it, row));
      case TARGET -> spans.spans(row.lane(), Span.Instance.class).forEach(it -> target(it, row));
      case WORKLOAD, PATH, LAB -> {}
    }
  }

  private void host(Span.Controller span, Row row) {
    if (span.state() != ControllerState.LIVE && span.state() != ControllerState.NEW) {
      state(span, row, Tones.of(span.state()), span.state().word());
    }
  }

  private void target(Span.Instance span, Row row) {
    if (span.state() != InstanceState.READY) {
      state(span, row, Tones.of(span.state()), span.state().word());
    }
  }

  private void state(Span span, Row row, Tone tone, String word) {
    double y = LaneLayout.HEADER_HEIGHT - frame.scrollY() + row.y() + MARGIN;
    double x = brush.x(span.fromNanos());
    double width = brush.x(span.toNanos()) - x;
    if (!brush.scale.shows(span.fromNanos(), span.toNanos()) || width < LEAST_WIDTH) {
      return;
    }
    double height = row.height() - 2 * MARGIN;
    int argb = brush.palette.argb(tone);
    brush.pen.fill(x, y, width, height, Ink.of(Argb.fade(argb, TINT)));
    double[] edge = {x, y, x + width, y, x + width, y + height, x, y + height, x, y};
    brush.pen.curve(edge, Stroke.dashed(Argb.fade(brush.palette.line(tone), FRAME), 1, 4), false);
    TextStyle style = brush.note();
    String words = "before: " + word.toLowerCase(Locale.ROOT);
    double from = Math.max(x, brush.scale.left());
    double room = Math.min(x + width, brush.scale.right()) - from - 2 * MARGIN;
    if (brush.widths.width(words, style) <= room) {
      brush.labels.at(from + MARGIN, y + height - LABEL_BASELINE, words, style);
    }
  }
}
