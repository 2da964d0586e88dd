package dev.fenceline.swimlane.paint;

import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes down the words and bars of a picture, one a line, for a person who reads what changed. */
final class WrittenScene implements Pen {
  /** Lower rectangles are rules, ticks and single commands. */
  private static final double BAR_MIN = 10;

  private final List<String> lines = new ArrayList<>();

  /** Returns the lines, in the order in which they were drawn. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void fill(double x, double y, double width, double height, Ink ink) {
    if (height >= BAR_MIN && width >= 1) {
      String hatch = ink.hatch() == Ink.Hatch.SOLID ? "" : " " + ink.hatch().name();
      lines.add(
          "bar  %s  %d x %d%s"
              .formatted(place(x, y), Math.round(width), Math.round(height), hatch)
              .toLowerCase(Locale.ROOT));
    }
  }

  @Override
  public void curve(double[] points, Stroke stroke, boolean arrow) {
    if (arrow) {
      int last = points.length - 2;
      lines.add(
          "arrow %s to %s"
              .formatted(place(points[0], points[1]), place(points[last], points[last + 1])));
    }
  }

  @Override
  public void text(double x, double y, String text, TextStyle style) {
    lines.add("text %s  %s".formatted(place(x, y), text));
  }

  @Override
  public void columns(int x, double y, double height, int[] argb) {
    // Single commands: the digest of the picture guards them.
  }

  @Override
  public void clipped(double x, double y, double width, double height, Runnable drawing) {
    drawing.run();
  }

  private static String place(double x, double y) {
    return "%d,%d".formatted(Math.round(x), Math.round(y));
  }
}
