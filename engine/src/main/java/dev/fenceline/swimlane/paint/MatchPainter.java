package dev.fenceline.swimlane.paint;

import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.LaneLayout.Row;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.paint.SwimlanePainter.Frame;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.Matches;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Paints what a filter finds: a tick for each match at the lower edge of its lane, and a veil over
 * everything that does not match.
 */
public final class MatchPainter {
  private static final double TICK_HALF = 2.5;
  private static final double TICK_HEIGHT = 6;
  private static final double DIMMED = 0.72;
  private static final double SLACK = 1.5;

  private final Brush brush;
  private final Frame frame;

  /** Creates a painter for one picture. */
  public MatchPainter(Pen pen, TimeScale scale, TextWidths widths, Frame frame) {
    this.brush = new Brush(pen, frame.palette(), scale, widths);
    this.frame = frame;
  }

  /**
   * Covers the items that do not match, and marks the matches.
   *
   * @param layout must be {@linkplain LaneLayout#scrolledTo scrolled} as the frame is
   * @param hits what the lanes show
   * @param isRemoving whether items that do not match are removed, otherwise they are dimmed
   */
  public void paint(Matches matches, LaneLayout layout, List<Hit> hits, boolean isRemoving) {
    double opacity = isRemoving && matches.size() > 0 ? 1 : DIMMED;
    Ink veil = Ink.of(brush.palette.argb(Tone.BG, opacity));
    List<Hit> bright = hits.stream().filter(hit -> matches.isItem(hit.sequence())).toList();
    double pinned = LaneLayout.HEADER_HEIGHT + layout.pinnedHeight();
    for (Row row : layout.rows()) {
      double top = row.isPinned() ? LaneLayout.HEADER_HEIGHT : pinned;
      brush.pen.clipped(
          0,
          top,
          frame.width(),
          Math.max(0, frame.height() - top),
          () -> {
            double y = LaneLayout.HEADER_HEIGHT - frame.scrollY() + row.y();
            if (y < frame.height() && y + row.height() > top) {
              veil(row, y, bright, veil);
              ticks(matches, row, y + row.height());
            }
          });
    }
  }

  private void ticks(Matches matches, Row row, double bottom) {
    if (row.kind() == LaneLayout.Kind.STATE) {
      Stroke area = Stroke.area(brush.palette.argb(Tone.TEXT));
      matches.look(row.lane(), brush.scale, x -> tick(x, bottom - TICK_HEIGHT, bottom, area));
    }
  }

  private void tick(double x, double tip, double base, Stroke area) {
    double[] triangle = {x - TICK_HALF, base, x + TICK_HALF, base, x, tip};
    brush.pen.curve(triangle, area, false);
  }

  /** Marks the matches on the strip of the whole session, whose scale the painter has. */
  public void overview(Matches matches, double y) {
    Stroke area = Stroke.area(brush.palette.argb(Tone.TEXT));
    double base = y + OverviewPainter.TOP;
    matches.look(brush.scale, x -> tick(x, base + TICK_HEIGHT, base, area));
  }

  /** Covers a row, except for the areas of the items that match. */
  private void veil(Row row, double y, List<Hit> bright, Ink veil) {
    double left = brush.scale.left() - SwimlanePainter.OUTSIDE;
    double right = brush.scale.right() + SwimlanePainter.OUTSIDE;
    double bottom = y + row.height() - 1;
    List<Hit> here =
        bright.stream()
            .filter(hit -> hit.y() < bottom && hit.y() + hit.height() > y)
            .filter(hit -> hit.x() - SLACK < right && hit.x() + hit.width() + SLACK > left)
            .sorted(Comparator.comparingDouble(Hit::y))
            .toList();
    double[] edges =
        here.stream()
            .flatMapToDouble(hit -> DoubleStream.of(hit.x() - SLACK, hit.x() + hit.width() + SLACK))
            .map(x -> Math.clamp(Math.rint(x), left, right))
            .sorted()
            .distinct()
            .toArray();
    double from = left;
    for (double edge : edges) {
      column(from, edge, y, bottom, here, veil);
      from = edge;
    }
    column(from, right, y, bottom, here, veil);
  }

  private void column(
      double from, double to, double top, double bottom, List<Hit> bright, Ink veil) {
    if (to <= from) {
      return;
    }
    double middle = (from + to) / 2;
    double y = top;
    for (Hit hit : bright) {
      if (hit.x() - SLACK <= middle && middle <= hit.x() + hit.width() + SLACK) {
        fill(from, to, y, Math.rint(hit.y() - SLACK), veil);
        y = Math.max(y, Math.rint(hit.y() + hit.height() + SLACK));
      }
    }
    fill(from, to, y, bottom, veil);
  }

  private void fill(double from, double to, double top, double bottom, Ink veil) {
    if (bottom > top) {
      brush.pen.fill(from, top, to - from, bottom - top, veil);
    }
  }
}
