package dev.fenceline.swimlane.paint;

/**
 * An area of the picture that stands for an event.
 *
 * @param x left edge in pixels
 * @param y upper edge
 * @param width in pixels
 * @param height in pixels
 * @param sequence the event that a click selects
 * @param fromNanos where the thing begins in session time
 * @param toNanos where it ends; equal to {@code fromNanos} for a single moment
 * @param words its description, in plain words
 */
public record Hit(
    double x,
    double y,
    double width,
    double height,
    long sequence,
    long fromNanos,
    long toNanos,
    String words) {
  /** Reports whether the point lies on the area or no further away than the slack. */
  public boolean contains(double pointX, double pointY, double slack) {
    return pointX >= x - slack
        && pointX <= x + width + slack
        && pointY >= y - slack
        && pointY <= y + height + slack;
  }
}
