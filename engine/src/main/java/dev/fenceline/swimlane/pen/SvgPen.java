package dev.fenceline.swimlane.pen;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the picture as SVG text. Names the fonts with fallbacks. Each text specifies the length
 * that the layout assumed, so that labels do not collide in another font. Not thread-safe.
 */
public final class SvgPen implements Pen {
  private static final String FALLBACK_WORDS = "Inter, 'Helvetica Neue', Arial, sans-serif";
  private static final String FALLBACK_MONO =
      "'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace";

  private final TextWidths widths;
  private final String idPrefix;
  private final StringBuilder body = new StringBuilder();
  private final Map<String, String> patterns = new TreeMap<>();
  private int clips;

  /** Creates an empty pen. */
  public SvgPen(TextWidths widths) {
    this(widths, "");
  }

  /**
   * Creates a pen whose picture can share a document with others.
   *
   * @param idPrefix the prefix of its ids, which no other picture in the document uses
   */
  public SvgPen(TextWidths widths, String idPrefix) {
    this.widths = widths;
    this.idPrefix = idPrefix;
  }

  /** Returns the whole document, of the given size in pixels. */
  public String document(int width, int height, String title) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\""
                + " width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n")
            .formatted(width, height, width, height));
    svg.append("<title>").append(escape(title)).append("</title>\n");
    svg.append(
        "<style>text{font-kerning:none;font-variant-ligatures:none;white-space:pre}</style>\n");
    if (!patterns.isEmpty()) {
      svg.append("<defs>\n");
      patterns.values().forEach(svg::append);
      svg.append("</defs>\n");
    }
    return svg.append(body).append("</svg>\n").toString();
  }

  @Override
  public void fill(double x, double y, double width, double height, Ink ink) {
    body.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(y));
    body.append("\" width=\"").append(number(width)).append("\" height=\"").append(number(height));
    body.append('"');
    if (ink.radius() > 0) {
      double radius = Math.min(ink.radius(), Math.min(width, height) / 2);
      body.append(" rx=\"").append(number(radius)).append('"');
    }
    if (ink.hatch() == Ink.Hatch.SOLID) {
      body.append(paint("fill", ink.argb()));
    } else {
      body.append(" fill=\"url(#").append(pattern(ink)).append(")\"");
    }
    if (ink.outlineArgb() != 0) {
      body.append(paint("stroke", ink.outlineArgb()));
    }
    body.append("/>\n");
  }

  @Override
  public void curve(double[] points, Stroke stroke, boolean arrow) {
    body.append("<path d=\"M").append(number(points[0])).append(',').append(number(points[1]));
    for (int i = 2; i + 1 < points.length; i += 2) {
      boolean bezier = stroke.shape() == Stroke.Shape.BEZIER;
      body.append(bezier ? (i % 6 == 2 ? " C" : " ") : " L");
      body.append(number(points[i])).append(',').append(number(points[i + 1]));
    }
    switch (stroke.shape()) {
      case LINE, BEZIER -> body.append("\" fill=\"none\"").append(line(stroke));
      case OUTLINE -> body.append(" Z\" fill=\"none\"").append(line(stroke));
      case AREA -> body.append(" Z\"").append(paint("fill", stroke.argb()));
    }
    body.append("/>\n");
    if (arrow) {
      int last = points.length - 2;
      double[] head =
          Stroke.head(points[last - 2], points[last - 1], points[last], points[last + 1]);
      curve(head, Stroke.area(stroke.argb()), false);
    }
  }

  private static String line(Stroke stroke) {
    String text =
        paint("stroke", stroke.argb()) + " stroke-width=\"" + number(stroke.width()) + "\"";
    return stroke.dash() > 0 ? text + " stroke-dasharray=\"" + number(stroke.dash()) + "\"" : text;
  }

  @Override
  public void text(double x, double y, String text, TextStyle style) {
    if (text.isEmpty()) {
      return;
    }
    TextStyle.Face face = style.face();
    boolean mono = face == TextStyle.Face.MONO || face == TextStyle.Face.MONO_MEDIUM;
    double width = widths.width(text, style);
    body.append("<text x=\"").append(number(style.left(x, width)));
    body.append("\" y=\"").append(number(y));
    body.append("\" font-family=\"").append(mono ? FALLBACK_MONO : FALLBACK_WORDS);
    body.append("\" font-size=\"").append(number(style.size()));
    body.append("\" font-weight=\"").append(face.weight()).append('"');
    if (style.spacing() > 0) {
      body.append(" letter-spacing=\"").append(number(style.spacing())).append('"');
    }
    body.append(" textLength=\"").append(number(width - style.spacing())).append('"');
    body.append(paint("fill", style.argb())).append('>').append(escape(text)).append("</text>\n");
  }

  @Override
  public void columns(int x, double y, double height, int[] argb) {
    for (int start = 0; start < argb.length; ) {
      int end = start + 1;
      while (end < argb.length && argb[end] == argb[start]) {
        end++;
      }
      if (argb[start] >>> 24 != 0) {
        fill(x + start, y, end - start, height, Ink.of(argb[start]));
      }
      start = end;
    }
  }

  @Override
  public void clipped(double x, double y, double width, double height, Runnable drawing) {
    String id = idPrefix + "clip" + ++clips;
    body.append("<clipPath id=\"").append(id).append("\"><rect x=\"").append(number(x));
    body.append("\" y=\"").append(number(y)).append("\" width=\"").append(number(width));
    body.append("\" height=\"").append(number(height)).append("\"/></clipPath>\n");
    body.append("<g clip-path=\"url(#").append(id).append(")\">\n");
    drawing.run();
    body.append("</g>\n");
  }

  private String pattern(Ink ink) {
    String id =
        "%s%s-%08x".formatted(idPrefix, ink.hatch().name().toLowerCase(Locale.ROOT), ink.argb());
    String period = number(Ink.HATCH_PERIOD);
    String ground =
        "<rect width=\"%s\" height=\"%s\"%s/>"
            .formatted(period, period, paint("fill", ink.ground()));
    String stripe =
        switch (ink.hatch()) {
          case SOLID, RISING, FALLING ->
              "<rect width=\"%s\" height=\"%s\"%s/>"
                  .formatted(number(ink.stripe()), period, paint("fill", ink.argb()));
          case DOTS ->
              "<circle cx=\"2\" cy=\"2\" r=\"%s\"%s/>"
                  .formatted(number(ink.stripe() / 2), paint("fill", ink.argb()));
        };
    String turn =
        switch (ink.hatch()) {
          case SOLID, DOTS -> "";
          case RISING -> " patternTransform=\"rotate(45)\"";
          case FALLING -> " patternTransform=\"rotate(-45)\"";
        };
    patterns.putIfAbsent(
        id,
        ("<pattern id=\"%s\" width=\"%s\" height=\"%s\""
                + " patternUnits=\"userSpaceOnUse\"%s>%s%s</pattern>\n")
            .formatted(id, period, period, turn, ground, stripe));
    return id;
  }

  private static String paint(String attribute, int argb) {
    String paint = " %s=\"#%06x\"".formatted(attribute, argb & 0xff_ff_ff);
    int opacity = argb >>> 24;
    return opacity == 0xff
        ? paint
        : paint + " %s-opacity=\"%s\"".formatted(attribute, number(opacity / 255.0));
  }

  /**
   * Formats a number with at most two digits after the decimal point, which is precise enough for a
   * pixel and gives the same text on every machine.
   */
  private static String number(double value) {
    long hundredths = Math.round(value * 100);
    if (hundredths % 100 == 0) {
      return Long.toString(hundredths / 100);
    }
    String sign = hundredths < 0 ? "-" : "";
    long size = Math.abs(hundredths);
    String fraction = size % 10 == 0 ? "" + size / 10 % 10 : "%02d".formatted(size % 100);
    return sign + size / 100 + "." + fraction;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
