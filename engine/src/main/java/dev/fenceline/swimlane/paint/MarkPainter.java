package dev.fenceline.swimlane.paint;

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
import org.jspecify.annotations.Nullable;

/** Paints the time under the mouse, and the two markers that a user sets, with their difference. */
public final class MarkPainter {
  private static final double TIME_TOP = 42;
  private static final double TIME_HEIGHT = 17;
  private static final double TIME_BASELINE = 54.5;
  private static final double PADDING = 5;
  private static final double FLAG_TOP = 62;
  private static final double FLAG_SIZE = 13;
  private static final double FLAG_BASELINE = 72.5;
  private static final double BETWEEN = 68.5;

  private final Brush brush;
  private final double height;

  /** Creates a painter of the marks of one picture, with the height of the area that shows it. */
  public MarkPainter(Pen pen, Palette palette, TimeScale scale, TextWidths widths, double height) {
    this.brush = new Brush(pen, palette, scale, widths);
    this.height = height;
  }

  /** Draws the time under the mouse on the ruler, and a line down the lanes. */
  public void mouse(double x, String time) {
    int line = Argb.fade(brush.palette.argb(Tone.MUTED), 0.6);
    brush.pen.curve(
        new double[] {x, TIME_TOP + TIME_HEIGHT, x, height}, Stroke.line(line, 1), false);
    TextStyle style = TextStyle.of(TextStyle.Face.MONO, 10.5, brush.palette.argb(Tone.TEXT));
    double width = brush.widths.width(time, style) + 2 * PADDING;
    double left =
        Math.clamp(
            x - width / 2,
            brush.scale.left(),
            Math.max(brush.scale.left(), brush.scale.right() - width));
    Ink plate = Ink.of(brush.palette.argb(Tone.RAISED)).rounded(3).outlined(line);
    brush.pen.fill(left, TIME_TOP, width, TIME_HEIGHT, plate);
    brush.pen.text(left + PADDING, TIME_BASELINE, time, style);
  }

  /** Draws the markers that are set, and between them the time from A to B. */
  public void markers(@Nullable Long aNanos, @Nullable Long bNanos) {
    if (aNanos != null && bNanos != null) {
      between(aNanos, bNanos);
    }
    if (aNanos != null) {
      marker("A", aNanos);
    }
    if (bNanos != null) {
      marker("B", bNanos);
    }
  }

  private void between(long aNanos, long bNanos) {
    double from = brush.x(Math.min(aNanos, bNanos));
    double to = brush.x(Math.max(aNanos, bNanos));
    int text = brush.palette.argb(Tone.TEXT);
    brush.pen.fill(
        from,
        FLAG_TOP,
        to - from,
        FLAG_SIZE,
        Ink.of(Argb.fade(brush.palette.argb(Tone.TEXT), 0.12)));
    brush.pen.curve(new double[] {from, BETWEEN, to, BETWEEN}, Stroke.line(text, 1), false);
    TextStyle style =
        TextStyle.of(TextStyle.Face.MONO_MEDIUM, 10.5, text).anchored(TextStyle.Anchor.MIDDLE);
    double middle = (Math.max(from, brush.scale.left()) + Math.min(to, brush.scale.right())) / 2;
    String words = "A to B " + Text.measured(Math.abs(bNanos - aNanos));
    double width = brush.widths.width(words, style) + 2 * PADDING;
    // Beside markers that are close together, the words go to where there is room for them.
    boolean fits = to - from > width + 2 * FLAG_SIZE;
    double right = to + FLAG_SIZE + width / 2;
    double x =
        fits
            ? middle
            : right + width / 2 < brush.scale.right() ? right : from - FLAG_SIZE - width / 2;
    brush.pen.fill(
        x - width / 2, FLAG_TOP, width, FLAG_SIZE, Ink.of(brush.palette.argb(Tone.BG)).rounded(3));
    brush.pen.text(x, FLAG_BASELINE, words, style);
  }

  private void marker(String letter, long nanos) {
    if (!brush.scale.shows(nanos, nanos)) {
      return;
    }
    double x = brush.x(nanos);
    int text = brush.palette.argb(Tone.TEXT);
    brush.pen.curve(
        new double[] {x, FLAG_TOP, x, height}, Stroke.dashed(Argb.fade(text, 0.8), 1.2, 4), false);
    double left = x - FLAG_SIZE / 2;
    brush.pen.fill(left, FLAG_TOP, FLAG_SIZE, FLAG_SIZE, Ink.of(text).rounded(3));
    TextStyle style =
        TextStyle.of(TextStyle.Face.INTER_BOLD, 10, brush.palette.argb(Tone.BG))
            .anchored(TextStyle.Anchor.MIDDLE);
    brush.pen.text(x, FLAG_BASELINE - 0.5, letter, style);
  }
}
