package dev.fenceline.swimlane.paint;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An area of the picture that represents an event.
 *
 * @param x left edge in pixels
 * @param y upper edge
 * @param width in pixels
 * @param height in pixels
 * @param sequence the event that a click selects
 * @param fromNanos where the item begins in session time
 * @param toNanos where it ends; equal to {@code fromNanos} for a single moment
 * @param says supplies its description in plain words, which is created only when it is shown
 */
public record Hit(
    double x,
    double y,
    double width,
    double height,
    long sequence,
    long fromNanos,
    long toNanos,
    Supplier<String> says) {
  /** Creates an area whose description is known. */
  public Hit(
      double x,
      double y,
      double width,
      double height,
      long sequence,
      long fromNanos,
      long toNanos,
      String words) {
    this(x, y, width, height, sequence, fromNanos, toNanos, () -> words);
  }

  /** Returns its description. */
  public String words() {
    return says.get();
  }

  /** Two areas are equal if they have the same position and represent the same event. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hit hit
        && sequence == hit.sequence
        && fromNanos == hit.fromNanos
        && toNanos == hit.toNanos
        && x == hit.x
        && y == hit.y
        && width == hit.width
        && height == hit.height;
  }

  @Override
  public int hashCode() {
    return Objects.hash(sequence, x, y);
  }

  /** Reports whether the point is inside the area or at most {@code slack} pixels away from it. */
  public boolean contains(double pointX, double pointY, double slack) {
    return pointX >= x - slack
        && pointX <= x + width + slack
        && pointY >= y - slack
        && pointY <= y + height + slack;
  }
}
