package dev.fenceline.clock;

import java.util.SplittableRandom;

/**
 * Source of a run's randomness. Each component forks a seed by its own name, so that a new
 * component does not change the random numbers of the others.
 *
 * @param value any number
 */
public record Seed(long value) {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** Every JSON reader keeps numbers up to this limit exactly. */
  private static final long DRAWN_LIMIT = 1L << 53;

  /**
   * Returns a different seed each time, for services that must not repeat the values of their last
   * start.
   */
  public static Seed drawn() {
    return new Seed(new SplittableRandom().nextLong(1, DRAWN_LIMIT));
  }

  /** Returns the seed of a component. Each name has its own seed, which is always the same. */
  public Seed fork(String component) {
    long hash = value;
    for (int i = 0; i < component.length(); i++) {
      hash = (hash ^ component.charAt(i)) * MIX;
      hash ^= hash >>> 29;
    }
    return new Seed(hash);
  }

  /** Returns a new generator. All generators of a seed produce the same numbers. */
  public SplittableRandom random() {
    return new SplittableRandom(value);
  }
}
