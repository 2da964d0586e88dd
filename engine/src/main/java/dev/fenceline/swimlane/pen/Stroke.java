package dev.fenceline.swimlane.pen;

/**
 * How a curve is drawn.
 *
 * @param argb colour; 8 bits each of opacity, red, green, blue
 * @param width thickness in pixels
 * @param dash length of dashes and of gaps in pixels, or 0 for a solid line
 * @param shape the meaning of the points
 */
public record Stroke(int argb, double width, double dash, Shape shape) {
  /** The meaning of the points of a curve. */
  public enum Shape {
    /** Straight from point to point. */
    LINE,
    /** A cubic Bezier curve: a start, then two control points and an end for each segment. */
    BEZIER,
    /** A closed outline. */
    OUTLINE,
    /** A closed area, filled. */
    AREA
  }

  /** Creates a straight line. */
  public static Stroke line(int argb, double width) {
    return new Stroke(argb, width, 0, Shape.LINE);
  }

  /** Creates a dashed straight line. */
  public static Stroke dashed(int argb, double width, double dash) {
    return new Stroke(argb, width, dash, Shape.LINE);
  }

  /** Creates a Bezier curve. */
  public static Stroke bezier(int argb, double width) {
    return new Stroke(argb, width, 0, Shape.BEZIER);
  }

  /** Creates a closed outline. */
  public static Stroke outline(int argb, double width) {
    return new Stroke(argb, width, 0, Shape.OUTLINE);
  }

  /** Creates a filled area. */
  public static Stroke area(int argb) {
    return new Stroke(argb, 0, 0, Shape.AREA);
  }

  /**
   * Returns the triangle at the end of an arrow whose last step goes from the first point to the
   * second, as alternating x and y.
   */
  public static double[] head(double fromX, double fromY, double x, double y) {
    double length = Math.max(1e-6, Math.hypot(x - fromX, y - fromY));
    double alongX = (x - fromX) / length;
    double alongY = (y - fromY) / length;
    double backX = x - alongX * HEAD_LENGTH;
    double backY = y - alongY * HEAD_LENGTH;
    return new double[] {
      x,
      y,
      backX - alongY * HEAD_HALF_WIDTH,
      backY + alongX * HEAD_HALF_WIDTH,
      backX + alongY * HEAD_HALF_WIDTH,
      backY - alongX * HEAD_HALF_WIDTH
    };
  }

  private static final double HEAD_LENGTH = 10;
  private static final double HEAD_HALF_WIDTH = 4.5;
}
