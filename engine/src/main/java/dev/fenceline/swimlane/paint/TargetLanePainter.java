package dev.fenceline.swimlane.paint;

import dev.fenceline.event.Lane;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.LaneLayout.Row;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.swimlane.picture.SlowCommand;
import dev.fenceline.swimlane.picture.Stack;
import dev.fenceline.timeline.span.Span;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Paints one controller instance at the target: its state, and the commands at media. */
final class TargetLanePainter {
  private static final double LINE_HEIGHT = 6;
  private static final double PADDING = 8;

  /** Opacity of the bar of a stale write, so that the red line of its journey shows through. */
  private static final double STALE_OPACITY = 0.3;

  /**
   * Opacity of the target's bars on a dark background, where they are less prominent than the
   * host's.
   */
  private static final double CALM = 0.78;

  private final Brush brush;

  TargetLanePainter(Brush brush) {
    this.brush = brush;
  }

  void paint(Picture picture, Row row, double y) {
    Crowd crowd = new Crowd(brush);
    picture
        .shown()
        .instances(row.lane())
        .look(
            brush.scale,
            (span, hidden) -> {
              if (hidden > 0) {
                crowd.add(
                    brush.x(span.fromNanos()), brush.palette.argb(Tones.of(span.state())), hidden);
              } else if (span.state() != InstanceState.CREATED || isWide(span)) {
                state(picture, span, y + LaneLayout.BAR_TOP);
              }
            });
    crowd.paint(y + LaneLayout.BAR_TOP, LaneLayout.INSTANCE_BAR_HEIGHT);
    new LoadPainter(brush)
        .paint(
            picture.commands(row.lane()),
            y + LaneLayout.BAR_TOP + LaneLayout.INSTANCE_BAR_HEIGHT + 2);
    slow(picture, row.lane(), y);
  }

  private boolean isWide(Span span) {
    return brush.x(span.toNanos()) - brush.x(span.fromNanos()) > PADDING;
  }

  private void state(Picture picture, Span.Instance span, double y) {
    Tone tone = Tones.of(span.state());
    boolean calm = tone == Tone.LIVE && brush.palette == Palette.DARK;
    Supplier<String> words = () -> picture.words().instance(span);
    double width =
        brush.bar(
            span.fromNanos(),
            span.toNanos(),
            y,
            LaneLayout.INSTANCE_BAR_HEIGHT,
            brush.palette.fill(tone).rounded(3).faded(calm ? CALM : 1),
            span.interval().beginSequence(),
            words);
    double from = Math.max(brush.scale.left(), brush.x(span.fromNanos()));
    double to = Math.min(brush.scale.right(), brush.x(span.fromNanos()) + width);
    String word = span.state().word().toUpperCase(Locale.ROOT);
    TextStyle style = brush.state(tone);
    boolean fits = brush.widths.width(word, style) <= to - from - PADDING;
    if (span.state() == InstanceState.CREATED && !fits) {
      // nothing of this instance is drawn to the left of it
      TextStyle beside = brush.remark(tone).anchored(TextStyle.Anchor.END);
      brush.labels.at(from - 6, y + 13, word, beside);
    } else {
      brush.labels.inside(from + PADDING, to - from - PADDING - 2, y + 13, word, style);
    }
  }

  private void slow(Picture picture, Lane lane, double y) {
    picture
        .shown()
        .slow(lane)
        .look(
            brush.scale,
            (stack, _) -> {
              int lines = stack.lines().size();
              for (int i = 0; i < lines; i++) {
                line(
                    picture,
                    stack.lines().get(i),
                    y + LaneLayout.SLOW_TOP + i * LaneLayout.SLOW_STEP);
              }
              label(picture, stack, y + LaneLayout.SLOW_TOP + lines * LaneLayout.SLOW_STEP + 10);
            });
  }

  private void line(Picture picture, SlowCommand command, double y) {
    Span.AtMedia span = command.span();
    if (!brush.scale.shows(span.fromNanos(), span.toNanos())) {
      return;
    }
    Tone tone = command.isStale() ? Tone.BAD : Tone.COMMAND;
    int argb =
        command.isStale() ? brush.palette.argb(tone, STALE_OPACITY) : brush.palette.calm(tone);
    Ink ink = Ink.of(argb).rounded(2);
    brush.bar(
        span.fromNanos(),
        span.toNanos(),
        y,
        LINE_HEIGHT,
        ink,
        span.interval().beginSequence(),
        () -> picture.words().fate(List.of(command)));
    double end = brush.x(span.toNanos());
    double middle = y + LINE_HEIGHT / 2;
    if (command.isStale()) {
      journey(brush.x(span.fromNanos()), end, middle);
      impact(end, middle);
    } else if (span.ending() == Span.MediaEnding.REVOKED) {
      brush.cross(end, middle, 4, brush.palette.line(Tone.RESETTING));
    } else if (span.ending() == Span.MediaEnding.EXECUTED) {
      brush.disc(end, middle, 3, brush.palette.line(Tone.LIVE));
    }
  }

  private void label(Picture picture, Stack<SlowCommand> stack, double y) {
    boolean stale = stack.all().stream().anyMatch(SlowCommand::isStale);
    TextStyle style = stale ? brush.remark(Tone.BAD) : brush.note();
    brush.labels.near(brush.x(stack.fromNanos()) + 6, y, picture.words().fate(stack.all()), style);
  }

  /** Continues the line of the arrow to the point at which the write lands. */
  private void journey(double x, double toX, double y) {
    Stroke stroke = Stroke.line(brush.palette.line(Tone.BAD), ArrowPainter.WIDTH);
    brush.pen.curve(new double[] {x, y, toX, y}, stroke, false);
  }

  /**
   * Marks a landing on newer data with a ring around a dot, as distinct from the cross that marks
   * an end.
   */
  private void impact(double x, double y) {
    int bad = brush.palette.word(Tone.BAD);
    brush.disc(x, y, 5.5, bad);
    brush.disc(x, y, 4, brush.palette.argb(Tone.BG));
    brush.disc(x, y, 2.5, bad);
  }
}
