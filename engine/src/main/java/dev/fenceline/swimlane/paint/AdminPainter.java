package dev.fenceline.swimlane.paint;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.Span;
import java.util.function.Supplier;

/** Paints the commands of a cross-controller reset on the lane of its source. */
final class AdminPainter {
  private static final double HEIGHT = 12;
  private static final double CCR_WIDTH = 14;
  private static final double LOG_WIDTH = 14;
  private static final int CCR_LOG_PAGE = 0x1E;

  private final Brush brush;

  AdminPainter(Brush brush) {
    this.brush = brush;
  }

  void paint(Picture picture, Lane lane, double y) {
    picture.shown().resets(lane).look(brush.scale, (span, _) -> ccr(picture, span, y));
    picture.shown().logReads(lane).look(brush.scale, (event, _) -> logRead(picture, event, y));
  }

  private void logRead(Picture picture, Event event, double y) {
    if (event.detail() instanceof AenEvent.LogRead read && read.logPage() == CCR_LOG_PAGE) {
      Event cause = picture.timeline().find(event.cause());
      long from = cause == null ? event.nanos() : cause.nanos();
      box(
          from,
          event.nanos(),
          y,
          LOG_WIDTH,
          Tone.AEN,
          "log 1Eh",
          event.sequence(),
          () -> "log page 1Eh read: " + read.text());
    }
  }

  /**
   * Paints only the command, from submission to completion: the reset that it starts takes much
   * longer.
   */
  private void ccr(Picture picture, Span.Ccr span, double y) {
    Copy copy = picture.journeys().copyOf(span.interval().beginSequence());
    Event answer = copy == null ? null : copy.first(CommandEvent.Completed.class);
    long answered = answer == null ? span.toNanos() : answer.nanos();
    box(
        span.fromNanos(),
        answered,
        y,
        CCR_WIDTH,
        Tone.CCR,
        "CCR",
        span.interval().beginSequence(),
        () -> picture.words().ccr(span, answered));
  }

  private void box(
      long fromNanos,
      long toNanos,
      double y,
      double leastWidth,
      Tone tone,
      String word,
      long sequence,
      Supplier<String> words) {
    if (!brush.scale.shows(fromNanos, toNanos)) {
      return;
    }
    double x = brush.x(fromNanos);
    double width = Math.max(leastWidth, brush.x(toNanos) - x);
    brush.pen.fill(x, y, width, HEIGHT, brush.palette.fill(tone).rounded(3));
    brush.hit(x, y, width, HEIGHT, sequence, fromNanos, toNanos, words);
    brush.labels.after(x + width + 5, y + HEIGHT - 2.5, word, brush.protocol(tone), 24);
  }
}
