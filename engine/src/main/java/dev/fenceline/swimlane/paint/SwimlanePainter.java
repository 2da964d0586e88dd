package dev.fenceline.swimlane.paint;

import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.LaneLayout.Heading;
import dev.fenceline.swimlane.layout.LaneLayout.Row;
import dev.fenceline.swimlane.layout.Sticky;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.pen.Argb;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Label;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.Picture;
import java.util.List;
import java.util.stream.Stream;

/**
 * Paints the phases, ruler and lanes of a picture. Its only state is the text widths. What it draws
 * depends only on its arguments, so the same session yields the same picture to the pixel.
 */
public final class SwimlanePainter {
  /** How far bars that go on beyond the shown time are drawn outside of it, in pixels. */
  static final double OUTSIDE = 6;

  private static final double HEADING_LEFT = 12;
  private static final double NAME_BASELINE = 19;
  private static final double NOTE_BASELINE = 35;
  private static final double HEADING_BASELINE = 15;
  private static final double FOLD_WIDTH = 13;
  private static final double NOTE_GAP = 8;

  private final TextWidths widths;

  /** The area to paint, the distance scrolled down, and the colours. */
  public record Frame(double width, double height, double scrollY, Palette palette) {
    /** Returns the width of the lanes without their names. */
    public double lanesWidth() {
      return Math.max(1, width - LaneLayout.NAME_WIDTH - LaneLayout.RIGHT_MARGIN);
    }
  }

  /**
   * The result of painting: the clickable areas, later ones on top of earlier ones, and the labels.
   */
  public record Painted(List<Hit> hits, List<Label> labels) {}

  /** Creates a painter that measures words with the given table. */
  public SwimlanePainter(TextWidths widths) {
    this.widths = widths;
  }

  /**
   * Paints a picture.
   *
   * @param layout must be {@linkplain LaneLayout#scrolledTo scrolled} as the frame is
   * @param scale must begin at {@link LaneLayout#NAME_WIDTH} and be {@link Frame#lanesWidth} wide
   */
  public Painted paint(Pen pen, Picture picture, LaneLayout layout, TimeScale scale, Frame frame) {
    pen.fill(0, 0, frame.width(), frame.height(), Ink.of(frame.palette().argb(Tone.BG)));
    return paintOnGround(pen, picture, layout, scale, frame);
  }

  /**
   * Does the same as {@link #paint} where the area already has the colour of the background, for
   * example because the region below the canvas draws it.
   */
  public Painted paintOnGround(
      Pen pen, Picture picture, LaneLayout layout, TimeScale scale, Frame frame) {
    Brush lanes = new Brush(pen, frame.palette(), scale, widths);
    double lanesHeight = Math.max(0, frame.height() - LaneLayout.HEADER_HEIGHT);
    pen.clipped(
        0,
        LaneLayout.HEADER_HEIGHT,
        frame.width(),
        lanesHeight,
        () -> {
          lanes(lanes, picture, layout, frame, false);
          sticky(lanes, layout, frame);
          if (layout.pinnedHeight() > 0) {
            pinned(lanes, picture, layout, frame);
          }
        });
    Brush header = new Brush(pen, frame.palette(), scale, widths);
    new RulerPainter(header, widths).paint(picture, frame.width());
    header.labels.write(pen);
    return new Painted(
        Stream.concat(lanes.hits.stream(), header.hits.stream()).toList(),
        Stream.concat(lanes.labels.placed().stream(), header.labels.placed().stream()).toList());
  }

