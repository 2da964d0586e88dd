package dev.fenceline.swimlane.paint;

import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.picture.Gap;
import java.util.List;

/**
 * Paints the gaps of a capture: the line of the path breaks off, is dotted, and continues. Gaps
 * that touch on the screen are drawn as one, so that a thousand of them are not a thousand
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

  GapPainter(Brush brush) {
    this.brush = brush;
  }

  /**
   * Paints the gaps of a lane.
   *
   * @param gaps in the order in which they begin
   */
  void paint(List<Gap> gaps, double y) {
    double from = 0;
    double to = Double.NEGATIVE_INFINITY;
    for (Gap gap : gaps) {
      if (!brush.scale.shows(gap.fromNanos(), gap.toNanos())) {
        continue;
      }
      double left = brush.x(gap.fromNanos());
      double width = Math.max(LEAST_WIDTH, brush.x(gap.toNanos()) - left);
      hit(gap, left, width, y);
      if (left > to) {
        interrupt(from, to, y);
        from = left;
      }
      to = Math.max(to, left + width);
    }
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
        gap.words());
  }

  private void interrupt(double from, double to, double y) {
    if (to <= from) {
      return;
    }
    double top = y + MIDDLE - HALF_HEIGHT;
    double bottom = y + MIDDLE + HALF_HEIGHT;
    int muted = brush.palette.argb(Tone.MUTED);
    brush.pen.fill(from, top, to - from, bottom - top, Ink.of(brush.palette.argb(Tone.BG)));
    Stroke edge = Stroke.line(muted, 1.5);
    brush.pen.curve(new double[] {from, top, from, bottom}, edge, false);
    brush.pen.curve(new double[] {to, top, to, bottom}, edge, false);
    Stroke dotted = Stroke.dashed(muted, 1.5, 2);
    brush.pen.curve(new double[] {from, y + MIDDLE, to, y + MIDDLE}, dotted, false);
    word(Math.max(brush.scale.left(), from), Math.min(brush.scale.right(), to), y);
  }

  private void word(double from, double to, double y) {
    TextStyle style = brush.remark(Tone.MUTED).anchored(TextStyle.Anchor.MIDDLE);
    if (brush.widths.width(WORD, style) + PADDING <= to - from) {
      brush.labels.at((from + to) / 2, y + WORD_BASELINE, WORD, style);
    }
  }
}
