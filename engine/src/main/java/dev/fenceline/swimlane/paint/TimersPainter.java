package dev.fenceline.swimlane.paint;

import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.level.Levels;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.span.Span;
import java.util.Collection;
import java.util.List;

/** Paints the timers of a controller, one line per name: armed, fired, cancelled. */
final class TimersPainter {
  private static final double BAR_HEIGHT = 11;
  private static final double BASELINE = 9;
  private static final double WORDS = 9.5;
  private static final double PADDING = 5;
  private static final double GAP = 1;
  private static final double MARK = 3;

  private final Brush brush;

  TimersPainter(Brush brush) {
    this.brush = brush;
  }

  /** Writes the names of the lines beside them. */
  void names(Collection<String> names, double y) {
    double at = y + LaneLayout.TIMERS_TOP + BASELINE;
    double room = LaneLayout.NAME_WIDTH - LaneLayout.NAME_LEFT - 4;
    for (String name : names) {
      String fitting = brush.widths.fit(name, brush.note(), room);
      brush.pen.text(LaneLayout.NAME_LEFT, at, fitting, brush.note());
      at += LaneLayout.TIMER_STEP;
    }
  }

  void paint(Picture picture, Lane lane, double y) {
    double at = y + LaneLayout.TIMERS_TOP;
    for (Levels<Span.Timer> timers : picture.shown().timers(lane).values()) {
      double top = at;
      timers.look(brush.scale, (timer, _) -> bar(picture, timer, top));
      at += LaneLayout.TIMER_STEP;
    }
  }

  private void bar(Picture picture, Span.Timer timer, double y) {
    boolean fired = timer.ending() == Span.TimerEnding.FIRED;
    double from = brush.x(timer.fromNanos());
    double to = brush.x(timer.toNanos());
    double width = Math.max(1, to - from - GAP);
    int argb = brush.palette.argb(Tone.COMMAND, fired ? 0.38 : 0.16);
    brush.pen.fill(from, y, width, BAR_HEIGHT, Ink.of(argb).rounded(2));
    brush.hit(
        from,
        y,
        Math.max(width, 2),
        BAR_HEIGHT,
        timer.interval().beginSequence(),
        timer.fromNanos(),
        timer.toNanos(),
        () -> picture.reasons().why(timer));
    double end = to - MARK - 2;
    boolean roomy = width > 4 * MARK;
    if (roomy) {
      mark(timer, end, y + BAR_HEIGHT / 2);
    }
    words(timer, from + PADDING, (roomy ? end - MARK : to) - from - 2 * PADDING, y);
  }

  /**
   * Marks the end of a timer: a disc if it fired, a cross if it was cancelled, nothing while it is
   * armed.
   */
  private void mark(Span.Timer timer, double x, double y) {
    switch (timer.ending()) {
      case FIRED -> brush.disc(x, y, MARK, brush.palette.word(Tone.ACCENT));
      case CANCELLED -> brush.cross(x, y, MARK - 0.5, brush.palette.argb(Tone.MUTED));
      case OPEN -> {}
    }
  }

  private void words(Span.Timer timer, double x, double room, double y) {
    TextStyle style =
        TextStyle.of(TextStyle.Face.INTER_MEDIUM, WORDS, brush.palette.argb(Tone.TEXT));
    String duration = Text.duration(timer.dueNanos() - timer.fromNanos());
    String ending =
        switch (timer.ending()) {
          case FIRED -> ", fired";
          case CANCELLED -> ", cancelled after " + Text.duration(timer.interval().durationNanos());
          case OPEN -> ", armed";
        };
    List.of(duration + ending, duration).stream()
        .filter(text -> brush.widths.width(text, style) <= room)
        .findFirst()
        .ifPresent(text -> brush.labels.inside(x, room, y + BASELINE, text, style));
  }
}