  /** Paints the pinned rows over the others. */
  private void pinned(Brush brush, Picture picture, LaneLayout layout, Frame frame) {
    Palette palette = frame.palette();
    double bottom = LaneLayout.HEADER_HEIGHT + layout.pinnedHeight();
    brush.hits.removeIf(hit -> hit.y() < bottom);
    Brush above = new Brush(brush.pen, palette, brush.scale, widths);
    brush.pen.clipped(
        0,
        LaneLayout.HEADER_HEIGHT,
        frame.width(),
        layout.pinnedHeight(),
        () -> {
          brush.pen.fill(
              0,
              LaneLayout.HEADER_HEIGHT,
              frame.width(),
              layout.pinnedHeight(),
              Ink.of(palette.argb(Tone.BG)));
          lanes(above, picture, layout, frame, true);
        });
    above.hits.stream().filter(hit -> hit.y() < bottom).forEach(brush.hits::add);
    double[] line = {0, bottom, frame.width(), bottom};
    brush.pen.curve(line, Stroke.line(palette.argb(Tone.MUTED), 1), false);
  }

  private void names(
      Brush brush, Picture picture, LaneLayout layout, Frame frame, double top, boolean pinned) {
    Palette palette = frame.palette();
    for (Heading heading : layout.headings()) {
      if (heading.isPinned() == pinned) {
        heading(brush, heading, top + heading.y(), frame);
      }
    }
    double room = LaneLayout.NAME_WIDTH - LaneLayout.NAME_LEFT - 4;
    for (Row row : layout.rows()) {
      double y = top + row.y();
      if (row.isPinned() != pinned || !isSeen(row, y, frame)) {
        continue;
      }
      brush.pen.text(
          LaneLayout.NAME_LEFT,
          y + NAME_BASELINE,
          widths.fit(row.name(), brush.name(), room),
          brush.name());
      brush.pen.text(
          LaneLayout.NAME_LEFT,
          y + NOTE_BASELINE,
          widths.fit(row.note(), brush.note(), room),
          brush.note());
      switch (row.kind()) {
        case STATE -> {}
        case TIMERS ->
            new TimersPainter(brush).names(picture.shown().timers(row.lane()).keySet(), y);
        case PLACES -> new CommandPlacesPainter(brush).legend(y);
      }
      double bottom = y + row.height();
      brush.pen.curve(
          new double[] {0, bottom, frame.width(), bottom},
          Stroke.line(palette.argb(Tone.BORDER), 0.7),
          false);
    }
  }

  private static void heading(Brush brush, Heading heading, double y, Frame frame) {
    Palette palette = frame.palette();
    brush.pen.fill(
        0, y, frame.width(), LaneLayout.HEADING_HEIGHT, Ink.of(palette.argb(Tone.RAISED)));
    double left = HEADING_LEFT;
    if (heading.isFoldable()) {
      double middle = y + LaneLayout.HEADING_HEIGHT / 2;
      double[] arrow =
          heading.isFolded()
              ? new double[] {left, middle - 4, left + 5, middle, left, middle + 4}
              : new double[] {left - 1, middle - 2, left + 7, middle - 2, left + 3, middle + 3};
      brush.pen.curve(arrow, Stroke.area(palette.argb(Tone.MUTED)), false);
      left += FOLD_WIDTH;
    }
    brush.pen.text(left, y + HEADING_BASELINE, heading.word(), brush.heading());
    if (!heading.note().isEmpty()) {
      double after = left + brush.widths.width(heading.word(), brush.heading()) + NOTE_GAP;
      brush.pen.text(after, y + HEADING_BASELINE, heading.note(), brush.note());
    }
  }

  /** Keeps the heading of the topmost lanes in sight while they are scrolled. */
  private static void sticky(Brush brush, LaneLayout layout, Frame frame) {
    Sticky sticky = Sticky.of(layout, frame.scrollY());
    Heading shown = sticky.heading();
    if (shown != null) {
      double bottom = LaneLayout.HEADER_HEIGHT + sticky.height();
      heading(brush, shown, bottom - LaneLayout.HEADING_HEIGHT, frame);
    }
  }

