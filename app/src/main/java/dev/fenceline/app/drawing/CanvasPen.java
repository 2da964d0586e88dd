package dev.fenceline.app.drawing;

import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.TextAlignment;

/** A pen that draws the picture on a canvas. Used on one thread. */
public final class CanvasPen implements Pen {
  private static final double SQRT_2 = Math.sqrt(2);

  private final GraphicsContext context;
  private final TextWidths widths;
  private final LaneFonts fonts;

  /** Creates a pen that draws on a canvas. */
  public CanvasPen(GraphicsContext context, TextWidths widths, LaneFonts fonts) {
    this.context = context;
    this.widths = widths;
    this.fonts = fonts;
    context.setFontSmoothingType(FontSmoothingType.GRAY);
    context.setTextBaseline(VPos.BASELINE);
    context.setTextAlign(TextAlignment.LEFT);
    context.setLineCap(StrokeLineCap.BUTT);
    context.setLineJoin(StrokeLineJoin.MITER);
  }

  private static Color color(int argb) {
    return Color.rgb((argb >> 16) & 0xff, (argb >> 8) & 0xff, argb & 0xff, (argb >>> 24) / 255.0);
  }

  @Override
  public void fill(double x, double y, double width, double height, Ink ink) {
    double arc = 2 * Math.min(ink.radius(), Math.min(width, height) / 2);
    boolean solid = ink.hatch() == Ink.Hatch.SOLID;
    context.setFill(color(solid ? ink.argb() : ink.ground()));
    if (arc > 0) {
      context.fillRoundRect(x, y, width, height, arc, arc);
    } else {
      context.fillRect(x, y, width, height);
    }
    if (!solid) {
      clipped(x, y, width, height, () -> hatch(x, y, width, height, ink));
    }
    if (ink.outlineArgb() != 0) {
      context.setStroke(color(ink.outlineArgb()));
      context.setLineWidth(1);
      context.setLineDashes();
      context.strokeRoundRect(x, y, width, height, arc, arc);
    }
  }

  /**
   * Fills a rectangle with a pattern. The pattern is aligned to the corner of the picture, not of
   * the rectangle, so that adjacent rectangles join without a seam.
   */
  private void hatch(double x, double y, double width, double height, Ink ink) {
    context.setFill(color(ink.argb()));
    double period = Ink.HATCH_PERIOD;
    if (ink.hatch() == Ink.Hatch.DOTS) {
      double size = ink.stripe();
      for (double dotY = Math.floor(y / period) * period; dotY < y + height; dotY += period) {
        for (double dotX = Math.floor(x / period) * period; dotX < x + width; dotX += period) {
          context.fillOval(dotX + 2 - size / 2, dotY + 2 - size / 2, size, size);
        }
      }
      return;
    }
    double step = period * SQRT_2;
    double across = ink.stripe() * SQRT_2;
    boolean rising = ink.hatch() == Ink.Hatch.RISING;
    // A stripe starts at "start" on the upper edge and shifts by the height down to the lower edge.
    double lean = rising ? -height : height;
    double origin = rising ? -y : y;
    double first = Math.floor((x - height - across - origin) / step) * step + origin;
    for (double start = first; start < x + width + height + step; start += step) {
      double[] xs = {start, start + across, start + across + lean, start + lean};
      double[] ys = {y, y, y + height, y + height};
      context.fillPolygon(xs, ys, xs.length);
    }
  }

  @Override
  public void curve(double[] points, Stroke stroke, boolean arrow) {
    context.setStroke(color(stroke.argb()));
    context.setLineWidth(stroke.width());
    if (stroke.dash() > 0) {
      context.setLineDashes(stroke.dash(), stroke.dash());
    } else {
      context.setLineDashes();
    }
    context.beginPath();
    context.moveTo(points[0], points[1]);
    if (stroke.shape() == Stroke.Shape.BEZIER) {
      for (int i = 2; i + 5 < points.length; i += 6) {
        context.bezierCurveTo(
            points[i], points[i + 1], points[i + 2], points[i + 3], points[i + 4], points[i + 5]);
      }
    } else {
      for (int i = 2; i + 1 < points.length; i += 2) {
        context.lineTo(points[i], points[i + 1]);
      }
    }
    switch (stroke.shape()) {
      case LINE, BEZIER -> context.stroke();
      case OUTLINE -> {
        context.closePath();
        context.stroke();
      }
      case AREA -> {
        context.closePath();
        context.setFill(color(stroke.argb()));
        context.fill();
      }
    }
    if (arrow) {
      int last = points.length - 2;
      double[] head =
          Stroke.head(points[last - 2], points[last - 1], points[last], points[last + 1]);
      curve(head, Stroke.area(stroke.argb()), false);
    }
  }

  @Override
  public void text(double x, double y, String text, TextStyle style) {
    context.setFill(color(style.argb()));
    context.setFont(fonts.font(style));
    double at = style.left(x, widths.width(text, style));
    if (style.spacing() == 0) {
      context.fillText(text, at, y);
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      String letter = text.substring(i, i + 1);
      context.fillText(letter, at, y);
      at += widths.width(letter, style);
    }
  }

  @Override
  public void columns(int x, double y, double height, int[] argb) {
    for (int start = 0; start < argb.length; ) {
      int end = start + 1;
      while (end < argb.length && argb[end] == argb[start]) {
        end++;
      }
      if (argb[start] >>> 24 != 0) {
        context.setFill(color(argb[start]));
        context.fillRect(x + start, y, end - start, height);
      }
      start = end;
    }
  }

  @Override
  public void clipped(double x, double y, double width, double height, Runnable drawing) {
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    drawing.run();
    context.restore();
  }
}
