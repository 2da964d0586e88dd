package dev.fenceline.scenario.setting;

import java.util.List;

/** The values that a setting takes. */
public sealed interface Range {
  /** A time from {@code minNanos} to {@code maxNanos}; {@code never} allows the word "never". */
  record Times(long minNanos, long maxNanos, boolean never) implements Range {
    @Override
    public String toString() {
      return "%s to %s%s"
          .formatted(TimeText.of(minNanos), TimeText.of(maxNanos), never ? ", or never" : "");
    }
  }

  /** A moment of the session, such as {@code 6.2 s} or {@code 6 s + random 1 s}. */
  record Moments(long minNanos, long maxNanos) implements Range {
    @Override
    public String toString() {
      return "a moment from %s to %s".formatted(TimeText.of(minNanos), TimeText.of(maxNanos));
    }
  }

  /** A whole number from {@code min} to {@code max}. */
  record Numbers(long min, long max) implements Range {
    @Override
    public String toString() {
      return min + " to " + max;
    }
  }

  /** One of a fixed set of words. */
  record Words(List<String> words) implements Range {
    public Words {
      words = List.copyOf(words);
    }

    @Override
    public String toString() {
      return String.join(", ", words);
    }
  }

  /** {@code on} or {@code off}. */
  record Switch() implements Range {
    @Override
    public String toString() {
      return "on, off";
    }
  }
}
