package dev.fenceline.swimlane.paint;

import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.timeline.Text;

/**
 * The columns of pixels of one bar in which more items begin than pixels can show. Each column has
 * the colour of its worst item, and a thin line above it indicates hidden items.
 */
final class Crowd {
  private static final double LINE_ABOVE = 3;
  private static final double LINE_HEIGHT = 1;

  private final Brush brush;
  private final int left;
  private final int[] argb;
  private final int[] hidden;
  private boolean any;

  Crowd(Brush brush) {
    this.brush = brush;
    this.left = (int) Math.floor(brush.scale.left());
    int count = Math.max(0, (int) Math.ceil(brush.scale.right()) - left);
    this.argb = new int[count];
    this.hidden = new int[count];
  }

  /** Colours the column at a pixel. */
  void add(double x, int columnArgb, int hiddenThings) {
    int column = (int) Math.floor(x) - left;
    if (column >= 0 && column < argb.length) {
      argb[column] = columnArgb;
      hidden[column] += hiddenThings;
      any = true;
    }
  }

  /** Paints the columns, and the line above them. */
  void paint(double y, double height) {
    if (!any) {
      return;
    }
    brush.pen.columns(left, y, height, argb);
    int muted = brush.palette.argb(Tone.MUTED);
    int[] line = new int[argb.length];
    for (int i = 0; i < line.length; i++) {
      line[i] = hidden[i] > 0 ? muted : 0;
    }
    brush.pen.columns(left, y - LINE_ABOVE, LINE_HEIGHT, line);
    for (int start = 0; start < line.length; ) {
      int end = start;
      long sum = 0;
      while (end < line.length && hidden[end] > 0) {
        sum += hidden[end++];
      }
      if (end > start) {
        hit(start, end, y, sum);
      }
      start = Math.max(end, start + 1);
    }
  }

  private void hit(int start, int end, double y, long sum) {
    long from = Math.round(brush.scale.nanos(left + start));
    long to = Math.round(brush.scale.nanos(left + end));
    brush.hit(
        left + start,
        y - LINE_ABOVE - 1,
        end - start,
        LINE_HEIGHT + 2,
        0,
        from,
        to,
        () ->
            "%s more than pixels can show here; the worst of each column is shown. Zoom in."
                .formatted(Text.spaced(sum)));
  }
}
