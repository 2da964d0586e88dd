package dev.fenceline.swimlane.paint;

import dev.fenceline.event.Lane;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.LaneLayout.Row;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.span.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Paints a controller as the host sees it: state, Keep Alives, commands. */
final class HostLanePainter {
  private static final String NO_ANSWER = "no answer";
  private static final double NARROW = 4;
  private static final double PADDING = 8;

  /** Maximum shift of a short state that is placed beside others of the same instant. */
  private static final double ASIDE = 3 * NARROW;

  private static final double KEEP_ALIVE_STEP = 9;
  private static final long OPEN_KEEP_ALIVE_NANOS = 1_000_000_000L;

  /** A state too short for a bar, and the position at which there is room to draw it. */
  private record Sliver(Span.Controller span, double x) {}

  private final Brush brush;
  private final List<double[]> answered = new ArrayList<>();
  private double lastKeepAlive = Double.NEGATIVE_INFINITY;

  HostLanePainter(Brush brush) {
    this.brush = brush;
  }

  void paint(Picture picture, Row row, double y) {
    states(picture, row.lane(), y + LaneLayout.BAR_TOP);
    new LoadPainter(brush)
        .paint(picture.commands(row.lane()), y + LaneLayout.BAR_TOP + LaneLayout.BAR_HEIGHT + 2);
    keepAlives(picture, row.lane(), y + LaneLayout.KEEP_ALIVE_TOP);
    new AdminPainter(brush).paint(picture, row.lane(), y + LaneLayout.ADMIN_TOP);
    new OutstandingPainter(brush).paint(picture, row.lane(), y);
  }

  private void states(Picture picture, Lane lane, double y) {
    Crowd crowd = new Crowd(brush);
    List<Sliver> slivers = new ArrayList<>();
    List<Span.Controller> wide = new ArrayList<>();
    picture
        .shown()
        .controllers(lane)
        .look(
            brush.scale,
            (span, hidden) -> {
              double x = brush.x(span.fromNanos());
              if (brush.x(span.toNanos()) - x >= NARROW) {
                wide.add(span);
              } else if (isNews(span)) {
                Sliver last = slivers.isEmpty() ? null : slivers.getLast();
                double free = last == null ? x : Math.max(x, last.x() + NARROW);
                if (hidden > 0 || free - x > ASIDE) {
                  crowd.add(x, brush.palette.argb(Tones.of(span.state())), hidden);
                } else {
                  slivers.add(new Sliver(span, free));
                }
              }
            });
    wide.forEach(span -> state(picture, span, y, slivers));
    slivers.forEach(sliver -> sliver(picture, sliver, y));
    crowd.paint(y, LaneLayout.BAR_HEIGHT);
  }

  /**
   * Reports whether a state too short for a bar is drawn. The states of a bring-up or of a dead
   * controller are not.
   */
  private static boolean isNews(Span.Controller span) {
    return Tones.of(span.state()) != Tone.DEAD && span.state() != ControllerState.CONNECTING;
  }

  /** Draws a short state. Successive states of the same instant are placed side by side. */
  private void sliver(Picture picture, Sliver sliver, double y) {
    Span.Controller span = sliver.span();
    double x = sliver.x();
    Ink ink = brush.palette.fill(Tones.of(span.state()));
    brush.pen.fill(x, y, NARROW, LaneLayout.BAR_HEIGHT, ink);
    brush.hit(
        x,
        y,
        NARROW,
        LaneLayout.BAR_HEIGHT,
        span.interval().beginSequence(),
        span.fromNanos(),
        span.toNanos(),
        () -> picture.words().controller(span));
  }

  private void state(Picture picture, Span.Controller span, double y, List<Sliver> slivers) {
    Tone tone = Tones.of(span.state());
    String word = span.state().word().toUpperCase(Locale.ROOT) + picture.attempt(span);

    double width =
        brush.bar(
            span.fromNanos(),
            span.toNanos(),
            y,
            LaneLayout.BAR_HEIGHT,
            brush.palette.fill(tone).rounded(3),
            span.interval().beginSequence(),
            () -> picture.words().controller(span));
    double from = Math.max(brush.scale.left(), brush.x(span.fromNanos()));
    double to = Math.min(brush.scale.right(), brush.x(span.fromNanos()) + width);
    double start = from + PADDING;
    for (Sliver sliver : slivers) {
      if (sliver.x() >= from - NARROW && sliver.x() < start + PADDING) {
        start = Math.max(start, sliver.x() + NARROW + PADDING / 2);
      }
    }
    brush.labels.inside(start, to - start - 2, y + 14, word, brush.state(tone));
  }

  private void keepAlives(Picture picture, Lane lane, double y) {
    picture.shown().keepAlives(lane).look(brush.scale, (span, _) -> keepAlive(picture, span, y));
    brush.pen.curves(answered, Stroke.area(brush.palette.argb(Tone.MUTED)));
  }

  private void keepAlive(Picture picture, Span.KeepAlive span, double y) {
    double x = brush.x(span.fromNanos());
    boolean waiting =
        span.interval().isOpen() && span.interval().durationNanos() < OPEN_KEEP_ALIVE_NANOS;
    if (!span.answered() && !waiting) {
      unanswered(picture, span, x, y);
    } else if (x - lastKeepAlive >= KEEP_ALIVE_STEP) {
      answered.add(triangle(x, y));
      hit(picture, span, x, y);
      lastKeepAlive = x;
    }
  }

  private void hit(Picture picture, Span.KeepAlive span, double x, double y) {
    brush.hit(
        x - 5,
        y - 1,
        10,
        8,
        span.interval().beginSequence(),
        span.fromNanos(),
        span.toNanos(),
        () -> picture.words().keepAlive(span));
  }

  private void unanswered(Picture picture, Span.KeepAlive span, double x, double y) {
    int argb = brush.palette.line(Tone.SILENT);
    double end = brush.x(span.toNanos());
    brush.pen.curve(triangle(x, y), Stroke.outline(argb, 1.4), false);
    if (end - x > 12) {
      brush.pen.curve(new double[] {x + 6, y + 4, end, y + 4}, Stroke.dashed(argb, 1.2, 3), false);
      double from = Math.max(x + 6, brush.scale.left());
      double to = Math.min(end - 6, brush.scale.right());
      TextStyle style = brush.protocol(Tone.SILENT).anchored(TextStyle.Anchor.MIDDLE);
      boolean hadNone = span.ending() != Span.KeepAliveEnding.FAILED;
      boolean isInside =
          hadNone
              && brush.widths.width(NO_ANSWER, style) < to - from
              && brush.labels.at((from + to) / 2, y + 7, NO_ANSWER, style);
      if (hadNone && !isInside) {
        brush.labels.at(x - 8, y + 7, NO_ANSWER, style.anchored(TextStyle.Anchor.END));
      }
    }
    if (!span.interval().isOpen()) {
      brush.disc(end, y + 4, 5, argb);
      brush.hit(
          end - 6,
          y - 2,
          12,
          12,
          span.interval().endSequence(),
          span.toNanos(),
          span.toNanos(),
          () -> "end of the " + picture.words().keepAlive(span));
    }
    hit(picture, span, x, y);
  }

  private static double[] triangle(double x, double y) {
    return new double[] {x, y, x + 4, y + 6, x - 4, y + 6};
  }
}
