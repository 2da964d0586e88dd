package dev.fenceline.swimlane.paint;

import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.picture.Counter;
import dev.fenceline.swimlane.picture.LaneCommands;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.span.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Paints the commands in flight or at media: individually where they are wide enough to be
 * distinguished, otherwise as their number in each column of pixels.
 */
final class LoadPainter {
  private static final double HEIGHT = 3;
  private static final double MANY = 6;
  private static final double LEAST = 0.35;

  /** Minimum width in pixels at which a command is drawn separately. */
  private static final double SINGLE_WIDTH = 4;

  private static final double SINGLES_HEIGHT = 6;
  private static final int SLOTS_MAX = 3;
  private static final double SLOT_GAP = 0.5;

  private final Brush brush;

  /** A command with its pixels and its slot in the stack. */
  private record Single(Span.OfCommand span, double x, double toX, int slot) {}

  LoadPainter(Brush brush) {
    this.brush = brush;
  }

  void paint(LaneCommands commands, double y) {
    TimeScale scale = brush.scale;
    List<Single> singles = singles(commands.seen(scale.fromNanos(), scale.toNanos()));
    columns(commands.counter(), singles, y);
    int slots = singles.stream().mapToInt(single -> single.slot() + 1).max().orElse(1);
    singles.forEach(single -> single(single, SINGLES_HEIGHT / slots, y - 1));
  }

  private List<Single> singles(List<? extends Span.OfCommand> spans) {
    List<Single> singles = new ArrayList<>();
    double[] busyTo = new double[SLOTS_MAX];
    Arrays.fill(busyTo, Double.NEGATIVE_INFINITY);
    for (Span.OfCommand span : spans) {
      double x = brush.x(span.fromNanos());
      double toX = brush.x(span.toNanos());
      if (toX - x >= SINGLE_WIDTH) {
        int slot = 0;
        while (slot < SLOTS_MAX - 1 && busyTo[slot] > x) {
          slot++;
        }
        busyTo[slot] = Math.max(busyTo[slot], toX);
        singles.add(new Single(span, x, toX, slot));
      }
    }
    return singles;
  }

  private void columns(Counter counter, List<Single> singles, double y) {
    TimeScale scale = brush.scale;
    int first = (int) Math.ceil(scale.left());
    int count = (int) Math.floor(scale.right()) - first;
    if (count <= 0) {
      return;
    }
    int[] argb = new int[count];
    long from = Math.round(scale.nanos(first));
    Counter.Walk walk = counter.walk();
    for (int i = 0; i < count; i++) {
      long to = Math.round(scale.nanos(first + i + 1.0));
      int there = walk.during(from, to);
      double part = Math.min(1, there / MANY);
      argb[i] = there == 0 ? 0 : brush.palette.argb(Tone.ACCENT, LEAST + (0.8 - LEAST) * part);
      from = to;
    }
    for (Single single : singles) {
      int start = Math.clamp((int) Math.floor(single.x()) - first, 0, count);
      int end = Math.clamp((int) Math.ceil(single.toX()) - first, start, count);
      Arrays.fill(argb, start, end, 0);
    }
    brush.pen.columns(first, y, HEIGHT, argb);
  }

  private void single(Single single, double height, double y) {
    Span.OfCommand span = single.span();
    double top = y + single.slot() * height;
    double width = single.toX() - single.x() - SLOT_GAP;
    double opacity = span.isWrite() ? 0.9 : 0.5;
    Ink ink =
        Ink.of(brush.palette.argb(isLost(span) ? Tone.RESETTING : Tone.ACCENT, opacity)).rounded(1);
    brush.pen.fill(single.x(), top, width, height - SLOT_GAP, ink);
    brush.hit(
        single.x(),
        top,
        width,
        height - SLOT_GAP,
        span.interval().beginSequence(),
        span.fromNanos(),
        span.toNanos(),
        () -> words(span));
  }

  private static boolean isLost(Span.OfCommand span) {
    return switch (span) {
      case Span.Command command -> command.ending() == Span.CommandEnding.CANCELLED;
      case Span.AtMedia media -> media.ending() == Span.MediaEnding.REVOKED;
    };
  }

  private static String words(Span.OfCommand span) {
    return "%s, %s at 0x%x, command %d of queue %d: %s %s"
        .formatted(
            span.label(),
            Text.count(span.blocks(), "block"),
            span.lba(),
            span.cid(),
            span.qid(),
            Text.duration(span.interval().durationNanos()),
            ending(span));
  }

  private static String ending(Span.OfCommand span) {
    return switch (span) {
      case Span.Command it ->
          switch (it.ending()) {
            case OPEN -> "without an answer so far";
            case COMPLETED -> "until its answer";
            case CANCELLED -> "until the host gave it up";
          };
      case Span.AtMedia it ->
          switch (it.ending()) {
            case OPEN -> "at media so far";
            case EXECUTED -> "at media";
            case REVOKED -> "at media, then taken back";
          };
    };
  }
}
