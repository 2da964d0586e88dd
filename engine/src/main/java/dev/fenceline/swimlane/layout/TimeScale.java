package dev.fenceline.swimlane.layout;

import dev.fenceline.swimlane.level.Columns;
import dev.fenceline.swimlane.picture.TimeAxis;

/**
 * Converts session time to pixels and back: maps a section of a {@link TimeAxis} to a width. The
 * mapping is strictly increasing, so every pixel has one moment. Immutable.
 *
 * @param axis linear or elastic
 * @param from left end of the visible section, in units of the axis
 * @param to right end of the visible section, in units of the axis
 * @param left x of the left end, in pixels
 * @param width in pixels
 */
public record TimeScale(TimeAxis axis, double from, double to, double left, double width)
    implements Columns {
  /** The shortest time to which the scale can be zoomed in, in nanoseconds. */
  public static final double SHORTEST_NANOS = 200;

  public TimeScale {
    if (!(to > from) || !(width > 0)) {
      throw new IllegalArgumentException("%s to %s over %s pixels".formatted(from, to, width));
    }
  }

  /** Creates a scale that shows the time from one moment to another. */
  public static TimeScale of(
      TimeAxis axis, long fromNanos, long toNanos, double left, double width) {
    double from = axis.unitsAt(fromNanos);
    double to = axis.unitsAt(Math.max(toNanos, fromNanos + (long) SHORTEST_NANOS));
    return new TimeScale(axis, from, to, left, Math.max(1, width));
  }

  /** Creates a scale that shows the whole session. */
  public static TimeScale whole(TimeAxis axis, double left, double width) {
    return of(axis, 0, axis.endNanos(), left, width);
  }

  /** Returns the position of a moment in pixels, which may lie outside the visible section. */
  @Override
  public double x(long nanos) {
    return left + (axis.unitsAt(nanos) - from) / (to - from) * width;
  }

  /** Returns the moment at a pixel. */
  @Override
  public double nanos(double x) {
    return axis.nanosAt(from + (x - left) / width * (to - from));
  }

  /** Returns the right end in pixels. */
  @Override
  public double right() {
    return left + width;
  }

  /** Returns the first visible moment. */
  @Override
  public long fromNanos() {
    return Math.round(axis.nanosAt(from));
  }

  /** Returns the last visible moment. */
  @Override
  public long toNanos() {
    return Math.round(axis.nanosAt(to));
  }

  /** Reports whether any part of the period is visible. */
  public boolean shows(long startNanos, long endNanos) {
    return endNanos >= fromNanos() && startNanos <= toNanos();
  }

  /**
   * Zooms around a pixel, which keeps its moment unless the session would end inside the picture.
   *
   * @param factor less than 1 shows less time, greater than 1 shows more
   */
  public TimeScale zoomed(double factor, double aroundX) {
    double whole = axis.unitsAt(axis.endNanos());
    double anchor = from + (aroundX - left) / width * (to - from);
    double size = Math.min(whole, (to - from) * factor);
    double start = anchor - (aroundX - left) / width * size;
    TimeScale zoomed = at(start, size);
    return factor < 1 && zoomed.toNanosExact() - zoomed.fromNanosExact() < SHORTEST_NANOS
        ? this
        : zoomed;
  }

  /** Moves the visible section by this number of pixels, but not beyond the session. */
  public TimeScale panned(double pixels) {
    double size = to - from;
    return at(from + pixels / width * size, size);
  }

  private TimeScale at(double start, double size) {
    double whole = axis.unitsAt(axis.endNanos());
    double first = Math.clamp(start, 0, Math.max(0, whole - size));
    return new TimeScale(axis, first, first + size, left, width);
  }

  private double fromNanosExact() {
    return axis.nanosAt(from);
  }

  private double toNanosExact() {
    return axis.nanosAt(to);
  }
}
