package dev.fenceline.swimlane.pen;

/**
 * Words in the picture, with the box that they fill, in pixels.
 *
 * @param baseline the line on which they stand
 * @param plate whether a plate hides what lies under them
 */
public record Label(
    double x,
    double y,
    double width,
    double height,
    String text,
    TextStyle style,
    double baseline,
    boolean plate) {
  /** Reports whether the boxes of two labels share more than an edge. */
  public boolean touches(Label other) {
    return x < other.x + other.width
        && other.x < x + width
        && y < other.y + other.height
        && other.y < y + height;
  }
}
