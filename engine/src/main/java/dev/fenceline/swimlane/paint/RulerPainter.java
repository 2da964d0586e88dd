package dev.fenceline.swimlane.paint;

import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.Ruler;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.swimlane.picture.StripPhase;
import dev.fenceline.swimlane.picture.TimeAxis;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Paints the strip of recovery phases, and the ruler with its folds. */
final class RulerPainter {
  private static final double STRIP_TOP = 13;
  private static final double STRIP_HEIGHT = 24;
  private static final double STRIP_GAP = 1;

  /** Simultaneous recoveries are stacked and need slightly more room. */
  private static final double STACK_TOP = 5;

  private static final double STACK_HEIGHT = 36;

  /**
   * Minimum height in pixels of an underlined piece. In a lower piece the line would cross the
   * words, so the piece gets a stronger colour instead.
   */
  private static final double UNDERLINED_LEAST = 14;

  private static final double STRIP_WORDS = 11.5;
  private static final double STRIP_WORDS_LEAST = 7.5;

  /** Distance from the middle of a line of words to its base line, as a fraction of its size. */
  private static final double HALF_LETTER = 0.37;

  private static final double UNDERLINE = 2.5;
  private static final double STRIP_TEXT = 29.5;
  private static final double TICK_TEXT = 55;
  private static final double LINE = 63;
  private static final double TICK = 4;
  private static final double PADDING = 6;

  /** Minimum distance in pixels between the marks of folds: denser marks would look like a saw. */
  private static final double FOLD_WIDTH = 48;

  /** Maximum distance in pixels between a fold and its words. */
  private static final double ASIDE = 30;

  private final Brush brush;
  private final TextWidths widths;

  RulerPainter(Brush brush, TextWidths widths) {
    this.brush = brush;
    this.widths = widths;
  }

  void paint(Picture picture, double width) {
    brush.pen.text(LaneLayout.NAME_LEFT, STRIP_TEXT - 0.5, "RECOVERY", brush.heading());
    List<Long> boundaries = new ArrayList<>();
    picture
        .shown()
        .phases()
        .look(
            brush.scale,
            (phase, _) -> {
              paint(phase, Tones.of(phase), () -> picture.words().phase(phase));
              if (phase.fromNanos() > 0) {
                boundaries.add(phase.fromNanos());
              }
            });
    int border = brush.palette.argb(Tone.BORDER);
    brush.pen.curve(new double[] {0, LINE, width, LINE}, Stroke.line(border, 1), false);
    TextStyle style = TextStyle.of(TextStyle.Face.MONO, 10.5, brush.palette.argb(Tone.MUTED));
    Ruler ruler = new Ruler(brush.scale, widths, style);
    ruler.boundaries(boundaries);
    folds(ruler, style.colored(brush.palette.word(Tone.HOLD)));
    ruler.fill();
    for (Ruler.Tick tick : ruler.ticks()) {
      line(tick.x(), border);
      brush.labels.near(tick.x(), TICK_TEXT, tick.text(), style.anchored(TextStyle.Anchor.MIDDLE));
    }
  }

  private void paint(StripPhase phase, Tone tone, Supplier<String> says) {
    double from = Math.max(brush.scale.left(), brush.x(phase.fromNanos()) + STRIP_GAP);
    double to = Math.min(brush.scale.right(), brush.x(phase.toNanos()) - STRIP_GAP);
    double width = Math.max(1, to - from);
    double step = phase.lines() == 1 ? STRIP_HEIGHT : STACK_HEIGHT / phase.lines();
    double y = (phase.lines() == 1 ? STRIP_TOP : STACK_TOP) + phase.line() * step;
    double height = phase.lines() == 1 ? step : step - STRIP_GAP;
    boolean steady = phase.recovery() == null;
    boolean thin = height < UNDERLINED_LEAST;
    int ground = steady ? brush.palette.calmGround() : brush.palette.argb(tone, thin ? 0.42 : 0.22);
    brush.pen.fill(from, y, width, height, Ink.of(ground).rounded(Math.min(4, height / 4)));
    if (!steady && !thin) {
      brush.pen.fill(
          from, y + height - UNDERLINE, width, UNDERLINE, Ink.of(brush.palette.line(tone)));
    }
    words(phase, from, y, width, height);
    brush.hit(from, y, width, height, 0, phase.fromNanos(), phase.toNanos(), says);
  }

  /**
   * Writes the words that fit the piece: in smaller type if the piece is low, none if it is too low
   * to read.
   */
  private void words(StripPhase phase, double from, double y, double width, double height) {
    double size = Math.min(STRIP_WORDS, height - 2);
    if (size < STRIP_WORDS_LEAST || width < STRIP_WORDS) {
      return;
    }
    Tone tone = phase.recovery() == null ? Tone.MUTED : Tone.TEXT;
    TextStyle style =
        TextStyle.of(TextStyle.Face.INTER_SEMIBOLD, size, brush.palette.argb(tone))
            .anchored(TextStyle.Anchor.MIDDLE);
    double room = width - PADDING;
    double baseline = y + height / 2 + size * HALF_LETTER - (height < UNDERLINED_LEAST ? 0 : 0.7);
    phase.words().stream()
        .filter(text -> widths.width(text, style) <= room)
        .findFirst()
        .ifPresent(text -> brush.labels.inside(from + PADDING / 2, room, baseline, text, style));
  }

  private void folds(Ruler ruler, TextStyle style) {
    List<TimeAxis.Fold> folds = brush.scale.axis().folds();
    int at = firstFold(folds, brush.scale.left());
    while (at < folds.size() && folds.get(at).fromNanos() <= brush.scale.toNanos()) {
      double next = fold(folds.get(at), ruler, style);
      at = Math.max(at + 1, firstFold(folds, next));
    }
  }

  /** Returns the index of the first fold that ends after a pixel. */
  private int firstFold(List<TimeAxis.Fold> folds, double x) {
    double nanos = brush.scale.nanos(x);
    int low = 0;
    int high = folds.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (folds.get(middle).toNanos() <= nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Marks a fold. Returns the pixel from which there is room for another mark. */
  private double fold(TimeAxis.Fold fold, Ruler ruler, TextStyle style) {
    double from = brush.scale.x(fold.fromNanos());
    double to = brush.scale.x(fold.toNanos());
    double middle = (from + to) / 2;
    boolean zoomedIn = to - from > brush.scale.width() / 2;
    if (zoomedIn || middle < brush.scale.left() || middle > brush.scale.right()) {
      return to;
    }
    String text = "\u2248 " + Text.duration(fold.lengthNanos()) + " folded";
    double width = widths.width(text, style);
    ruler
        .room(middle, width, (to - from) / 2 + ASIDE)
        .ifPresent(start -> brush.labels.at(start, TICK_TEXT, text, style));
    double[] zigzag = {
      middle - 4, LINE, middle - 1, LINE - 6, middle + 2, LINE + 6, middle + 5, LINE
    };
    brush.pen.curve(zigzag, Stroke.line(style.argb(), 1.4), false);
    return Math.max(to, middle + FOLD_WIDTH);
  }

  private void line(double x, int argb) {
    brush.pen.curve(new double[] {x, LINE - TICK, x, LINE + TICK}, Stroke.line(argb, 1), false);
  }
}
