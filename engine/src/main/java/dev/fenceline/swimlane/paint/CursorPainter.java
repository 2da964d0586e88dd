package dev.fenceline.swimlane.paint;

import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.pen.Argb;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.timeline.Text;

/**
 * Paints what moves on top of the picture without changing it: playhead, selection, measurement.
 */
public final class CursorPainter {
  private static final double HEAD_TOP = 7;
  private static final double HEAD_HALF = 6;
  private static final double HEAD_HEIGHT = 8;
  private static final double MEASURE_BASELINE = 71;
  private static final double MARGIN = 2;

  private final Brush brush;
  private final double height;

  /** Creates a painter of the cursors of one picture, with the height of the area that shows it. */
  public CursorPainter(
      Pen pen, Palette palette, TimeScale scale, TextWidths widths, double height) {
    this.brush = new Brush(pen, palette, scale, widths);
    this.height = height;
  }

  /**
   * Covers the time after a moment that a replay has not reached, because some curves are drawn to
   * the right end.
   *
   * @param right the right end of the picture, in pixels
   */
  public void future(long fromNanos, double right) {
    double left = Math.max(brush.scale.left(), brush.x(fromNanos));
    if (left < right) {
      int background = brush.palette.argb(Tone.BG);
      double top = LaneLayout.HEADER_HEIGHT;
      brush.pen.fill(left, top, right - left, height - top, Ink.of(background));
    }
  }

  /** Draws the playhead: a line with a head at the current moment. */
  public void playhead(long nanos) {
    if (brush.scale.shows(nanos, nanos)) {
      double x = brush.x(nanos);
      int argb = brush.palette.argb(Tone.CURSOR);
      brush.pen.curve(new double[] {x, HEAD_TOP, x, height}, Stroke.line(argb, 1.2), false);
      double[] head = {x - HEAD_HALF, HEAD_TOP, x + HEAD_HALF, HEAD_TOP, x, HEAD_TOP + HEAD_HEIGHT};
      brush.pen.curve(head, Stroke.area(argb), false);
    }
  }

  /**
   * Draws a frame around the area that represents the selected event.
   *
   * @param top the upper edge of what is seen of its lane, below the header and what stays in sight
   */
  public void selection(Hit hit, double top) {
    int accent = brush.palette.argb(Tone.ACCENT);
    double left = brush.scale.left() - MARGIN;
    double from = Math.max(left, hit.x() - MARGIN);
    double to = Math.min(brush.scale.right() + MARGIN, hit.x() + hit.width() + MARGIN);
    if (to > from) {
      Ink frame = Ink.of(Argb.fade(accent, 0.18)).rounded(4).outlined(accent);
      brush.pen.clipped(
          0,
          top,
          brush.scale.right() + LaneLayout.RIGHT_MARGIN,
          Math.max(0, height - top),
          () ->
              brush.pen.fill(from, hit.y() - MARGIN, to - from, hit.height() + 2 * MARGIN, frame));
    }
  }

  /** Draws a measured period with its length. */
  public void measure(long fromNanos, long toNanos) {
    double from = Math.max(brush.scale.left(), brush.x(fromNanos));
    double to = Math.min(brush.scale.right(), brush.x(toNanos));
    if (to < from) {
      return;
    }
    int accent = brush.palette.argb(Tone.ACCENT);
    double top = LaneLayout.HEADER_HEIGHT - 12;
    brush.pen.fill(from, top, to - from, height - top, Ink.of(Argb.fade(accent, 0.12)));
    brush.pen.curve(new double[] {from, top, from, height}, Stroke.line(accent, 1), false);
    brush.pen.curve(new double[] {to, top, to, height}, Stroke.line(accent, 1), false);
    TextStyle style =
        TextStyle.of(TextStyle.Face.MONO_MEDIUM, 11, brush.palette.word(Tone.ACCENT))
            .anchored(TextStyle.Anchor.MIDDLE);
    brush.labels.near(
        (from + to) / 2, MEASURE_BASELINE + 12, Text.duration(toNanos - fromNanos), style);
    brush.labels.write(brush.pen);
  }
}
