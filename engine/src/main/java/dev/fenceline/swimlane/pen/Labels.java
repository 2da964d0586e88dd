package dev.fenceline.swimlane.pen;

import java.util.ArrayList;
import java.util.List;

/**
 * The labels of one picture. Each gets its own place or is left out. All labels are written after
 * everything else, so that no line crosses them.
 */
public final class Labels {
  private static final double ASCENT = 0.78;
  private static final double DESCENT = 0.24;
  private static final double PLATE_MARGIN = 2;

  private final TextWidths widths;
  private final double left;
  private final double right;
  private final int plateArgb;
  private final List<Label> placed = new ArrayList<>();
  private final List<Area> hatched = new ArrayList<>();

  /** A rectangle, in pixels. */
  private record Area(double x, double y, double width, double height) {
    boolean touches(double left, double right, double top, double bottom) {
      return left < x + width && x < right && top < y + height && y < bottom;
    }
  }

  /**
   * Creates labels between two edges. A label on a plate covers what is behind it with the given
   * colour.
   */
  public Labels(TextWidths widths, double left, double right, int plateArgb) {
    this.widths = widths;
    this.left = left;
    this.right = right;
    this.plateArgb = plateArgb;
  }

  /** Writes inside a bar from its left end, shortened to the visible part of the bar. */
  public boolean inside(double x, double width, double y, String text, TextStyle style) {
    double from = Math.max(x, left);
    double room = Math.min(x + width, right) - from;
    String fitting = widths.fit(text, style, room);
    double fittingWidth = widths.width(fitting, style);
    double at = style.anchor() == TextStyle.Anchor.MIDDLE ? from + (room - fittingWidth) / 2 : from;
    return !fitting.isEmpty() && add(at, y, fitting, style, false);
  }

  /** Writes at a position if the whole box is free and within the edges. */
  public boolean at(double x, double y, String text, TextStyle style) {
    double width = widths.width(text, style);
    double start = style.left(x, width);
    return start >= left && start + width <= right && add(start, y, text, style, true);
  }

  /** Remembers a hatched area, on which words are hard to read. */
  public void hatched(double x, double y, double width, double height) {
    hatched.add(new Area(x, y, width, height));
  }

  /** Does the same as {@link #at} if the box is also beside everything hatched. */
  public boolean besideHatching(double x, double y, String text, TextStyle style) {
    double width = widths.width(text, style);
    double start = style.left(x, width);
    double top = y - style.size() * ASCENT;
    double bottom = y + style.size() * DESCENT;
    return hatched.stream().noneMatch(area -> area.touches(start, start + width, top, bottom))
        && at(x, y, text, style);
  }

  /**
   * Writes near a position, shifted sideways to stay within the edges and shortened if necessary.
   */
  public boolean near(double x, double y, String text, TextStyle style) {
    String fitting = widths.fit(text, style, right - left);
    double width = widths.width(fitting, style);
    double start = Math.clamp(style.left(x, width), left, Math.max(left, right - width));
    return !fitting.isEmpty() && add(start, y, fitting, style, true);
  }

  /** Writes to the right of a position, shortened to the free room before the edge. */
  public boolean after(double x, double y, String text, TextStyle style, double least) {
    double room = right - Math.max(x, left);
    String fitting = widths.fit(text, style, room);
    return widths.width(fitting, style) >= Math.min(least, widths.width(text, style))
        && !fitting.isEmpty()
        && add(Math.max(x, left), y, fitting, style, true);
  }

  private boolean add(double x, double y, String text, TextStyle style, boolean plate) {
    TextStyle anchored = style.anchored(TextStyle.Anchor.START);
    double width = widths.width(text, style);
    Label label =
        new Label(
            x,
            y - style.size() * ASCENT,
            width,
            style.size() * (ASCENT + DESCENT),
            text,
            anchored,
            y,
            plate);
    if (placed.stream().anyMatch(label::touches)) {
      return false;
    }
    placed.add(label);
    return true;
  }

  /** Writes all labels. */
  public void write(Pen pen) {
    for (Label label : placed) {
      if (label.plate()) {
        pen.fill(
            label.x() - PLATE_MARGIN,
            label.y(),
            label.width() + 2 * PLATE_MARGIN,
            label.height(),
            Ink.of(plateArgb).rounded(PLATE_MARGIN));
      }
      pen.text(label.x(), label.baseline(), label.text(), label.style());
    }
  }

  public List<Label> placed() {
    return List.copyOf(placed);
  }
}
