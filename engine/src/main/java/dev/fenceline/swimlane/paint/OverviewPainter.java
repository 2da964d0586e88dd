package dev.fenceline.swimlane.paint;

import dev.fenceline.event.Lane;
import dev.fenceline.event.value.PathState;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.LaneLayout.Row;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.pen.Argb;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.LateWrite;
import dev.fenceline.swimlane.picture.Picture;
import java.util.List;

/**
 * Paints the whole session as a strip: a thin line of states for each controller, and the frame of
 * the visible part.
 */
public final class OverviewPainter {
  /** Height of the strip, including its margins. */
  public static final double HEIGHT = 56;

  static final double TOP = 10;
  private static final double BOX_HEIGHT = 34;
  private static final double INSET = 2;
  private static final double LINES_TOP = 16;
  private static final double LINES_HEIGHT = 23;
  private static final double LINE_STEP = 8;
  private static final double LEAST_WINDOW = 8;
  private static final double BASELINE = 31;
  private static final double OUTAGE_TOP = 39;
  private static final double OUTAGE_HEIGHT = 2;

  private final TextWidths widths;

  /** Creates a painter that measures words with the given table. */
  public OverviewPainter(TextWidths widths) {
    this.widths = widths;
  }

  /**
   * Paints at the given height.
   *
   * @param whole the scale of the strip: the whole session
   * @param fromNanos the visible window; it is not drawn if it is the whole session
   */
  public void paint(
      Pen pen,
      Picture picture,
      LaneLayout layout,
      TimeScale whole,
      long fromNanos,
      long toNanos,
      Palette palette,
      double y) {
    Brush brush = new Brush(pen, palette, whole, widths);
    TextStyle style = TextStyle.of(TextStyle.Face.INTER, 11, palette.argb(Tone.MUTED));
    pen.text(LaneLayout.NAME_LEFT, y + BASELINE, "Overview", style);
    Ink box = Ink.of(palette.argb(Tone.PANEL)).rounded(4).outlined(palette.argb(Tone.BORDER));
    pen.fill(whole.left(), y + TOP, whole.width(), BOX_HEIGHT, box);
    pen.clipped(
        whole.left() + INSET,
        y + TOP,
        whole.width() - 2 * INSET,
        BOX_HEIGHT,
        () -> {
          lines(brush, picture, layout, y);
          marks(brush, picture, y);
        });
    if (fromNanos > 0 || toNanos < picture.endNanos()) {
      double from = Math.max(whole.left(), whole.x(fromNanos));
      double to = Math.min(whole.right(), whole.x(toNanos));
      double middle = (from + to) / 2;
      double width = Math.max(LEAST_WINDOW, to - from);
      int accent = palette.argb(Tone.ACCENT);
      Ink window = Ink.of(Argb.fade(accent, 0.15)).rounded(3).outlined(accent);
      pen.fill(middle - width / 2, y + TOP + INSET, width, BOX_HEIGHT - 2 * INSET, window);
    }
  }

  private static void lines(Brush brush, Picture picture, LaneLayout layout, double y) {
    List<Row> rows =
        layout.rows().stream()
            .filter(
                row -> row.lane().group() == Lane.Group.HOST && row.kind() == LaneLayout.Kind.STATE)
            .toList();
    double step = Math.min(LINE_STEP, LINES_HEIGHT / Math.max(1, rows.size()));
    for (int i = 0; i < rows.size(); i++) {
      double top = y + LINES_TOP + i * step;
      picture
          .shown()
          .controllers(rows.get(i).lane())
          .look(
              brush.scale,
              (span, _) -> {
                double from = brush.x(span.fromNanos());
                double width = Math.max(1, brush.x(span.toNanos()) - from);
                Tone tone = Tones.of(span.state());
                brush.pen.fill(from, top, width, step / 2, Ink.of(brush.palette.argb(tone, 0.85)));
              });
    }
  }

  /** Marks path outages below the lines, and overwrites of newer data across all lines. */
  private static void marks(Brush brush, Picture picture, double y) {
    int lost = brush.palette.line(Tone.SILENT);
    for (Lane lane : picture.timeline().lanes()) {
      picture
          .shown()
          .paths(lane)
          .look(
              brush.scale,
              (span, _) -> {
                if (span.worst() != PathState.UP) {
                  double from = brush.x(span.fromNanos());
                  double width = Math.max(1, brush.x(span.toNanos()) - from);
                  brush.pen.fill(from, y + OUTAGE_TOP, width, OUTAGE_HEIGHT, Ink.of(lost));
                }
              });
    }
    int bad = brush.palette.argb(Tone.BAD);
    for (LateWrite write : picture.lateWrites()) {
      if (write.isOnNewerData()) {
        double x = brush.x(write.landed().nanos());
        brush.pen.fill(x - 1, y + TOP, 2, BOX_HEIGHT, Ink.of(bad));
      }
    }
  }
}
