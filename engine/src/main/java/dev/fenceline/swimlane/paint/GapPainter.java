package dev.fenceline.swimlane.paint;

import dev.fenceline.swimlane.level.Levels;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.picture.Gap;

/**
 * Paints the gaps of a capture: the line of the path breaks off, is dotted, and continues. Gaps
 * that touch on the screen are drawn as one, so that a thousand gaps do not become a thousand
 * brackets.
 */
final class GapPainter {
  private static final String WORD = "not decoded";
  private static final double MIDDLE = 20;
  private static final double HALF_HEIGHT = 6;
  private static final double LEAST_WIDTH = 7;
  private static final double WORD_BASELINE = 36;
  private static final double PADDING = 10;

  private final Brush brush;

  /** The section of touching gaps that has not been drawn yet. */
  private double from;

  private double to = Double.NEGATIVE_INFINITY;

  GapPainter(Brush brush) {
    this.brush = brush;
  }

  /** Paints the gaps of a lane. */
  void paint(Levels<Gap> gaps, double y) {
    gaps.look(
        brush.scale,
        (gap, _) -> {
          double left = brush.x(gap.fromNanos());
          double width = Math.max(LEAST_WIDTH, brush.x(gap.toNanos()) - left);
          hit(gap, left, width, y);
          if (left > to) {
            interrupt(from, to, y);
            from = left;
          }
          to = Math.max(to, left + width);
        });
    interrupt(from, to, y);
  }

  private void hit(Gap gap, double left, double width, double y) {
    brush.hit(
        left,
        y + MIDDLE - HALF_HEIGHT,
        width,
        2 * HALF_HEIGHT,
        gap.event().sequence(),
        gap.fromNanos(),
        gap.toNanos(),
        gap::words);
  }

  private void interrupt(double left, double right, double y) {
    if (right <= left) {
      return;
    }
    double top = y + MIDDLE - HALF_HEIGHT;
    double bottom = y + MIDDLE + HALF_HEIGHT;
    int muted = brush.palette.argb(Tone.MUTED);
    brush.pen.fill(left, top, right - left, bottom - top, Ink.of(brush.palette.argb(Tone.BG)));
    Stroke edge = Stroke.line(muted, 1.5);
    brush.pen.curve(new double[] {left, top, left, bottom}, edge, false);
    brush.pen.curve(new double[] {right, top, right, bottom}, edge, false);
    Stroke dotted = Stroke.dashed(muted, 1.5, 2);
    brush.pen.curve(new double[] {left, y + MIDDLE, right, y + MIDDLE}, dotted, false);
    word(Math.max(brush.scale.left(), left), Math.min(brush.scale.right(), right), y);
  }

  private void word(double left, double right, double y) {
    TextStyle style = brush.remark(Tone.MUTED).anchored(TextStyle.Anchor.MIDDLE);
    if (brush.widths.width(WORD, style) + PADDING <= right - left) {
      brush.labels.at((left + right) / 2, y + WORD_BASELINE, WORD, style);
    }
  }
}
