package dev.fenceline.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds the elements of a list that matter (after Zeller and Hildebrandt, Simplifying and Isolating
 * Failure-Inducing Input, 2002): removes smaller and smaller parts while the rest still fails.
 */
final class DeltaDebugging {
  private DeltaDebugging() {}

  /**
   * Returns the shortest list found. If any one of its elements is removed, it no longer fails.
   *
   * @param items a list that fails
   * @param fails whether a list with fewer of the items, in their order, fails too
   */
  static <T> List<T> shortest(List<T> items, Predicate<List<T>> fails) {
    List<T> kept = items;
    for (int part = items.size(); part > 0; ) {
      int before = kept.size();
      kept = withoutParts(kept, part, fails);
      boolean again = part == 1 && kept.size() < before;
      part = again ? 1 : part / 2;
    }
    return kept;
  }

  private static <T> List<T> withoutParts(List<T> items, int part, Predicate<List<T>> fails) {
    List<T> kept = items;
    for (int from = 0; from < kept.size(); ) {
      List<T> fewer = new ArrayList<>(kept.subList(0, from));
      fewer.addAll(kept.subList(Math.min(from + part, kept.size()), kept.size()));
      if (fails.test(fewer)) {
        kept = fewer;
      } else {
        from += part;
      }
    }
    return kept;
  }
}
