package dev.fenceline.swimlane.picture;

import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.level.Columns;
import dev.fenceline.timeline.EventSet;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.span.Span;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * The events that match a filter, by lane, and the items of the picture that they begin or end.
 * Immutable.
 */
public final class Matches {
  private final Timeline timeline;
  private final int[] all;
  private final Map<Lane, int[]> byLane;
  private final int[] items;

  private Matches(Timeline timeline, int[] all, Map<Lane, int[]> byLane, int[] items) {
    this.timeline = timeline;
    this.all = all;
    this.byLane = byLane;
    this.items = items;
  }

  /** Sorts the matching events of a picture, in time proportional to their number. */
  public static Matches of(Picture picture, EventSet found) {
    Timeline timeline = picture.timeline();
    int[] all = found.stream().toArray();
    Map<Lane, IntStream.Builder> builders = new HashMap<>();
    for (int sequence : all) {
      builders.computeIfAbsent(timeline.lane(sequence - 1), _ -> IntStream.builder()).add(sequence);
    }
    Map<Lane, int[]> byLane = new HashMap<>();
    builders.forEach((lane, builder) -> byLane.put(lane, builder.build().toArray()));
    IntStream ended =
        byLane.keySet().stream()
            .flatMap(lane -> picture.spans().spans(lane).stream())
            .filter(span -> hasEnd(span) && has(all, span.interval().endSequence()))
            .mapToInt(span -> Math.toIntExact(span.interval().beginSequence()));
    int[] items = IntStream.concat(Arrays.stream(all), ended).sorted().distinct().toArray();
    return new Matches(timeline, all, byLane, items);
  }

  /**
   * Reports whether the end of a span belongs to the same item. The end of a state is the beginning
   * of the next one.
   */
  private static boolean hasEnd(Span span) {
    return switch (span) {
      case Span.Controller _, Span.Instance _, Span.Path _ -> false;
      case Span.Command _, Span.Held _, Span.AtMedia _, Span.Hold _ -> true;
      case Span.KeepAlive _, Span.Ccr _, Span.Timer _ -> true;
    };
  }

  private static boolean has(int[] sorted, long sequence) {
    return Arrays.binarySearch(sorted, Math.toIntExact(sequence)) >= 0;
  }

  /** Returns the number of matching events. */
  public int size() {
    return all.length;
  }

  /** Reports whether any event of a lane matches. */
  public boolean isOn(Lane lane) {
    return byLane.containsKey(lane);
  }

  /** Reports whether the item that an event begins matches: its first or its last event does. */
  public boolean isItem(long sequence) {
    return has(items, sequence);
  }

  /** Passes the position of the first match of a lane in each column of pixels that has one. */
  public void look(Lane lane, Columns columns, DoubleConsumer tick) {
    look(byLane.getOrDefault(lane, new int[0]), columns, tick);
  }

  /** Passes the position of the first match on any lane in each column that has one. */
  public void look(Columns columns, DoubleConsumer tick) {
    look(all, columns, tick);
  }

  private void look(int[] sequences, Columns columns, DoubleConsumer tick) {
    int at = from(sequences, 0, columns.fromNanos());
    while (at < sequences.length && nanos(sequences, at) <= columns.toNanos()) {
      double x = columns.x(nanos(sequences, at));
      tick.accept(x);
      at = from(sequences, at + 1, (long) Math.ceil(columns.nanos(Math.floor(x) + 1)));
    }
  }

  private long nanos(int[] sequences, int at) {
    return timeline.nanos(sequences[at] - 1);
  }

  /** Returns the first position from a given one on whose event is not before a moment. */
  private int from(int[] sequences, int first, long nanos) {
    int low = first;
    int high = sequences.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (nanos(sequences, middle) < nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
