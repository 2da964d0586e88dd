package dev.fenceline.app.library;

import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;

/** A pen that writes nothing, because in a small picture words cannot be read. */
record Wordless(Pen pen) implements Pen {
  @Override
  public void fill(double x, double y, double width, double height, Ink ink) {
    pen.fill(x, y, width, height, ink);
  }

  @Override
  public void curve(double[] points, Stroke stroke, boolean arrow) {
    pen.curve(points, stroke, arrow);
  }

  @Override
  public void text(double x, double y, String text, TextStyle style) {}

  @Override
  public void columns(int x, double y, double height, int[] argb) {
    pen.columns(x, y, height, argb);
  }

  @Override
  public void clipped(double x, double y, double width, double height, Runnable drawing) {
    pen.clipped(x, y, width, height, drawing);
  }
}
