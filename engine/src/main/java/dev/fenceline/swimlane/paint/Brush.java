package dev.fenceline.swimlane.paint;

import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Labels;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Contains what all painters of one picture share: pen, colours, scale, labels, and the clickable
 * areas.
 */
final class Brush {
  /**
   * Distance in pixels beyond the edges to which everything further outside is moved, so that no
   * pen has to clip huge shapes.
   */
  private static final double BEYOND = 20;

  private static final double LEAST_WIDTH = 2.5;

  final Pen pen;
  final Palette palette;
  final TimeScale scale;
  final Labels labels;
  final TextWidths widths;
  final List<Hit> hits = new ArrayList<>();

  Brush(Pen pen, Palette palette, TimeScale scale, TextWidths widths) {
    this.pen = pen;
    this.palette = palette;
    this.scale = scale;
    this.widths = widths;
    this.labels =
        new Labels(widths, scale.left(), scale.right(), palette.argb(Tone.BG, PLATE_OPACITY));
  }

  private static final double PLATE_OPACITY = 0.78;

  /**
   * Returns the pixel of a moment, or one just outside the picture if the moment is not visible.
   */
  double x(long nanos) {
    return Math.clamp(scale.x(nanos), scale.left() - BEYOND, scale.right() + BEYOND);
  }

  /**
   * Draws a bar from one moment to another, wide enough to be visible, and records the event that a
   * click on it selects. Returns its width in pixels.
   */
  double bar(
      long fromNanos,
      long toNanos,
      double y,
      double height,
      Ink ink,
      long sequence,
      Supplier<String> words) {
    double from = x(fromNanos);
    double width = Math.max(LEAST_WIDTH, x(toNanos) - from);
    pen.fill(from, y, width, height, ink);
    hit(from, y, width, height, sequence, fromNanos, toNanos, words);
    return width;
  }

  /** Records that a click there selects an event. */
  void hit(
      double x,
      double y,
      double width,
      double height,
      long sequence,
      long fromNanos,
      long toNanos,
      Supplier<String> words) {
    hits.add(new Hit(x, y, width, height, sequence, fromNanos, toNanos, words));
  }

  /** Draws a cross, which means that something has ended for good. */
  void cross(double x, double y, double size, int argb) {
    Stroke stroke = Stroke.line(argb, 2);
    pen.curve(new double[] {x - size, y - size, x + size, y + size}, stroke, false);
    pen.curve(new double[] {x + size, y - size, x - size, y + size}, stroke, false);
  }

  /** Draws a disc. */
  void disc(double x, double y, double radius, int argb) {
    pen.fill(x - radius, y - radius, 2 * radius, 2 * radius, Ink.of(argb).rounded(radius));
  }

  TextStyle name() {
    return TextStyle.of(TextStyle.Face.INTER_SEMIBOLD, 12.5, palette.argb(Tone.TEXT));
  }

  TextStyle note() {
    return TextStyle.of(TextStyle.Face.INTER, 10.5, palette.argb(Tone.MUTED));
  }

  TextStyle heading() {
    return TextStyle.of(TextStyle.Face.INTER_BOLD, 10.5, palette.argb(Tone.MUTED)).spaced(1);
  }

  TextStyle state(Tone tone) {
    return TextStyle.of(TextStyle.Face.INTER_SEMIBOLD, 11, palette.onFill(tone));
  }

  TextStyle remark(Tone tone) {
    return TextStyle.of(TextStyle.Face.INTER_SEMIBOLD, 10.5, palette.word(tone));
  }

  TextStyle protocol(Tone tone) {
    return TextStyle.of(TextStyle.Face.MONO_MEDIUM, 10, palette.word(tone));
  }
}
