package dev.fenceline.page;

import dev.fenceline.event.Lane;
import dev.fenceline.lesson.Placement.Stretch;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.paint.MarkPainter;
import dev.fenceline.swimlane.paint.SwimlanePainter;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Label;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.swimlane.picture.TimeAxis;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of a run, as they are known at a moment.
 *
 * @param picture the picture of the whole run
 * @param layout where its lanes are
 * @param nanos the moment up to which it is shown
 * @param view the times that are shown; null for all
 * @param lane the lane that is pointed at; null for none
 * @param points the times that are pointed at; null for the whole lane
 * @param decisive the moment that decides; null if the lesson names none
 */
record StepLanes(
    Picture picture,
    LaneLayout layout,
    long nanos,
    @Nullable Stretch view,
    @Nullable Lane lane,
    @Nullable Stretch points,
    @Nullable Decisive decisive) {
  private static final double FRAME = 2.5;
  private static final double FRAME_GAP = 3;

  /** The line of the ruler, above which its times are written. */
  private static final double RULER = 62;

  /**
   * The moment of a run that decides.
   *
   * @param words what happens then
   */
  record Decisive(long nanos, String words) {}

  /** Returns the height in pixels. */
  double height() {
    return LaneLayout.HEADER_HEIGHT + layout.height();
  }

  /** Draws the lanes. An elastic scale is used only for a whole session. */
  void paint(Pen pen, TextWidths widths, int width, Palette palette, boolean elastic) {
    Picture known = known();
    SwimlanePainter.Frame frame = new SwimlanePainter.Frame(width, height(), 0, palette);
    TimeScale scale = scale(elastic ? picture.elastic() : picture.linear(), frame);
    SwimlanePainter.Painted painted =
        new SwimlanePainter(widths).paint(pen, known, layout.told(known), scale, frame);
    if (nanos < scale.toNanos()) {
      later(pen, scale, painted.labels(), palette);
    }
    if (scale.shows(nanos, nanos)) {
      double x = scale.x(nanos);
      Stroke playhead = Stroke.line(palette.argb(Tone.CURSOR), 1.5);
      pen.curve(new double[] {x, LaneLayout.HEADER_HEIGHT - 12, x, height()}, playhead, false);
    }
    if (decisive != null && decisive.nanos() <= nanos) {
      new MarkPainter(pen, palette, scale, widths, height())
          .decisive(decisive.nanos(), decisive.words());
    }
    pointed(pen, scale, palette);
  }

  private Picture known() {
    Timeline timeline = picture.timeline();
    Timeline part = new Timeline();
    for (int i = 0; i < timeline.size() && timeline.nanos(i) <= nanos; i++) {
      part.accept(timeline.event(i));
    }
    part.reach(nanos);
    return Picture.of(part);
  }

  private TimeScale scale(TimeAxis axis, SwimlanePainter.Frame frame) {
    return view == null
        ? TimeScale.whole(axis, LaneLayout.NAME_WIDTH, frame.lanesWidth())
        : TimeScale.of(
            picture.linear(),
            view.fromNanos(),
            view.toNanos(),
            LaneLayout.NAME_WIDTH,
            frame.lanesWidth());
  }

  /** Draws a frame around what the step points at. */
  private void pointed(Pen pen, TimeScale scale, Palette palette) {
    LaneLayout.@Nullable Row row = lane == null ? null : layout.row(lane);
    if (row == null) {
      return;
    }
    double left = points == null ? FRAME_GAP : scale.x(points.fromNanos()) - FRAME_GAP;
    double right = points == null ? scale.right() : scale.x(points.toNanos()) + FRAME_GAP;
    left = Math.clamp(left, FRAME_GAP, scale.right());
    right = Math.clamp(right, left, scale.right());
    double top = LaneLayout.HEADER_HEIGHT + row.y() + 1;
    double bottom = LaneLayout.HEADER_HEIGHT + row.y() + row.height() - 1;
    pen.curve(
        new double[] {left, top, right, top, right, bottom, left, bottom},
        Stroke.outline(palette.argb(Tone.ACCENT), FRAME),
        false);
  }

  /**
   * Covers the times of the ruler that have not come yet: they would tell how much is to come. A
   * time that would be cut is covered as a whole.
   */
  private void later(Pen pen, TimeScale scale, List<Label> labels, Palette palette) {
    Ink cover = Ink.of(palette.argb(Tone.BG));
    double x = scale.x(nanos) + 1;
    double width = scale.right() + LaneLayout.RIGHT_MARGIN - x;
    if (width > 0) {
      pen.fill(x, 0, width, LaneLayout.HEADER_HEIGHT - 1, cover);
    }
    for (Label label : labels) {
      if (label.y() + label.height() < RULER && label.x() < x && label.x() + label.width() > x) {
        pen.fill(label.x(), label.y(), label.width(), label.height(), cover);
      }
    }
  }
}
