package dev.fenceline.app.export;

import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;

/**
 * Draws on a page of a PDF document. The origin of a page is at its lower left, and one unit is one
 * pixel. Throws {@link UncheckedIOException} if the page cannot be written.
 */
final class PdfPen implements Pen {
  /** How far the control points of a quarter of a circle are from its ends, for radius 1. */
  private static final double ARC = 0.5523;

  private static final float OPAQUE = 255f;
  private static final String UNKNOWN = "?";

  private final PDPageContentStream page;
  private final double height;
  private final Map<TextStyle.Face, PDFont> fonts;
  private final TextWidths widths = new TextWidths();
  private final Map<Integer, PDExtendedGraphicsState> opacities = new HashMap<>();

  /**
   * Creates a pen.
   *
   * @param height the height of the page
   * @param fonts the embedded font of each face
   */
  PdfPen(PDPageContentStream page, double height, Map<TextStyle.Face, PDFont> fonts) {
    this.page = page;
    this.height = height;
    this.fonts = fonts;
  }

  /** Writes to the page. */
  private interface Writing {
    void write() throws IOException;
  }

  private static void unchecked(Writing writing) {
    try {
      writing.write();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private float up(double y) {
    return (float) (height - y);
  }

  private void colour(int argb) throws IOException {
    Color colour = new Color(argb & 0xff_ff_ff);
    page.setNonStrokingColor(colour);
    page.setStrokingColor(colour);
    int opacity = argb >>> 24;
    page.setGraphicsStateParameters(
        opacities.computeIfAbsent(
            opacity,
            _ -> {
              PDExtendedGraphicsState state = new PDExtendedGraphicsState();
              state.setNonStrokingAlphaConstant(opacity / OPAQUE);
              state.setStrokingAlphaConstant(opacity / OPAQUE);
              return state;
            }));
  }

  @Override
  public void fill(double x, double y, double width, double tall, Ink ink) {
    if (width <= 0 || tall <= 0) {
      return;
    }
    unchecked(() -> {
      if (ink.hatch() == Ink.Hatch.SOLID) {
        colour(ink.argb());
        outline(x, y, width, tall, ink.radius());
        page.fill();
      } else {
        colour(ink.ground());
        outline(x, y, width, tall, ink.radius());
        page.fill();
        page.saveGraphicsState();
        outline(x, y, width, tall, ink.radius());
        page.clip();
        colour(ink.argb());
        hatch(x, y, width, tall, ink);
        page.restoreGraphicsState();
      }
      if (ink.outlineArgb() != 0) {
        colour(ink.outlineArgb());
        page.setLineWidth(1);
        page.setLineDashPattern(new float[0], 0);
        outline(x, y, width, tall, ink.radius());
        page.stroke();
      }
    });
  }

  /** Adds a rectangle with round corners to the path. */
  private void outline(double x, double y, double width, double tall, double radius)
      throws IOException {
    double round = Math.min(radius, Math.min(width, tall) / 2);
    if (round <= 0) {
      page.addRect((float) x, up(y + tall), (float) width, (float) tall);
      return;
    }
    double right = x + width;
    double below = y + tall;
    double near = round * (1 - ARC);
    page.moveTo((float) (x + round), up(y));
    page.lineTo((float) (right - round), up(y));
    bend(right - near, y, right, y + near, right, y + round);
    page.lineTo((float) right, up(below - round));
    bend(right, below - near, right - near, below, right - round, below);
    page.lineTo((float) (x + round), up(below));
    bend(x + near, below, x, below - near, x, below - round);
    page.lineTo((float) x, up(y + round));
    bend(x, y + near, x + near, y, x + round, y);
    page.closePath();
  }

  private void bend(double x1, double y1, double x2, double y2, double x, double y)
      throws IOException {
    page.curveTo((float) x1, up(y1), (float) x2, up(y2), (float) x, up(y));
  }

  private void hatch(double x, double y, double width, double tall, Ink ink) throws IOException {
    if (ink.hatch() == Ink.Hatch.DOTS) {
      double radius = ink.stripe() / 2;
      for (double top = y + 2; top < y + tall; top += Ink.HATCH_PERIOD) {
        for (double left = x + 2; left < x + width; left += Ink.HATCH_PERIOD) {
          outline(left - radius, top - radius, 2 * radius, 2 * radius, radius);
        }
      }
      page.fill();
      return;
    }
    page.setLineWidth((float) ink.stripe());
    page.setLineDashPattern(new float[0], 0);
    double step = Ink.HATCH_PERIOD * Math.sqrt(2);
    boolean rises = ink.hatch() == Ink.Hatch.RISING;
    for (double left = x - tall; left < x + width + tall; left += step) {
      page.moveTo((float) left, up(rises ? y + tall : y));
      page.lineTo((float) (left + tall), up(rises ? y : y + tall));
    }
    page.stroke();
  }

  @Override
  public void curve(double[] points, Stroke stroke, boolean arrow) {
    unchecked(() -> {
      colour(stroke.argb());
      page.moveTo((float) points[0], up(points[1]));
      int step = stroke.shape() == Stroke.Shape.BEZIER ? 6 : 2;
      for (int i = 2; i + step <= points.length; i += step) {
        if (step == 2) {
          page.lineTo((float) points[i], up(points[i + 1]));
        } else {
          bend(
              points[i], points[i + 1], points[i + 2], points[i + 3], points[i + 4], points[i + 5]);
        }
      }
      if (stroke.shape() == Stroke.Shape.AREA) {
        page.closePath();
        page.fill();
        return;
      }
      float dash = (float) stroke.dash();
      page.setLineWidth((float) stroke.width());
      page.setLineDashPattern(dash > 0 ? new float[] {dash} : new float[0], 0);
      if (stroke.shape() == Stroke.Shape.OUTLINE) {
        page.closePath();
      }
      page.stroke();
    });
    if (arrow) {
      int last = points.length - 2;
      curve(
          Stroke.head(points[last - 2], points[last - 1], points[last], points[last + 1]),
          Stroke.area(stroke.argb()),
          false);
    }
  }

  @Override
  public void text(double x, double y, String text, TextStyle style) {
    if (text.isEmpty()) {
      return;
    }
    double left = style.left(x, widths.width(text, style));
    unchecked(() -> {
      colour(style.argb());
      page.beginText();
      page.setFont(Objects.requireNonNull(fonts.get(style.face())), (float) style.size());
      page.setCharacterSpacing((float) style.spacing());
      page.newLineAtOffset((float) left, up(y));
      page.showText(known(text, style.face()));
      page.endText();
    });
  }

  /** Replaces characters that the fonts lack. */
  private String known(String text, TextStyle.Face face) {
    return text.codePoints()
        .mapToObj(Character::toString)
        .map(each -> widths.covers(each, face) ? each : UNKNOWN)
        .collect(Collectors.joining());
  }

  @Override
  public void columns(int x, double y, double tall, int[] argb) {
    for (int start = 0; start < argb.length; ) {
      int end = start + 1;
      while (end < argb.length && argb[end] == argb[start]) {
        end++;
      }
      if (argb[start] >>> 24 != 0) {
        fill((double) x + start, y, (double) end - start, tall, Ink.of(argb[start]));
      }
      start = end;
    }
  }

  @Override
  public void clipped(double x, double y, double width, double tall, Runnable drawing) {
    unchecked(() -> {
      page.saveGraphicsState();
      page.addRect((float) x, up(y + tall), (float) width, (float) tall);
      page.clip();
    });
    drawing.run();
    unchecked(page::restoreGraphicsState);
  }
}
