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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Paints the time under the mouse, the two markers that a user sets, and the notes. */
public final class MarkPainter {
  private static final double TIME_TOP = 42;
  private static final double TIME_HEIGHT = 17;
  private static final double TIME_BASELINE = 54.5;
  private static final double PADDING = 5;
  private static final double FLAG_TOP = 62;
  private static final double FLAG_SIZE = 13;
  private static final double FLAG_BASELINE = 72.5;
  private static final double BETWEEN = 68.5;
  private static final double NOTE_TOP = LaneLayout.HEADER_HEIGHT;
  private static final double NOTE_HEIGHT = 14;
  private static final double NOTE_BASELINE = 10.5;
  private static final double FLAG = 9;

  private final Brush brush;
  private final double height;

  /**
   * A note of a user.
   *
   * @param toNanos equal to {@code nanos} for a single moment
   */
  public record Note(long nanos, long toNanos, String text) {
    private boolean isRange() {
      return toNanos > nanos;
    }
  }

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

  /** Draws a line at the moment of a run that decides, with words on a plate. */
  public void decisive(long nanos, String words) {
    if (!brush.scale.shows(nanos, nanos)) {
      return;
    }
    double x = brush.x(nanos);
    int argb = brush.palette.word(Tone.BAD);
    brush.pen.curve(new double[] {x, FLAG_TOP, x, height}, Stroke.line(argb, 2), false);
    TextStyle style = TextStyle.of(TextStyle.Face.INTER_BOLD, 11, brush.palette.argb(Tone.BG));
    double width = brush.widths.width(words, style) + 2 * PADDING;
    double left = Math.clamp(x - width / 2, brush.scale.left(), brush.scale.right() - width);
    brush.pen.fill(left, FLAG_TOP, width, FLAG_SIZE + 3, Ink.of(argb).rounded(3));
    brush.pen.text(left + PADDING, FLAG_BASELINE + 1.5, words, style);
  }

  /**
   * Draws notes below the ruler: a flag at the moment of each, a bracket over its range, and as
   * much of its text as fits before the next one.
   *
   * @param notes in order of time
   * @return the areas of the notes, in the same order; those out of sight have no width
   */
  public List<Hit> notes(List<Note> notes) {
    List<Hit> areas = new ArrayList<>();
    TextStyle style = TextStyle.of(TextStyle.Face.INTER, 10.5, brush.palette.word(Tone.HOLD));
    for (int i = 0; i < notes.size(); i++) {
      Note note = notes.get(i);
      double next =
          i + 1 < notes.size() ? brush.x(notes.get(i + 1).nanos()) - PADDING : brush.scale.right();
      areas.add(
          brush.scale.shows(note.nanos(), note.toNanos())
              ? note(note, next, style)
              : hit(note, 0, 0));
    }
    return areas;
  }

  private Hit note(Note note, double next, TextStyle style) {
    double x = Math.max(brush.x(note.nanos()), brush.scale.left());
    double to = brush.x(note.toNanos());
    int argb = brush.palette.word(Tone.HOLD);
    if (note.isRange()) {
      brush.pen.fill(x, NOTE_TOP, to - x, height - NOTE_TOP, Ink.of(Argb.fade(argb, 0.07)));
      double[] bracket = {x, NOTE_TOP + 4, x, NOTE_TOP, to, NOTE_TOP, to, NOTE_TOP + 4};
      brush.pen.curve(bracket, Stroke.line(argb, 1.5), false);
    }
    brush.pen.curve(new double[] {x, NOTE_TOP, x, height}, Stroke.dashed(argb, 1, 3), false);
    double[] flag = {x, NOTE_TOP, x + FLAG, NOTE_TOP + FLAG / 2, x, NOTE_TOP + FLAG};
    brush.pen.curve(flag, Stroke.area(argb), false);
    String fitting = brush.widths.fit(note.text(), style, next - x - FLAG - 2 * PADDING);
    double width = brush.widths.width(fitting, style);
    if (!fitting.isEmpty()) {
      brush.pen.fill(
          x + FLAG + 1,
          NOTE_TOP,
          width + PADDING,
          NOTE_HEIGHT,
          Ink.of(brush.palette.argb(Tone.BG, 0.85)).rounded(3));
      brush.pen.text(x + FLAG + PADDING - 1, NOTE_TOP + NOTE_BASELINE, fitting, style);
    }
    return hit(note, x, FLAG + PADDING + width);
  }

  private static Hit hit(Note note, double x, double width) {
    return new Hit(x, NOTE_TOP, width, NOTE_HEIGHT, 0, note.nanos(), note.toNanos(), note.text());
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
