package dev.fenceline.benchmark;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A fixed work that has nothing to do with Fenceline. How long it takes says how fast a machine is
 * now, so that the figures of two machines, or of two hours on a shared one, can be compared.
 */
final class Yardstick {
  private static final int NUMBERS = 400_000;
  private static final int TIMES = 12;

  private Yardstick() {}

  /** Returns how long the work takes on one core once it is compiled, in milliseconds. */
  static double millis() {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      Reference.reachabilityFence(work());
      best = Math.min(best, System.nanoTime() - start);
    }
    return best / 1e6;
  }

  /** Sorts numbers, counts them in a map, and puts some of them into words. */
  private static Object work() {
    long[] numbers = new SplittableRandom(1).longs(NUMBERS, 0, NUMBERS).toArray();
    Arrays.sort(numbers);
    Map<Long, Integer> counts = new HashMap<>();
    StringBuilder words = new StringBuilder();
    for (long number : numbers) {
      if (counts.merge(number * 31 % NUMBERS, 1, Integer::sum) > 2) {
        words.append(number).append(' ');
      }
    }
    return words.length() + counts.values().stream().mapToLong(each -> each).sum();
  }
}
