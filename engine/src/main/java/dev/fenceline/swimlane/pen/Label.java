package dev.fenceline.swimlane.pen;

/**
 * Words in the picture, with the box that they occupy, in pixels.
 *
 * @param baseline the baseline of the words
 * @param plate whether a plate covers what is behind them
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
  /** Reports whether the boxes of two labels overlap; a common edge is not an overlap. */
  public boolean touches(Label other) {
    return x < other.x + other.width
        && other.x < x + width
        && y < other.y + other.height
        && other.y < y + height;
  }
}
