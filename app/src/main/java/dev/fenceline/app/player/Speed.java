package dev.fenceline.app.player;

import java.util.List;

/** The speed of playback. */
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

  /** Returns session time per wall-clock time. */
  double factor() {
    return factor;
  }

  /** Returns the label of the button. */
  String words() {
    return words;
  }

  /** Returns the next faster speed, or the fastest if there is none. */
  Speed faster() {
    return ALL.get(Math.min(ALL.indexOf(this) + 1, ALL.size() - 1));
  }

  /** Returns the next slower speed, or the slowest if there is none. */
  Speed slower() {
    return ALL.get(Math.max(ALL.indexOf(this) - 1, 0));
  }
}
