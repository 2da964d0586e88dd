package dev.fenceline.swimlane.paint;

import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.picture.Outstanding;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.swimlane.picture.Stack;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.span.Span;
import java.util.List;
import java.util.function.Supplier;

/**
 * Paints what a failed controller left behind: commands without a completion, held or cancelled,
 * and the hold.
 */
final class OutstandingPainter {
  private static final double LINE_HEIGHT = 7;
  private static final double LABEL_ROOM = 120;

  private final Brush brush;

  OutstandingPainter(Brush brush) {
    this.brush = brush;
  }

  void paint(Picture picture, Lane lane, double y) {
    double top = y + LaneLayout.heldTop(picture, lane);
    picture
        .shown()
        .outstanding(lane)
        .look(
            brush.scale,
            (stack, _) -> {
              for (int i = 0; i < stack.lines().size(); i++) {
                line(picture, stack.lines().get(i), top + i * LaneLayout.HELD_STEP);
              }
              label(picture, stack, top);
            });
    double holdTop = y + LaneLayout.holdTop(picture, lane);
    picture.shown().holds(lane).look(brush.scale, (hold, _) -> hold(picture, hold, holdTop));
  }

  private void line(Picture picture, Outstanding line, double y) {
    if (!brush.scale.shows(line.fromNanos(), line.toNanos())) {
      return;
    }
    long sequence = line.sequence();
    Supplier<String> words = () -> picture.words().waiting(line);
    Ink waiting = Ink.of(brush.palette.calm(Tone.COMMAND)).rounded(2);
    if (line.heldNanos() > line.fromNanos()) {
      brush.bar(line.fromNanos(), line.heldNanos(), y, LINE_HEIGHT, waiting, sequence, words);
    }
    if (line.isHeld()) {
      Ink held = brush.palette.fill(Tone.HOLD).rounded(2);
      brush.bar(
          line.heldNanos(),
          line.toNanos(),
          y,
          LINE_HEIGHT,
          held,
          sequence,
          () -> picture.words().held(line));
    }
  }

  private void label(Picture picture, Stack<Outstanding> stack, double top) {
    List<Outstanding> all = stack.all();
    Outstanding first = all.getFirst();
    long end = stack.toNanos();
    boolean held = first.isHeld();
    String text = picture.words().outstanding(stack);
    int lines = Math.min(Stack.LINES_MAX, all.size());
    double y = top + ((lines - 1) * LaneLayout.HELD_STEP + LINE_HEIGHT) / 2 + 4;
    TextStyle style = brush.remark(held ? Tone.HOLD : Tone.TEXT);
    double x = brush.x(end) + 8;
    if (!brush.scale.shows(first.fromNanos(), end)
        || brush.labels.after(x, y, text, style, LABEL_ROOM)) {
      return;
    }
    brush.labels.near(
        brush.x(first.fromNanos()) - 8, y, text, style.anchored(TextStyle.Anchor.END));
  }

  private void hold(Picture picture, Span.Hold hold, double y) {
    String text = "Held until " + Text.moment(hold.untilNanos());
    brush.bar(
        hold.fromNanos(),
        hold.toNanos(),
        y,
        LaneLayout.HOLD_HEIGHT,
        brush.palette.fill(Tone.HOLD).rounded(3),
        hold.interval().beginSequence(),
        () -> picture.reasons().why(hold));
    TextStyle style = brush.remark(Tone.TEXT).anchored(TextStyle.Anchor.MIDDLE);
    double middle =
        (Math.max(brush.scale.left(), brush.x(hold.fromNanos()))
                + Math.min(brush.scale.right(), brush.x(hold.toNanos())))
            / 2;
    brush.labels.near(middle, y + LaneLayout.HOLD_HEIGHT - 3.5, text, style);
  }
}
