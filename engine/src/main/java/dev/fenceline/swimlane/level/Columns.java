package dev.fenceline.swimlane.level;

/** The columns of pixels of a picture, and the session time that each of them shows. */
public interface Columns {
  /** Returns the first visible moment. */
  long fromNanos();

  /** Returns the last visible moment. */
  long toNanos();

  /** Returns the left edge of the first column, in pixels. */
  double left();

  /** Returns the right edge of the last column, in pixels. */
  double right();

  /** Returns the position of a moment in pixels, which may lie outside the columns. */
  double x(long nanos);

  /** Returns the moment at a pixel. */
  double nanos(double x);
}
