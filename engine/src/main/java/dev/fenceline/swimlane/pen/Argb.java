package dev.fenceline.swimlane.pen;

/**
 * Colours as {@code int}: opacity, red, green, blue, 8 bits each. Contrast follows the definition
 * in WCAG 2.
 */
public final class Argb {
  private Argb() {}

  /** Makes a colour less opaque by a factor from 0 to 1. */
  public static int fade(int argb, double factor) {
    return ((int) Math.round((argb >>> 24) * factor) << 24) | (argb & 0xff_ff_ff);
  }

  /** Returns the contrast ratio of two opaque colours, 1 to 21. */
  static double contrast(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /**
   * Shifts a colour towards black or white until its contrast with the background reaches the
   * ratio.
   */
  public static int legible(int argb, int ground, double ratio) {
    int towards = luminance(ground) > 0.4 ? 0 : 0xff;
    int best = argb;
    for (int step = 1; step <= 20 && contrast(best, ground) < ratio; step++) {
      best = mix(argb, towards, step / 20.0);
    }
    return best;
  }

  private static int mix(int argb, int towards, double part) {
    int mixed = argb >>> 24;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double value = channel(argb, shift);
      mixed = (mixed << 8) | (int) Math.round(value + (towards - value) * part);
    }
    return mixed;
  }

  private static int channel(int argb, int shift) {
    return (argb >>> shift) & 0xff;
  }

  private static double luminance(int argb) {
    return 0.2126 * linear(channel(argb, 16))
        + 0.7152 * linear(channel(argb, 8))
        + 0.0722 * linear(channel(argb, 0));
  }

  private static double linear(int value) {
    double part = value / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
