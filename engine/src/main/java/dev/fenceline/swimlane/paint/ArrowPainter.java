package dev.fenceline.swimlane.paint;

import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.layout.ArrowEnds;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.level.Levels;
import dev.fenceline.swimlane.pen.Labels;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.picture.Arrow;
import dev.fenceline.swimlane.picture.Picture;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** Paints the arrows that go from lane to lane. */
final class ArrowPainter {
  private static final double[] PLACES = {0.5, 0.35, 0.65, 0.22, 0.78, 0.1, 0.9};
  private static final double BESIDE = 6;

  /** Thickness in pixels of all arrows except those of harmless writes. */
  static final double WIDTH = 1.8;

  /** Arrows of one kind between the same lanes share one label. */
  private record Named(Arrow.Kind kind, Lane from, Lane to) {}

  private final Brush brush;
  private final Set<Named> named = new HashSet<>();

  ArrowPainter(Brush brush) {
    this.brush = brush;
  }

  void paint(Picture picture, LaneLayout layout, double top) {
    for (Levels<Arrow> arrows : picture.shown().arrows()) {
      arrows.look(brush.scale, (arrow, _) -> paint(arrow, picture, layout, top));
    }
  }

  private void paint(Arrow arrow, Picture picture, LaneLayout layout, double top) {
    ArrowEnds ends = ArrowEnds.of(arrow, picture, layout);
    if (ends != null) {
      paint(arrow, top + ends.y(), top + ends.toY(), picture);
    }
  }

  private void paint(Arrow arrow, double y, double toY, Picture picture) {
    double x = brush.x(arrow.fromNanos());
    double toX = brush.x(arrow.toNanos());
    double middle = (y + toY) / 2;
    double[] points = {x, y, x + (toX - x) / 3, middle, x + (toX - x) * 2 / 3, middle, toX, toY};
    Tone tone = Tones.of(arrow.kind());
    double width = arrow.kind() == Arrow.Kind.WRITE ? 1.2 : WIDTH;
    brush.pen.curve(points, Stroke.bezier(brush.palette.line(tone), width), true);
    Supplier<String> words = () -> picture.words().arrow(arrow);
    for (double place : PLACES) {
      double hitX = bezier(points, 0, place);
      double hitY = bezier(points, 1, place);
      brush.hit(
          hitX - 4, hitY - 6, 8, 12, arrow.sequence(), arrow.fromNanos(), arrow.toNanos(), words);
    }
    // the reset command has its label beside its box on the host's lane
    if (arrow.kind() != Arrow.Kind.CCR
        && !arrow.kind().word().isEmpty()
        && named.add(new Named(arrow.kind(), arrow.from(), arrow.to()))) {
      label(points, arrow.kind().word(), brush.protocol(tone));
    }
  }

  /** Writes the word beside the arrow, over something hatched only if no other place is free. */
  private void label(double[] points, String word, TextStyle style) {
    Labels labels = brush.labels;
    if (!label(points, (x, y, side) -> labels.besideHatching(x, y, word, style.anchored(side)))) {
      label(points, (x, y, side) -> labels.at(x, y, word, style.anchored(side)));
    }
  }

  /** Writes a word at a position, if there is room. */
  private interface Writing {
    boolean at(double x, double y, TextStyle.Anchor side);
  }

  private static boolean label(double[] points, Writing writing) {
    for (double place : PLACES) {
      double x = bezier(points, 0, place);
      double y = bezier(points, 1, place) + 3;
      if (writing.at(x + BESIDE, y, TextStyle.Anchor.START)
          || writing.at(x - BESIDE, y, TextStyle.Anchor.END)) {
        return true;
      }
    }
    return false;
  }

  private static double bezier(double[] points, int axis, double at) {
    double rest = 1 - at;
    return rest * rest * rest * points[axis]
        + 3 * rest * rest * at * points[2 + axis]
        + 3 * rest * at * at * points[4 + axis]
        + at * at * at * points[6 + axis];
  }
}
