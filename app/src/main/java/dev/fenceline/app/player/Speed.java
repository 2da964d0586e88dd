package dev.fenceline.app.player;

import java.util.List;

/** How fast a session is replayed. */
enum Speed {
  THOUSANDTH(0.001, "0.001×"),
  HUNDREDTH(0.01, "0.01×"),
  TENTH(0.1, "0.1×"),
  HALF(0.5, "0.5×"),
  NORMAL(1, "1×"),
  DOUBLE(2, "2×"),
  FIVE(5, "5×"),
  TEN(10, "10×");

  private static final List<Speed> ALL = List.of(values());

  private final double factor;
  private final String words;

  Speed(double factor, String words) {
    this.factor = factor;
    this.words = words;
  }

  /** Session time per wall time. */
  double factor() {
    return factor;
  }

  /** As the button shows it. */
  String words() {
    return words;
  }

  /** The next faster one; the fastest stays. */
  Speed faster() {
    return ALL.get(Math.min(ALL.indexOf(this) + 1, ALL.size() - 1));
  }

  /** The next slower one; the slowest stays. */
  Speed slower() {
    return ALL.get(Math.max(ALL.indexOf(this) - 1, 0));
  }
}
