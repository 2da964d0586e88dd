package dev.fenceline.swimlane.pen;

/**
 * The fill of an area.
 *
 * @param argb colour; 8 bits each of opacity, red, green, blue
 * @param hatch the pattern in that colour
 * @param outlineArgb colour of a border of one pixel, or 0 if there is none
 * @param radius corner radius in pixels
 */
public record Ink(int argb, Hatch hatch, int outlineArgb, double radius) {
  /** The patterns that distinguish states without colour. */
  public enum Hatch {
    /** Plain colour. */
    SOLID,
    /** Stripes that rise to the right: requests are held. */
    RISING,
    /** Stripes that fall to the right: a path is silent. */
    FALLING,
    /** Dots: deleting or dead. */
    DOTS
  }

  /** Distance in pixels between two stripes, perpendicular to them, or between two dots. */
  public static final double HATCH_PERIOD = 8;

  /** Returns the thickness of a stripe of this ink, or the diameter of its dots, in pixels. */
  public double stripe() {
    return hatch == Hatch.RISING ? 3 : 2.5;
  }

  /** Returns the colour between the stripes: a faint version of the ink. */
  public int ground() {
    return Argb.fade(argb, 0.2);
  }

  /** Creates an ink of plain colour with square corners. */
  public static Ink of(int argb) {
    return new Ink(argb, Hatch.SOLID, 0, 0);
  }

  /** Returns the same ink with round corners. */
  public Ink rounded(double newRadius) {
    return new Ink(argb, hatch, outlineArgb, newRadius);
  }

  /** Returns the same ink with a border. */
  public Ink outlined(int newOutlineArgb) {
    return new Ink(argb, hatch, newOutlineArgb, radius);
  }

  /** Returns the same ink, less opaque by a factor from 0 to 1. */
  public Ink faded(double opacity) {
    return new Ink(Argb.fade(argb, opacity), hatch, outlineArgb, radius);
  }
}
