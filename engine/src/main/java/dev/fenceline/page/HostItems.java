package dev.fenceline.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.paint.Tones;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.picture.Outstanding;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.swimlane.picture.Stack;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.Span;
import java.util.Locale;

/** The items of a controller as the host sees it. */
final class HostItems {
  private static final double LINE_HEIGHT = 7;
  private static final double BOX_HEIGHT = 12;
  private static final int CCR_LOG_PAGE = 0x1E;

  private final Picture picture;
  private final PageItems items;

  HostItems(Picture picture, PageItems items) {
    this.picture = picture;
    this.items = items;
  }

  void add(Lane lane, double y) {
    items.each(picture, picture.shown().controllers(lane), (span, _) -> state(span, y));
    items.each(picture, picture.shown().keepAlives(lane), (span, _) -> keepAlive(span, y));
    items.each(picture, picture.shown().resets(lane), (span, _) -> ccr(span, y));
    items.each(picture, picture.shown().logReads(lane), (event, _) -> logRead(event, y));
    double top = y + LaneLayout.heldTop(picture, lane);
    items.each(picture, picture.shown().outstanding(lane), (stack, _) -> outstanding(stack, top));
    double holdTop = y + LaneLayout.holdTop(picture, lane);
    items.each(picture, picture.shown().holds(lane), (hold, _) -> hold(hold, holdTop));
  }

  private void state(Span.Controller span, double y) {
    String word = span.state().word().toUpperCase(Locale.ROOT);
    ObjectNode item =
        items.add(
            "state",
            y + LaneLayout.BAR_TOP,
            LaneLayout.BAR_HEIGHT,
            span.fromNanos(),
            span.toNanos(),
            Tones.of(span.state()));
    item.put("p", word);
    item.put("w", word + picture.attempt(span));
    item.put("s", picture.words().controller(span));
    item.put("n", "%s, %s so far".formatted(span.lane().name(), span.state().word()));
  }

  private void keepAlive(Span.KeepAlive span, double y) {
    String kind = span.answered() ? "alive" : span.interval().isOpen() ? "waiting" : "unanswered";
    ObjectNode item =
        items.add(
            kind,
            y + LaneLayout.KEEP_ALIVE_TOP,
            8,
            span.fromNanos(),
            span.toNanos(),
            span.answered() ? Tone.MUTED : Tone.SILENT);
    if (!span.answered() && span.ending() != Span.KeepAliveEnding.FAILED) {
      item.put("w", "no answer");
    }
    item.put("s", picture.words().keepAlive(span));
    item.put("n", "keep alive, no answer so far");
  }

  private void ccr(Span.Ccr span, double y) {
    Copy copy = picture.journeys().copyOf(span.interval().beginSequence());
    Event answer = copy == null ? null : copy.first(CommandEvent.Completed.class);
    long answered = answer == null ? span.toNanos() : answer.nanos();
    ObjectNode item = box(span.fromNanos(), answered, y, Tone.CCR, "CCR");
    item.put("s", picture.words().ccr(span, answered)).put("a", span.toNanos());
    item.put("n", "cross-controller reset of " + span.impacted().name());
  }

  private void logRead(Event event, double y) {
    if (event.detail() instanceof AenEvent.LogRead read && read.logPage() == CCR_LOG_PAGE) {
      Event cause = picture.timeline().find(event.cause());
      long from = cause == null ? event.nanos() : cause.nanos();
      ObjectNode item = box(from, event.nanos(), y, Tone.AEN, "log 1Eh");
      item.put("s", "log page 1Eh read: " + read.text()).put("n", "log page 1Eh is read");
    }
  }

  private ObjectNode box(long from, long to, double y, Tone tone, String word) {
    return items.add("box", y + LaneLayout.ADMIN_TOP, BOX_HEIGHT, from, to, tone).put("w", word);
  }

  private void outstanding(Stack<Outstanding> stack, double top) {
    double y = top;
    for (Outstanding line : stack.lines()) {
      if (line.heldNanos() > line.fromNanos()) {
        line(line.fromNanos(), line.heldNanos(), y, Tone.COMMAND, line)
            .put("s", picture.words().waiting(line))
            .put("n", "sent, without an answer so far");
      }
      if (line.isHeld()) {
        line(line.heldNanos(), line.toNanos(), y, Tone.HOLD, line)
            .put("s", picture.words().held(line))
            .put("n", "held so far");
      }
      y += LaneLayout.HELD_STEP;
    }
    Tone tone = stack.all().getFirst().isHeld() ? Tone.HOLD : Tone.TEXT;
    double middle = ((stack.lines().size() - 1) * LaneLayout.HELD_STEP + LINE_HEIGHT) / 2 + 4;
    String words = picture.words().outstanding(stack);
    items.label(top + middle, stack.toNanos(), stack.toNanos(), tone, words);
  }

  private ObjectNode line(long from, long to, double y, Tone tone, Outstanding line) {
    return items.add("line", y, LINE_HEIGHT, from, to, tone).put("a", line.toNanos());
  }

  private void hold(Span.Hold hold, double y) {
    ObjectNode item =
        items.add("hold", y, LaneLayout.HOLD_HEIGHT, hold.fromNanos(), hold.toNanos(), Tone.HOLD);
    item.put("w", "Held until " + Text.moment(hold.untilNanos()));
    String why = picture.reasons().why(hold);
    item.put("s", why).put("n", "Held until " + Text.moment(hold.untilNanos()));
  }
}
