package dev.fenceline.swimlane;

import dev.fenceline.swimlane.Palette.Tone;

/** Paints how many commands were in flight or at media, one column of pixels at a time. */
final class LoadPainter {
  private static final double HEIGHT = 3;
  private static final double MANY = 6;
  private static final double LEAST = 0.25;

  private final Brush brush;

  LoadPainter(Brush brush) {
    this.brush = brush;
  }

  void paint(Counter counter, double y) {
    TimeScale scale = brush.scale;
    int first = (int) Math.ceil(scale.left());
    int count = (int) Math.floor(scale.right()) - first;
    if (count <= 0) {
      return;
    }
    int[] argb = new int[count];
    long from = Math.round(scale.nanos(first));
    for (int i = 0; i < count; i++) {
      long to = Math.round(scale.nanos(first + i + 1.0));
      int there = counter.during(from, to);
      double part = Math.min(1, there / MANY);
      argb[i] = there == 0 ? 0 : brush.palette.argb(Tone.ACCENT, LEAST + (0.8 - LEAST) * part);
      from = to;
    }
    brush.pen.columns(first, y, HEIGHT, argb);
  }
}
