package dev.fenceline.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.PathState;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.paint.Tones;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.picture.Gap;
import dev.fenceline.swimlane.picture.PathReset;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.swimlane.picture.SlowCommand;
import dev.fenceline.swimlane.picture.Stack;
import dev.fenceline.timeline.span.Span;
import java.util.List;
import java.util.Locale;

/** The items of a controller instance at the target, and those of a path. */
final class TargetItems {
  private static final double LINE_HEIGHT = 6;
  private static final double PATH_MIDDLE = 20;
  private static final double PATH_TOP = 8;
  private static final double PATH_HEIGHT = 24;

  private final Picture picture;
  private final PageItems items;

  TargetItems(Picture picture, PageItems items) {
    this.picture = picture;
    this.items = items;
  }

  void instance(Lane lane, double y) {
    items.each(picture, picture.shown().instances(lane), (span, _) -> state(span, y));
    items.each(picture, picture.shown().slow(lane), (stack, _) -> slow(stack, y));
  }

  private void state(Span.Instance span, double y) {
    String word = span.state().word().toUpperCase(Locale.ROOT);
    ObjectNode item =
        items.add(
            "state",
            y + LaneLayout.BAR_TOP,
            LaneLayout.INSTANCE_BAR_HEIGHT,
            span.fromNanos(),
            span.toNanos(),
            Tones.of(span.state()));
    item.put("p", word).put("w", word).put("s", picture.words().instance(span));
    item.put("n", "controller %s, %s so far".formatted(span.lane().name(), span.state().word()));
  }

  private void slow(Stack<SlowCommand> stack, double y) {
    double top = y + LaneLayout.SLOW_TOP;
    for (SlowCommand command : stack.lines()) {
      Span.AtMedia span = command.span();
      boolean stale = command.isStale();
      ObjectNode item =
          items.add(
              "slow",
              top,
              LINE_HEIGHT,
              span.fromNanos(),
              span.toNanos(),
              stale ? Tone.BAD : Tone.COMMAND);
      item.put("e", stale ? "STALE" : span.ending().name());
      item.put("s", picture.words().fate(List.of(command))).put("n", "at media so far");
      top += LaneLayout.SLOW_STEP;
    }
    boolean stale = stack.all().stream().anyMatch(SlowCommand::isStale);
    items.label(
        top + 10,
        stack.fromNanos(),
        stack.toNanos(),
        stale ? Tone.BAD : Tone.MUTED,
        picture.words().fate(stack.all()));
  }

  void path(Lane lane, double y) {
    items.each(
        picture,
        picture.shown().paths(lane),
        (span, _) -> {
          if (span.worst() == PathState.UP) {
            items
                .add("up", y + PATH_MIDDLE, 0, span.fromNanos(), span.toNanos(), Tone.LIVE)
                .put("s", "path " + span.lane().name() + ": up");
          } else {
            down(span, y);
          }
        });
    picture.resets(lane).forEach(reset -> reset(reset, y));
    items.each(picture, picture.shown().gaps(lane), (gap, _) -> gap(gap, y));
  }

  private void down(Span.Path span, double y) {
    ObjectNode item =
        items.add("down", y + PATH_TOP, PATH_HEIGHT, span.fromNanos(), span.toNanos(), Tone.SILENT);
    boolean told = span.worst() == PathState.REFUSING;
    item.put("p", span.word());
    item.put("w", told ? span.word() : span.word() + ": neither side is notified");
    item.put("s", picture.words().path(span));
    item.put("n", "path %s, %s so far".formatted(span.lane().name(), span.word()));
  }

  private void reset(PathReset reset, double y) {
    Event event = reset.event();
    items
        .add("cross", y + PATH_MIDDLE, 0, event.nanos(), event.nanos(), Tone.SILENT)
        .put("w", "reset")
        .put("s", picture.words().reset(reset));
  }

  private void gap(Gap gap, double y) {
    items
        .add("gap", y + PATH_MIDDLE, 0, gap.fromNanos(), gap.toNanos(), Tone.MUTED)
        .put("w", "not decoded")
        .put("s", gap.words());
  }
}
