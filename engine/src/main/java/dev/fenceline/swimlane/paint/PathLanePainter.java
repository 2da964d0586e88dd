package dev.fenceline.swimlane.paint;

import dev.fenceline.event.Event;
import dev.fenceline.event.value.PathState;
import dev.fenceline.swimlane.layout.LaneLayout.Row;
import dev.fenceline.swimlane.pen.Argb;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.picture.PathReset;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.span.Span;

/**
 * Paints a path: a line while bytes pass, a hatch while they do not, and a break where this is
 * unknown.
 */
final class PathLanePainter {
  private static final double MIDDLE = 20;
  private static final double TOP = 8;
  private static final double HEIGHT = 24;
  private static final double PADDING = 10;
  private static final double CROSS = 5;

  private final Brush brush;

  PathLanePainter(Brush brush) {
    this.brush = brush;
  }

  void paint(Picture picture, Row row, double y) {
    Crowd crowd = new Crowd(brush);
    picture
        .shown()
        .paths(row.lane())
        .look(
            brush.scale,
            (span, hidden) -> {
              if (span.worst() == PathState.UP) {
                up(span, y);
              } else {
                down(picture, span, y);
              }
              if (hidden > 0) {
                crowd.add(brush.x(span.fromNanos()), tone(span), hidden);
              }
            });
    crowd.paint(y + TOP, HEIGHT);
    picture.resets(row.lane()).forEach(reset -> reset(picture, reset, y));
    new GapPainter(brush).paint(picture.shown().gaps(row.lane()), y);
  }

  private int tone(Span.Path span) {
    return brush.palette.argb(span.worst() == PathState.UP ? Tone.LIVE : Tone.SILENT);
  }

  /** Paints a reset, which is instantaneous, as a cross on the line. */
  private void reset(Picture picture, PathReset reset, double y) {
    Event event = reset.event();
    if (!brush.scale.shows(event.nanos(), event.nanos())) {
      return;
    }
    double x = brush.x(event.nanos());
    double middle = y + MIDDLE;
    int argb = brush.palette.line(Tone.SILENT);
    Stroke stroke = Stroke.outline(argb, 2);
    double[] down = {x - CROSS, middle - CROSS, x + CROSS, middle + CROSS};
    double[] up = {x - CROSS, middle + CROSS, x + CROSS, middle - CROSS};
    brush.pen.curve(down, stroke, false);
    brush.pen.curve(up, stroke, false);
    int word = Argb.legible(brush.palette.word(Tone.SILENT), brush.palette.argb(Tone.BG), 6.5);
    TextStyle style = TextStyle.of(TextStyle.Face.INTER_SEMIBOLD, 11, word);
    brush.labels.at(x + CROSS + 4, middle - CROSS, "reset", style);
    brush.hit(
        x - CROSS,
        middle - CROSS,
        2 * CROSS,
        2 * CROSS,
        event.sequence(),
        event.nanos(),
        event.nanos(),
        () -> picture.words().reset(reset));
  }

  private void up(Span.Path span, double y) {
    double from = brush.x(span.fromNanos());
    double to = brush.x(span.toNanos());
    Stroke stroke = Stroke.line(brush.palette.line(Tone.LIVE), 2.5);
    brush.pen.curve(new double[] {from, y + MIDDLE, to, y + MIDDLE}, stroke, false);
    brush.hit(
        from,
        y + MIDDLE - 4,
        to - from,
        8,
        span.interval().beginSequence(),
        span.fromNanos(),
        span.toNanos(),
        () -> "path " + span.lane().name() + ": up");
  }

  private void down(Picture picture, Span.Path span, double y) {
    String word = span.word();
    double width =
        brush.bar(
            span.fromNanos(),
            span.toNanos(),
            y + TOP,
            HEIGHT,
            brush.palette.fill(Tone.SILENT).rounded(3),
            span.interval().beginSequence(),
            () -> picture.words().path(span));
    brush.labels.hatched(brush.x(span.fromNanos()), y + TOP, width, HEIGHT);
    double from = Math.max(brush.scale.left(), brush.x(span.fromNanos()));
    double to = Math.min(brush.scale.right(), brush.x(span.fromNanos()) + width);
    int argb = Argb.legible(brush.palette.word(Tone.SILENT), brush.palette.argb(Tone.BG), 6.5);
    TextStyle style =
        TextStyle.of(TextStyle.Face.INTER_SEMIBOLD, 11, argb).anchored(TextStyle.Anchor.MIDDLE);
    boolean told = span.worst() == PathState.REFUSING;
    double middle = (from + to) / 2;
    String full = told ? word : word + ": neither side is notified";
    if (!fits(full, style, from, to) || !brush.labels.at(middle, y + MIDDLE + 4, full, style)) {
      if (fits(word, style, from, to)) {
        brush.labels.at(middle, y + MIDDLE + 4, word, style);
      }
    }
  }

  private boolean fits(String text, TextStyle style, double from, double to) {
    return brush.widths.width(text, style) + PADDING <= to - from;
  }
}
