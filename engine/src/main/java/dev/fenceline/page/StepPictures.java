package dev.fenceline.page;

import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.Placement;
import dev.fenceline.lesson.Played;
import dev.fenceline.session.Session;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.paint.SwimlanePainter;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Label;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.swimlane.picture.TimeAxis;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A picture for each step of a session or a lesson, with its words below the lanes. Each shows the
 * events up to its moment and nothing of what comes later, as if the session had been recorded
 * until then.
 */
public final class StepPictures {
  private static final double TITLE_SIZE = 19;
  private static final double TEXT_SIZE = 15;
  private static final double LINE = 22;
  private static final double LEFT = 16;
  private static final double TITLE_BASELINE = 30;

  /** The least number of lines of text that there is room for. */
  private static final int LINES_LEAST = 3;

  private static final double BELOW = 12;
  private static final double FRAME = 2.5;
  private static final double FRAME_GAP = 3;

  /** The line of the ruler, above which its times are written. */
  private static final double RULER = 62;

  private static final long MILLIS_LEAST = 2_000;
  private static final long MILLIS_PER_LETTER = 45;

  private final TextWidths widths = new TextWidths();
  private final List<StepShot> shots;

  private StepPictures(List<StepShot> shots) {
    this.shots = shots;
  }

  /**
   * Returns the pictures of the steps of a session that has ended.
   *
   * @param title its title
   * @param purpose what it is for; may be empty
   */
  public static StepPictures ofSession(Timeline timeline, String title, String purpose) {
    return new StepPictures(StepShot.ofSession(Picture.of(timeline), title, purpose));
  }

  /**
   * Returns the pictures of the steps of a lesson. A question has two: the second one tells the
   * answer.
   *
   * @param player runs a scenario or reads a session that the lesson plays
   * @throws IllegalArgumentException if a step does not fit its run
   */
  public static StepPictures ofLesson(Lesson lesson, Function<Played, Session> player) {
    return new StepPictures(StepShot.ofLesson(lesson, player));
  }

  /** Returns the number of pictures. */
  public int count() {
    return shots.size();
  }

  /** Returns how long a reader needs for a picture, in milliseconds. */
  public long millis(int index) {
    StepShot step = shots.get(index);
    int letters = step.title().length() + step.text().length();
    return MILLIS_LEAST + MILLIS_PER_LETTER * letters;
  }

  /** Returns the height in pixels of all pictures of some width. */
  public int height(int width) {
    double lanes = shots.stream().mapToDouble(shot -> shot.layout().height()).max().orElse(0);
    long most =
        shots.stream()
            .mapToInt(shot -> lines(shot.text(), style(Palette.LIGHT), room(width)).size())
            .max()
            .orElse(0);
    double words = TITLE_BASELINE + Math.max(LINES_LEAST, most) * LINE + BELOW;
    return (int) Math.ceil(LaneLayout.HEADER_HEIGHT + lanes + words);
  }

  /** Draws a picture of some width in pixels. An elastic scale is used only for whole sessions. */
  public void paint(Pen pen, int index, int width, Palette palette, boolean elastic) {
    StepShot step = shots.get(index);
    Picture whole = step.picture();
    Picture known = known(step);
    double bottom = LaneLayout.HEADER_HEIGHT + step.layout().height();
    SwimlanePainter.Frame frame = new SwimlanePainter.Frame(width, bottom, 0, palette);
    TimeScale scale = scale(step, elastic ? whole.elastic() : whole.linear(), frame);
    pen.fill(0, 0, width, height(width), Ink.of(palette.argb(Tone.BG)));
    SwimlanePainter.Painted painted =
        new SwimlanePainter(widths).paint(pen, known, step.layout().told(known), scale, frame);
    if (step.nanos() < scale.toNanos()) {
      later(pen, scale, step.nanos(), painted.labels(), palette);
    }
    if (scale.shows(step.nanos(), step.nanos())) {
      double x = scale.x(step.nanos());
      Stroke playhead = Stroke.line(palette.argb(Tone.CURSOR), 1.5);
      pen.curve(new double[] {x, LaneLayout.HEADER_HEIGHT - 12, x, bottom}, playhead, false);
    }
    pointed(pen, step, scale, palette);
    words(pen, step, bottom, width, palette);
  }

  private static TimeScale scale(StepShot step, TimeAxis axis, SwimlanePainter.Frame frame) {
    Placement.Stretch view = step.view();
    return view == null
        ? TimeScale.whole(axis, LaneLayout.NAME_WIDTH, frame.lanesWidth())
        : TimeScale.of(
            step.picture().linear(),
            view.fromNanos(),
            view.toNanos(),
            LaneLayout.NAME_WIDTH,
            frame.lanesWidth());
  }

  /** Draws a frame around what the step points at. */
  private static void pointed(Pen pen, StepShot step, TimeScale scale, Palette palette) {
    LaneLayout.@Nullable Row row = step.lane() == null ? null : step.layout().row(step.lane());
    if (row == null) {
      return;
    }
    Placement.Stretch points = step.points();
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

  private static Picture known(StepShot step) {
    Timeline timeline = step.picture().timeline();
    Timeline part = new Timeline();
    for (int i = 0; i < timeline.size() && timeline.nanos(i) <= step.nanos(); i++) {
      part.accept(timeline.event(i));
    }
    part.reach(step.nanos());
    return Picture.of(part);
  }

  /**
   * Covers the times of the ruler that have not come yet: they would tell how much is to come. A
   * time that would be cut is covered as a whole.
   */
  private static void later(
      Pen pen, TimeScale scale, long nanos, List<Label> labels, Palette palette) {
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

  private void words(Pen pen, StepShot step, double top, int width, Palette palette) {
    TextStyle title =
        TextStyle.of(TextStyle.Face.INTER_SEMIBOLD, TITLE_SIZE, palette.argb(Tone.TEXT));
    double y = top + TITLE_BASELINE;
    pen.text(LEFT, y, widths.fit(step.title(), title, room(width)), title);
    for (String line : lines(step.text(), style(palette), room(width))) {
      y += LINE;
      pen.text(LEFT, y, line, style(palette));
    }
  }

  private static double room(int width) {
    return width - 2 * LEFT;
  }

  private static TextStyle style(Palette palette) {
    return TextStyle.of(TextStyle.Face.INTER, TEXT_SIZE, palette.argb(Tone.TEXT));
  }

  private List<String> lines(String text, TextStyle style, double room) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      wrap(paragraph, style, room, lines);
    }
    return lines;
  }

  private void wrap(String text, TextStyle style, double room, List<String> lines) {
    String line = "";
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (line.isEmpty() || widths.width(longer, style) <= room) {
        line = longer;
      } else {
        lines.add(line);
        line = word;
      }
    }
    lines.add(line);
  }
}
