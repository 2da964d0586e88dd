package dev.fenceline.swimlane.pen;

/** A pen that draws further down, so that several pictures fit onto one sheet. */
public final class MovedPen implements Pen {
  private final Pen pen;
  private final double down;

  /**
   * Creates the pen.
   *
   * @param down how much further down it draws, in pixels
   */
  public MovedPen(Pen pen, double down) {
    this.pen = pen;
    this.down = down;
  }

  @Override
  public void fill(double x, double y, double width, double height, Ink ink) {
    pen.fill(x, y + down, width, height, ink);
  }

  @Override
  public void curve(double[] points, Stroke stroke, boolean arrow) {
    double[] moved = points.clone();
    for (int i = 1; i < moved.length; i += 2) {
      moved[i] += down;
    }
    pen.curve(moved, stroke, arrow);
  }

  @Override
  public void text(double x, double y, String text, TextStyle style) {
    pen.text(x, y + down, text, style);
  }

  @Override
  public void columns(int x, double y, double height, int[] argb) {
    pen.columns(x, y + down, height, argb);
  }

  @Override
  public void clipped(double x, double y, double width, double height, Runnable drawing) {
    pen.clipped(x, y + down, width, height, drawing);
  }
}
