package dev.fenceline.swimlane;

/**
 * How a curve is drawn.
 *
 * @param argb colour; 8 bits each of opacity, red, green, blue
 * @param width thickness in pixels
 * @param dash length of dashes and of gaps in pixels; 0: drawn through
 * @param shape what the points mean
 */
public record Stroke(int argb, double width, double dash, Shape shape) {
  /** What the points of a curve mean. */
  public enum Shape {
    /** Straight from point to point. */
    LINE,
    /** A cubic Bezier curve: a start, then two control points and an end for each piece. */
    BEZIER,
    /** A closed outline. */
    OUTLINE,
    /** A closed area, filled. */
    AREA
  }

  /** A straight line. */
  public static Stroke line(int argb, double width) {
    return new Stroke(argb, width, 0, Shape.LINE);
  }

  /** A dashed straight line. */
  public static Stroke dashed(int argb, double width, double dash) {
    return new Stroke(argb, width, dash, Shape.LINE);
  }

  /** A Bezier curve. */
  public static Stroke bezier(int argb, double width) {
    return new Stroke(argb, width, 0, Shape.BEZIER);
  }

  /** A closed outline. */
  public static Stroke outline(int argb, double width) {
    return new Stroke(argb, width, 0, Shape.OUTLINE);
  }

  /** A filled area. */
  public static Stroke area(int argb) {
    return new Stroke(argb, 0, 0, Shape.AREA);
  }

  /**
   * The triangle at the end of an arrow whose last step goes from one point to the other: x and y
   * in turn.
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
