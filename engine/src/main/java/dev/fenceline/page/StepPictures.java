package dev.fenceline.page;

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

/**
 * A picture for each step of a session, with its words below the lanes. Each shows the events up to
 * its moment and nothing of what comes later, as if the session had been recorded until then.
 */
public final class StepPictures {
  private static final double TITLE_SIZE = 19;
  private static final double TEXT_SIZE = 15;
  private static final double LINE = 22;
  private static final double LEFT = 16;
  private static final double TITLE_BASELINE = 30;

  /** Room for the words: the title and three lines of text. */
  private static final double WORDS_HEIGHT = TITLE_BASELINE + 3 * LINE + 12;

  /** The line of the ruler, above which its times are written. */
  private static final double RULER = 62;

  private static final long MILLIS_LEAST = 2_000;
  private static final long MILLIS_PER_LETTER = 45;

  private final TextWidths widths = new TextWidths();
  private final Timeline timeline;
  private final Picture whole;
  private final LaneLayout layout;
  private final List<PageSteps.Step> steps;

  /**
   * Creates the pictures of the steps of a session that has ended.
   *
   * @param title its title
   * @param purpose what it is for; may be empty
   */
  public StepPictures(Timeline timeline, String title, String purpose) {
    this.timeline = timeline;
    whole = Picture.of(timeline);
    layout = LaneLayout.of(whole);
    steps = PageSteps.moments(whole, title, purpose);
  }

  /** Returns the number of pictures. */
  public int count() {
    return steps.size();
  }

  /** Returns how long a reader needs for a picture, in milliseconds. */
  public long millis(int index) {
    PageSteps.Step step = steps.get(index);
    int letters = step.title().length() + step.text().length();
    return MILLIS_LEAST + MILLIS_PER_LETTER * letters;
  }

  /** Returns the height of all pictures in pixels. */
  public int height() {
    return (int) Math.ceil(LaneLayout.HEADER_HEIGHT + layout.height() + WORDS_HEIGHT);
  }

  /** Draws a picture of some width in pixels. */
  public void paint(Pen pen, int index, int width, Palette palette, boolean elastic) {
    PageSteps.Step step = steps.get(index);
    Picture known = known(step.nanos());
    double bottom = LaneLayout.HEADER_HEIGHT + layout.height();
    SwimlanePainter.Frame frame = new SwimlanePainter.Frame(width, bottom, 0, palette);
    TimeAxis axis = elastic ? whole.elastic() : whole.linear();
    TimeScale scale = TimeScale.whole(axis, LaneLayout.NAME_WIDTH, frame.lanesWidth());
    pen.fill(0, 0, width, height(), Ink.of(palette.argb(Tone.BG)));
    SwimlanePainter.Painted painted =
        new SwimlanePainter(widths).paint(pen, known, layout.told(known), scale, frame);
    later(pen, scale, step.nanos(), painted.labels(), palette);
    double x = scale.x(step.nanos());
    Stroke playhead = Stroke.line(palette.argb(Tone.CURSOR), 1.5);
    pen.curve(new double[] {x, LaneLayout.HEADER_HEIGHT - 12, x, bottom}, playhead, false);
    words(pen, step, bottom, width, palette);
  }

  private Picture known(long nanos) {
    Timeline part = new Timeline();
    for (int i = 0; i < timeline.size() && timeline.nanos(i) <= nanos; i++) {
      part.accept(timeline.event(i));
    }
    part.reach(nanos);
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

  private void words(Pen pen, PageSteps.Step step, double top, int width, Palette palette) {
    int argb = palette.argb(Tone.TEXT);
    TextStyle title = TextStyle.of(TextStyle.Face.INTER_SEMIBOLD, TITLE_SIZE, argb);
    TextStyle text = TextStyle.of(TextStyle.Face.INTER, TEXT_SIZE, argb);
    double room = width - 2 * LEFT;
    double y = top + TITLE_BASELINE;
    pen.text(LEFT, y, widths.fit(step.title(), title, room), title);
    for (String line : lines(step.text(), text, room)) {
      y += LINE;
      pen.text(LEFT, y, line, text);
    }
  }

  private List<String> lines(String text, TextStyle style, double room) {
    List<String> lines = new ArrayList<>();
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
    return lines;
  }
}
