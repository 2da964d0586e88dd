package dev.fenceline.page;

import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.Played;
import dev.fenceline.session.Session;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.MovedPen;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A picture for each step of a session or a lesson, with its words below the lanes. Each shows the
 * events up to its moment and nothing of what comes later, as if the session had been recorded
 * until then.
 */
public final class StepPictures {
  private static final double TITLE_SIZE = 22;
  private static final double TEXT_SIZE = 18;
  private static final double LINE = 26;
  private static final double LEFT = 16;
  private static final double TITLE_BASELINE = 34;

  /** The least number of lines of text that there is room for. */
  private static final int LINES_LEAST = 3;

  private static final double BELOW = 12;
  private static final double NAME_SIZE = 15;
  private static final double NAME_HEIGHT = 30;
  private static final double NAME_BASELINE = 22;

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
    double lanes = shots.stream().mapToDouble(StepPictures::lanesHeight).max().orElse(0);
    long most =
        shots.stream()
            .mapToInt(shot -> lines(shot.text(), style(Palette.LIGHT), room(width)).size())
            .max()
            .orElse(0);
    double words = TITLE_BASELINE + Math.max(LINES_LEAST, most) * LINE + BELOW;
    return (int) Math.ceil(lanes + words);
  }

  /** Draws a picture of some width in pixels. An elastic scale is used only for whole sessions. */
  public void paint(Pen pen, int index, int width, Palette palette, boolean elastic) {
    StepShot step = shots.get(index);
    pen.fill(0, 0, width, height(width), Ink.of(palette.argb(Tone.BG)));
    double y = 0;
    for (StepShot.Run run : step.runs()) {
      name(pen, run, y, width, palette);
      y += nameHeight(run);
      run.lanes().paint(new MovedPen(pen, y), widths, width, palette, elastic);
      y += run.lanes().height();
    }
    words(pen, step, y, width, palette);
  }

  private static double lanesHeight(StepShot shot) {
    return shot.runs().stream().mapToDouble(run -> nameHeight(run) + run.lanes().height()).sum();
  }

  private static double nameHeight(StepShot.Run run) {
    return run.name().isEmpty() ? 0 : NAME_HEIGHT;
  }

  private void name(Pen pen, StepShot.Run run, double y, int width, Palette palette) {
    TextStyle style =
        TextStyle.of(TextStyle.Face.INTER_SEMIBOLD, NAME_SIZE, palette.argb(Tone.TEXT));
    pen.text(LEFT, y + NAME_BASELINE, widths.fit(run.name(), style, room(width)), style);
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