  private void lanes(Brush brush, Picture picture, LaneLayout layout, Frame frame, boolean pinned) {
    double top = LaneLayout.HEADER_HEIGHT - frame.scrollY();
    names(brush, picture, layout, frame, top, pinned);
    double left = brush.scale.left();
    Runnable drawing =
        () -> {
          rows(brush, picture, layout, frame, pinned);
          new ArrowPainter(brush).paint(picture, layout, top);
        };
    fenceWindows(brush, picture, layout, top);
    brush.pen.clipped(
        left - OUTSIDE,
        LaneLayout.HEADER_HEIGHT,
        brush.scale.width() + 2 * OUTSIDE,
        frame.height() - LaneLayout.HEADER_HEIGHT,
        drawing);
    brush.labels.write(brush.pen);
  }

  private static void rows(
      Brush brush, Picture picture, LaneLayout layout, Frame frame, boolean pinned) {
    double top = LaneLayout.HEADER_HEIGHT - frame.scrollY();
    for (Row row : layout.rows()) {
      double y = top + row.y();
      if (row.isPinned() == pinned && isSeen(row, y, frame)) {
        if (row.isLow()) {
          low(brush, picture, row, y);
        } else {
          lane(brush, picture, row, y);
        }
      }
    }
  }

  /** Paints the part of a lane that a low row shows. */
  private static void low(Brush brush, Picture picture, Row row, double y) {
    Brush inside = new Brush(brush.pen, brush.palette, brush.scale, brush.widths);
    brush.pen.clipped(
        brush.scale.left() - OUTSIDE,
        y,
        brush.scale.width() + 2 * OUTSIDE,
        row.height() - 1,
        () -> {
          lane(inside, picture, row, y);
          inside.labels.write(brush.pen);
        });
    inside.hits.stream()
        .filter(hit -> hit.y() + hit.height() <= y + row.height() + 1)
        .forEach(brush.hits::add);
  }

  private static boolean isSeen(Row row, double y, Frame frame) {
    return y < frame.height() && y + row.height() > LaneLayout.HEADER_HEIGHT;
  }

  private static void lane(Brush brush, Picture picture, Row row, double y) {
    switch (row.kind()) {
      case STATE -> state(brush, picture, row, y);
      case TIMERS -> new TimersPainter(brush).paint(picture, row.lane(), y);
      case PLACES -> new CommandPlacesPainter(brush).paint(picture, row.lane(), y);
    }
  }

  private static void state(Brush brush, Picture picture, Row row, double y) {
    switch (row.lane().group()) {
      case WORKLOAD -> new WorkloadLanePainter(brush).paint(picture, row.lane(), y);
      case HOST -> new HostLanePainter(brush).paint(picture, row, y);
      case PATH -> new PathLanePainter(brush).paint(picture, row, y);
      case TARGET -> new TargetLanePainter(brush).paint(picture, row, y);
      case LAB -> {}
    }
  }

  /**
   * Marks the periods in which a controller is being fenced and none of its commands may be
   * retried.
   */
  private static void fenceWindows(Brush brush, Picture picture, LaneLayout layout, double top) {
    int accent = brush.palette.argb(Tone.ACCENT);
    double height = layout.height();
    picture
        .shown()
        .fences()
        .look(
            brush.scale,
            (recovery, _) -> {
              long fenced = recovery.fencedNanos().orElse(recovery.detectedNanos());
              double from = Math.max(brush.scale.left(), brush.x(recovery.detectedNanos()));
              double to = Math.min(brush.scale.right(), brush.x(fenced));
              if (to > from) {
                brush.pen.fill(from, top, to - from, height, Ink.of(Argb.fade(accent, 0.06)));
                Stroke dotted = Stroke.dashed(Argb.fade(accent, 0.8), 1, 2.5);
                brush.pen.curve(new double[] {from, top, from, top + height}, dotted, false);
                if (to - from >= 2) {
                  brush.pen.curve(new double[] {to, top, to, top + height}, dotted, false);
                }
              }
            });
  }
}
