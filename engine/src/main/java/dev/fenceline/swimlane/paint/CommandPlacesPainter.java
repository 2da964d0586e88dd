package dev.fenceline.swimlane.paint;

import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.pen.Argb;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.picture.CommandPlace;
import dev.fenceline.swimlane.picture.CommandPlaces;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.swimlane.picture.PictureWords;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.ArrayList;
import java.util.List;

/** Paints the places of a controller's commands as stacked bands, with media at the bottom. */
final class CommandPlacesPainter {
  private static final double TOP = 17;
  private static final double BOTTOM = 54;
  private static final double REMARK_BASELINE = 13;
  private static final double COLUMN = 2;
  private static final double HIT_WIDTH = 12;
  private static final double LEGEND_BASELINE = 34;
  private static final double LEGEND_STEP = 14;
  private static final double SWATCH = 8;
  private static final double SWATCH_GAP = 4;
  private static final double WORD_GAP = 10;
  private static final double BAND_OPACITY = 0.85;

  private final Brush brush;

  CommandPlacesPainter(Brush brush) {
    this.brush = brush;
  }

  /** Draws the colour legend below the row's name. */
  void legend(double y) {
    double x = LaneLayout.NAME_LEFT;
    double baseline = y + LEGEND_BASELINE;
    for (CommandPlace place : CommandPlace.values()) {
      if (place == CommandPlace.TARGET) {
        x = LaneLayout.NAME_LEFT;
        baseline += LEGEND_STEP;
      }
      Ink ink = brush.palette.fill(place.tone()).rounded(2);
      brush.pen.fill(x, baseline - SWATCH, SWATCH, SWATCH, ink);
      brush.pen.text(x + SWATCH + SWATCH_GAP, baseline, place.word(), brush.note());
      x += SWATCH + SWATCH_GAP + brush.widths.width(place.word(), brush.note()) + WORD_GAP;
    }
  }

  void paint(Picture picture, Lane lane, double y) {
    CommandPlaces places = picture.places(lane);
    if (places == null || places.most() == 0) {
      return;
    }
    bands(places, y);
    hits(places, lane, y);
    for (Recovery recovery : places.recoveries()) {
      remark(places, recovery.detectedNanos(), y);
    }
  }

  /** Draws the bands from bottom to top, each on top of the previous ones. */
  private void bands(CommandPlaces places, double y) {
    int columns = (int) Math.floor(brush.scale.width() / COLUMN);
    if (columns < 1) {
      return;
    }
    double[] above = new double[columns];
    for (CommandPlace place :
        List.of(CommandPlace.HOST, CommandPlace.WIRE, CommandPlace.TARGET, CommandPlace.MEDIA)
            .reversed()) {
      double[] below = above.clone();
      double least = 0;
      long from = Math.round(brush.scale.nanos(brush.scale.left()));
      for (int i = 0; i < columns; i++) {
        long to = Math.round(brush.scale.nanos(brush.scale.left() + (i + 1) * COLUMN));
        above[i] += places.mean(place, from, to) / places.most() * (BOTTOM - TOP);
        least = Math.max(least, above[i] - below[i]);
        from = to;
      }
      if (least > 0) {
        band(below, above, place, y);
      }
    }
  }

  private void band(double[] below, double[] above, CommandPlace place, double y) {
    int argb = Argb.fade(brush.palette.line(place.tone()), BAND_OPACITY);
    int start = 0;
    while (start < above.length) {
      while (start < above.length && above[start] - below[start] < 0.02) {
        start++;
      }
      int end = start;
      while (end < above.length && above[end] - below[end] >= 0.02) {
        end++;
      }
      if (end > start) {
        brush.pen.curve(outline(below, above, start, end, y), Stroke.area(argb), false);
      }
      start = end;
    }
  }

  /**
   * Returns an outline that runs in steps along the upper edge, then back along the lower one. Each
   * level section needs only two points.
   */
  private double[] outline(double[] below, double[] above, int start, int end, double y) {
    List<Double> points = new ArrayList<>();
    for (int i = start; i < end; i++) {
      boolean level = i > start && i < end - 1 && above[i] == above[i - 1];
      if (!level || above[i + 1] != above[i]) {
        step(points, i, y + BOTTOM - above[i], true);
      }
    }
    for (int i = end - 1; i >= start; i--) {
      boolean level = i > start && i < end - 1 && below[i] == below[i + 1];
      if (!level || below[i - 1] != below[i]) {
        step(points, i, y + BOTTOM - below[i], false);
      }
    }
    return points.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void step(List<Double> points, int column, double y, boolean forth) {
    double left = brush.scale.left() + column * COLUMN;
    points.add(forth ? left : left + COLUMN);
    points.add(y);
    points.add(forth ? left + COLUMN : left);
    points.add(y);
  }

  private void hits(CommandPlaces places, Lane lane, double y) {
    for (double x = brush.scale.left(); x < brush.scale.right(); x += HIT_WIDTH) {
      long nanos = Math.round(brush.scale.nanos(x + HIT_WIDTH / 2));
      double width = Math.min(HIT_WIDTH, brush.scale.right() - x);
      brush.hit(
          x,
          y + TOP,
          width,
          BOTTOM - TOP,
          0,
          nanos,
          nanos,
          () -> "%s at %s: %s".formatted(lane.name(), Text.moment(nanos), words(places, nanos)));
    }
  }

  private static String words(CommandPlaces places, long nanos) {
    List<String> words = new ArrayList<>();
    for (CommandPlace place : CommandPlace.values()) {
      words.add(Text.count(places.at(place, nanos), "command") + " at " + place.word());
    }
    return String.join(", ", words);
  }

  /** Adds a note of what the host could not know when it declared the path failed. */
  private void remark(CommandPlaces places, long nanos, double y) {
    if (!brush.scale.shows(nanos, nanos)) {
      return;
    }
    String words = PictureWords.places(places, nanos);
    if (words.isEmpty()) {
      return;
    }
    double x = brush.x(nanos);
    int argb = brush.palette.argb(Tone.MUTED);
    double[] line = {x, y + REMARK_BASELINE + 3, x, y + BOTTOM};
    brush.pen.curve(line, Stroke.line(argb, 1), false);
    TextStyle style = brush.remark(Tone.TEXT);
    brush.labels.near(x + 4, y + REMARK_BASELINE, words, style);
  }
}
