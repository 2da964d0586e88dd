package dev.fenceline.clock;

import java.util.SplittableRandom;

/**
 * Where a run's randomness comes from. Each component forks a seed by its own name, so that adding
 * a component does not shift what the others draw.
 *
 * @param value any number
 */
public record Seed(long value) {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** As many as a JSON number keeps exactly, whoever reads it. */
  private static final long DRAWN_LIMIT = 1L << 53;

  /** Another one each time, for what must not repeat what it did at its last start. */
  public static Seed drawn() {
    return new Seed(new SplittableRandom().nextLong(1, DRAWN_LIMIT));
  }

  /** The seed of a component: the same for the same name, unlike that of any other name. */
  public Seed fork(String component) {
    long hash = value;
    for (int i = 0; i < component.length(); i++) {
      hash = (hash ^ component.charAt(i)) * MIX;
      hash ^= hash >>> 29;
    }
    return new Seed(hash);
  }

  /** A new generator that draws the same numbers each time it is asked for. */
  public SplittableRandom random() {
    return new SplittableRandom(value);
  }
}
