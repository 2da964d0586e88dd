package dev.fenceline.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.level.Levels;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.picture.Picture;

/**
 * The items of a picture as JSON, in the order in which they are drawn. The keys are short because
 * there are many items: {@code k} kind, {@code y} and {@code h} place and height in pixels, {@code
 * f} and {@code t} when it begins and ends, {@code c} colour, {@code w} words in it, {@code s} what
 * a hover says once it is over, {@code n} what a hover says before.
 */
final class PageItems {
  /** Where many items are close together, as many pixels as this decide which are drawn. */
  private static final double COLUMNS = 3_000;

  private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
  private long leftOut;

  /**
   * Passes the items that a page contains to the receiver: all, or if there are too many, the worst
   * of those that are close together.
   */
  static <T> void look(Picture picture, Levels<T> levels, Levels.Seen<? super T> seen) {
    levels.look(TimeScale.whole(picture.elastic(), 0, COLUMNS), seen);
  }

  /** Does the same, and counts the items that are left out. */
  <T> void each(Picture picture, Levels<T> levels, Levels.Seen<? super T> seen) {
    long[] passed = {0};
    look(
        picture,
        levels,
        (thing, hidden) -> {
          passed[0]++;
          seen.see(thing, hidden);
        });
    leftOut += levels.size() - passed[0];
  }

  /** Adds an item. */
  ObjectNode add(String kind, double y, double height, long fromNanos, long toNanos, Tone tone) {
    ObjectNode item = items.addObject().put("k", kind).put("y", y);
    if (height > 0) {
      item.put("h", height);
    }
    item.put("f", fromNanos);
    if (toNanos != fromNanos) {
      item.put("t", toNanos);
    }
    return item.put("c", tone.name());
  }

  /** Adds words beside a moment, which are shown only from another moment on. */
  void label(double y, long atNanos, long knownNanos, Tone tone, String words) {
    ObjectNode item = add("label", y, 0, atNanos, knownNanos, tone);
    item.put("w", words);
  }

  /** Returns all items. */
  ArrayNode json() {
    return items;
  }

  /** Returns how many items are not contained because others are too close. */
  long leftOut() {
    return leftOut;
  }
}
