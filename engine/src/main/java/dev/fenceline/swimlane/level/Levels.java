package dev.fenceline.swimlane.level;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Items that last from one moment to another, in the order in which they begin. If only a few are
 * visible, each is shown. If more are visible than pixels can show, each column of pixels shows the
 * worst of the items that begin in it, and the items that are wide enough to be distinguished. The
 * time needed depends on the number of columns. Not thread-safe while it grows.
 *
 * @param <T> the type of the items
 */
public final class Levels<T> {
  /** Maximum number of visible items that are all shown, whatever their distance. */
  static final int EACH_MAX = 160;

  /** Minimum width in pixels at which an item is shown even if worse ones begin beside it. */
  static final double WIDE = 4;

  /** Maximum number of wide items that are shown in one column. */
  private static final int WIDE_MAX = 4;

  /** Receives the items to show. */
  public interface Seen<T> {
    /**
     * Receives an item.
     *
     * @param hidden number of other items that begin in the same column of pixels and are not shown
     */
    void see(T thing, int hidden);
  }

  private final ToLongFunction<? super T> from;
  private final ToLongFunction<? super T> to;
  private final ToIntFunction<? super T> weight;
  private final List<T> things = new ArrayList<>();
  private final Peaks ends = new Peaks();
  private final Peaks weights = new Peaks();
  private long[] begins = new long[16];

  /**
   * Creates an empty collection.
   *
   * @param from when an item begins, in nanoseconds
   * @param to when an item ends
   * @param weight how bad or rare an item is; of several in one column, the heaviest is shown
   */
  public Levels(
      ToLongFunction<? super T> from,
      ToLongFunction<? super T> to,
      ToIntFunction<? super T> weight) {
    this.from = from;
    this.to = to;
    this.weight = weight;
  }

  /** Appends all items of a list in its order. */
  public Levels<T> with(Iterable<? extends T> more) {
    more.forEach(this::add);
    return this;
  }

  /**
   * Appends an item.
   *
   * @throws IllegalArgumentException if it begins before the previous item
   */
  public void add(T thing) {
    int index = things.size();
    long begin = from.applyAsLong(thing);
    if (index > 0 && begin < begins[index - 1]) {
      throw new IllegalArgumentException(
          "a thing that begins at %d ns came after one at %d ns"
              .formatted(begin, begins[index - 1]));
    }
    if (index == begins.length) {
      begins = Arrays.copyOf(begins, 2 * index);
    }
    begins[index] = begin;
    ends.add(to.applyAsLong(thing));
    weights.add(weight.applyAsInt(thing));
    things.add(thing);
  }

  /** Returns the number of items. */
  public int size() {
    return things.size();
  }

  /** Passes the items to show in these columns to the receiver, from left to right. */
  public void look(Columns columns, Seen<? super T> seen) {
    long fromNanos = columns.fromNanos();
    int first = ends.first(0, size(), fromNanos);
    int end = begun(first, columns.toNanos());
    if (end - first <= EACH_MAX) {
      each(first, end, fromNanos, seen);
    } else {
      int within = begun(first, fromNanos - 1);
      each(first, within, fromNanos, seen);
      columns(columns, within, end, seen);
    }
  }

  private void each(int first, int end, long fromNanos, Seen<? super T> seen) {
    for (int i = ends.first(first, end, fromNanos);
        i < end;
        i = ends.first(i + 1, end, fromNanos)) {
      seen.see(things.get(i), 0);
    }
  }

  private void columns(Columns columns, int first, int end, Seen<? super T> seen) {
    int at = first;
    while (at < end) {
      double right = Math.floor(columns.x(begins[at])) + 1;
      int next =
          Math.min(end, Math.max(at + 1, begun(at, (long) Math.ceil(columns.nanos(right)) - 1)));
      if (next - at == 1) {
        seen.see(things.get(at), 0);
      } else {
        column(at, next, Math.round(columns.nanos(right + WIDE)), seen);
      }
      at = next;
    }
  }

  /** Shows the wide items of a column, then the heaviest. */
  private void column(int first, int end, long wideNanos, Seen<? super T> seen) {
    int worst = weights.highest(first, end);
    int wide = ends.first(first, end, wideNanos);
    int hidden = end - first - 1;
    for (int count = 0; wide < end && count < WIDE_MAX; count++) {
      if (wide != worst) {
        seen.see(things.get(wide), 0);
        hidden--;
      }
      wide = ends.first(wide + 1, end, wideNanos);
    }
    seen.see(things.get(worst), hidden);
  }

  /** Returns the index of the first item at or after an index that begins after a moment. */
  private int begun(int first, long nanos) {
    int found = first;
    int step = 1;
    while (found + step <= size() && begins[found + step - 1] <= nanos) {
      found += step;
      step *= 2;
    }
    for (; step > 0; step /= 2) {
      if (found + step <= size() && begins[found + step - 1] <= nanos) {
        found += step;
      }
    }
    return found;
  }
}
