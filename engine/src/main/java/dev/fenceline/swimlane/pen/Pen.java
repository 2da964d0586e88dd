package dev.fenceline.swimlane.pen;

import java.util.List;

/**
 * The drawing interface of the painters. Both implementations, the canvas of the window and the SVG
 * text, draw the same picture, because text widths come from {@link TextWidths} and not from the
 * pen. Coordinates are pixels; y increases downwards.
 */
public interface Pen {
  /** Fills a rectangle. */
  void fill(double x, double y, double width, double height, Ink ink);

  /**
   * Draws a line through points, a closed area, or a Bezier curve, as the stroke specifies.
   *
   * @param points alternating x and y of at least two points
   * @param arrow whether an arrowhead is drawn at the end, in the direction of the last step
   */
  void curve(double[] points, Stroke stroke, boolean arrow);

  /** Draws several curves that do not overlap, in one operation if the pen can. */
  default void curves(List<double[]> several, Stroke stroke) {
    several.forEach(points -> curve(points, stroke, false));
  }

  /**
   * Writes one line of text.
   *
   * @param x the position of the anchor of the style
   * @param y the baseline
   */
  void text(double x, double y, String text, TextStyle style);

  /**
   * Fills columns of one pixel each, from {@code x} to the right; fully transparent ones are left
   * out.
   */
  void columns(int x, double y, double height, int[] argb);

  /** Draws within a rectangle only. */
  void clipped(double x, double y, double width, double height, Runnable drawing);
}
