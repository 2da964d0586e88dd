package dev.fenceline.app.drawing;

import dev.fenceline.swimlane.pen.Ink;
import javafx.scene.canvas.GraphicsContext;

/**
 * Adds the stripes or dots of a hatch to the path of a canvas, cut to their rectangle, so that one
 * call fills all of them. A clip would also cut them, but a clip that is not aligned to whole
 * pixels makes the canvas draw into a separate image, which costs more than the rest of a frame.
 *
 * <p>The pattern is aligned to the corner of the picture, not of the rectangle, so that adjacent
 * rectangles join without a seam.
 */
record Hatching(GraphicsContext path, double left, double top, double right, double bottom) {
  private static final double SQRT_2 = Math.sqrt(2);
  private static final int DOT_CORNERS = 12;

  void trace(Ink ink) {
    switch (ink.hatch()) {
      case SOLID -> path.rect(left, top, right - left, bottom - top);
      case DOTS -> dots(ink.stripe() / 2);
      case RISING -> stripes(ink.stripe() * SQRT_2, top - bottom, -top);
      case FALLING -> stripes(ink.stripe() * SQRT_2, bottom - top, top);
    }
  }

  private void dots(double radius) {
    double period = Ink.HATCH_PERIOD;
    for (double y = Math.floor(top / period) * period + 2; y < bottom; y += period) {
      for (double x = Math.floor(left / period) * period + 2; x < right; x += period) {
        dot(x, y, radius);
      }
    }
  }

  private void dot(double x, double y, double radius) {
    for (int corner = 0; corner < DOT_CORNERS; corner++) {
      double angle = 2 * Math.PI * corner / DOT_CORNERS;
      double cornerX = Math.clamp(x + radius * Math.cos(angle), left, right);
      double cornerY = Math.clamp(y + radius * Math.sin(angle), top, bottom);
      if (corner == 0) {
        path.moveTo(cornerX, cornerY);
      } else {
        path.lineTo(cornerX, cornerY);
      }
    }
    path.closePath();
  }

  /**
   * Adds stripes.
   *
   * @param across the width of a stripe along the upper edge
   * @param lean how far its lower end is shifted to the right
   * @param origin where a stripe starts on the upper edge
   */
  private void stripes(double across, double lean, double origin) {
    double step = Ink.HATCH_PERIOD * SQRT_2;
    double before = Math.max(0, lean) + across;
    double first = Math.floor((left - before - origin) / step) * step + origin;
    for (double start = first; start < right + Math.max(0, -lean); start += step) {
      if (Math.max(start, start + lean) + across > left && Math.min(start, start + lean) < right) {
        path.moveTo(within(start), top);
        side(start + across, lean, true);
        side(start, lean, false);
        path.closePath();
      }
    }
  }

  /** Follows a side of a stripe, or the edge of the rectangle where the side is outside of it. */
  private void side(double start, double lean, boolean down) {
    double leaving = Math.clamp((left - start) / lean, 0, 1);
    double other = Math.clamp((right - start) / lean, 0, 1);
    double near = Math.min(leaving, other);
    double far = Math.max(leaving, other);
    double[] parts = down ? new double[] {0, near, far, 1} : new double[] {1, far, near, 0};
    for (double part : parts) {
      path.lineTo(within(start + lean * part), top + (bottom - top) * part);
    }
  }

  private double within(double x) {
    return Math.clamp(x, left, right);
  }
}
