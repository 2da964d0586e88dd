package dev.fenceline.app.drawing;

import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.TextAlignment;

/** A pen that draws the picture on a canvas. Used on one thread. */
public final class CanvasPen implements Pen {
  /**
   * The smallest side of a rectangle with round corners; on smaller ones they are invisible but
   * slow.
   */
  private static final double ROUNDED_LEAST = 4;

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

  /** Returns a colour of the picture as that of a node. */
  public static Color color(int argb) {
    return Color.rgb((argb >> 16) & 0xff, (argb >> 8) & 0xff, argb & 0xff, (argb >>> 24) / 255.0);
  }

  @Override
  public void fill(double x, double y, double width, double height, Ink ink) {
    double arc = 2 * Math.min(ink.radius(), Math.min(width, height) / 2);
    boolean solid = ink.hatch() == Ink.Hatch.SOLID;
    context.setFill(color(solid ? ink.argb() : ink.ground()));
    if (arc > 0 && Math.min(width, height) >= ROUNDED_LEAST) {
      context.fillRoundRect(x, y, width, height, arc, arc);
    } else {
      context.fillRect(x, y, width, height);
    }
    if (!solid) {
      context.setFill(color(ink.argb()));
      context.beginPath();
      new Hatching(context, x, y, x + width, y + height).trace(ink);
      context.fill();
    }
    if (ink.outlineArgb() != 0) {
      context.setStroke(color(ink.outlineArgb()));
      context.setLineWidth(1);
      context.setLineDashes();
      context.strokeRoundRect(x, y, width, height, arc, arc);
    }
  }

  @Override
  public void curve(double[] points, Stroke stroke, boolean arrow) {
    boolean segment = points.length == 4 && stroke.shape() == Stroke.Shape.LINE;
    if (segment && stroke.dash() == 0 && !arrow && straight(points, stroke)) {
      return;
    }
    context.beginPath();
    trace(points, stroke);
    draw(stroke);
    if (arrow) {
      int last = points.length - 2;
      double[] head =
          Stroke.head(points[last - 2], points[last - 1], points[last], points[last + 1]);
      curve(head, Stroke.area(stroke.argb()), false);
    }
  }

  @Override
  public void curves(List<double[]> several, Stroke stroke) {
    if (!several.isEmpty()) {
      context.beginPath();
      several.forEach(points -> trace(points, stroke));
      draw(stroke);
    }
  }

  private void trace(double[] points, Stroke stroke) {
    context.moveTo(points[0], points[1]);
    switch (stroke.shape()) {
      case BEZIER -> {
        for (int i = 2; i + 5 < points.length; i += 6) {
          context.bezierCurveTo(
              points[i], points[i + 1], points[i + 2], points[i + 3], points[i + 4], points[i + 5]);
        }
      }
      case LINE, OUTLINE, AREA -> {
        for (int i = 2; i + 1 < points.length; i += 2) {
          context.lineTo(points[i], points[i + 1]);
        }
      }
    }
    if (stroke.shape() == Stroke.Shape.OUTLINE || stroke.shape() == Stroke.Shape.AREA) {
      context.closePath();
    }
  }

  private void draw(Stroke stroke) {
    if (stroke.shape() == Stroke.Shape.AREA) {
      context.setFill(color(stroke.argb()));
      context.fill();
      return;
    }
    context.setStroke(color(stroke.argb()));
    context.setLineWidth(stroke.width());
    if (stroke.dash() > 0) {
      context.setLineDashes(stroke.dash(), stroke.dash());
    } else {
      context.setLineDashes();
    }
    context.stroke();
  }

  /**
   * Draws a horizontal or vertical line as a rectangle, which is faster. Returns false for others.
   */
  private boolean straight(double[] points, Stroke stroke) {
    double half = stroke.width() / 2;
    double left = Math.min(points[0], points[2]);
    double top = Math.min(points[1], points[3]);
    double width = Math.abs(points[2] - points[0]);
    double height = Math.abs(points[3] - points[1]);
    if (width > 0 && height > 0) {
      return false;
    }
    context.setFill(color(stroke.argb()));
    if (height == 0) {
      context.fillRect(left, top - half, width, stroke.width());
    } else {
      context.fillRect(left - half, top, stroke.width(), height);
    }
    return true;
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

  /** Draws the columns as one image, because a dense lane has as many colours as columns. */
  @Override
  public void columns(int x, double y, double height, int[] argb) {
    if (argb.length == 0) {
      return;
    }
    WritableImage row = new WritableImage(argb.length, 1);
    row.getPixelWriter()
        .setPixels(0, 0, argb.length, 1, PixelFormat.getIntArgbInstance(), argb, 0, argb.length);
    context.setImageSmoothing(false);
    context.drawImage(row, x, y, argb.length, height);
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
