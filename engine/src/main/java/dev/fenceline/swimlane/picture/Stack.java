package dev.fenceline.swimlane.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Items of one lane that overlap in time, in the order in which they began. Each of the first few
 * has its own line, and the lines are stacked.
 *
 * @param all the items
 * @param fromNanos when the first of them began
 * @param toNanos when the last of them ended
 */
public record Stack<T>(List<T> all, long fromNanos, long toNanos) {
  /** Maximum number of outstanding or slow commands that have their own line. */
  public static final int LINES_MAX = 4;

  public Stack {
    all = List.copyOf(all);
  }

  /** Returns the stacks of items that last from one moment to another, in order. */
  static <T> List<Stack<T>> of(List<T> things, ToLongFunction<T> from, ToLongFunction<T> to) {
    List<Stack<T>> stacks = new ArrayList<>();
    List<T> together = new ArrayList<>();
    long end = Long.MIN_VALUE;
    for (T thing : things.stream().sorted(Comparator.comparingLong(from)).toList()) {
      if (!together.isEmpty() && from.applyAsLong(thing) > end) {
        stacks.add(new Stack<>(together, from.applyAsLong(together.getFirst()), end));
        together.clear();
      }
      together.add(thing);
      end = Math.max(end, to.applyAsLong(thing));
    }
    if (!together.isEmpty()) {
      stacks.add(new Stack<>(together, from.applyAsLong(together.getFirst()), end));
    }
    return List.copyOf(stacks);
  }

  /** Returns the items that have a line. */
  public List<T> lines() {
    return all.subList(0, Math.min(LINES_MAX, all.size()));
  }

  /** Returns the number of lines of the highest stack. */
  public static int height(List<? extends Stack<?>> stacks) {
    return stacks.stream().mapToInt(stack -> stack.lines().size()).max().orElse(0);
  }
}
