package dev.fenceline.app.glossary;

import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The small picture of a term, drawn like the swimlanes from lines of text. Times are 0 to 100.
 *
 * <ul>
 *   <li>{@code host: 0-40 LIVE live, 40-100 FENCING} is a lane with bars: from, to, tone, words
 *   <li>{@code host 40 > target 46 CCR reset} is an arrow: from, to, tone, words
 *   <li>{@code host @ 40 BAD no answer} is a dot with words beside it
 * </ul>
 */
public final class TermPicture {
  /** The width that pictures are made for, in pixels. */
  public static final int WIDTH = 560;

  private static final double NAMES = 112;
  private static final double LANE = 28;

  /** The height of a lane where arrows need room between the bars. */
  private static final double LANE_WITH_ARROWS = 46;

  private static final double BAR = 18;
  private static final double EDGE = 10;
  private static final double WORDS = 11;
  private static final double DOT = 4;
  private static final double TIMES = 100;
  private static final String TONE = "([A-Z]+)";
  private static final Pattern LANE_LINE = Pattern.compile("([^:@>]+): *(.*)");
  private static final Pattern BAR_PART = Pattern.compile("(\\d+)-(\\d+) " + TONE + " ?(.*)");
  private static final Pattern ARROW_LINE =
      Pattern.compile("(.+?) (\\d+) > (.+?) (\\d+) " + TONE + " ?(.*)");
  private static final Pattern DOT_LINE = Pattern.compile("(.+?) @ (\\d+) " + TONE + " ?(.*)");

  private record Bar(int lane, int from, int to, Tone tone, String words) {}

  private record Arrow(int lane, int at, int toLane, int toAt, Tone tone, String words) {}

  private record Dot(int lane, int at, Tone tone, String words) {}

  private final Map<String, Integer> lanes = new LinkedHashMap<>();
  private final List<Bar> bars = new ArrayList<>();
  private final List<Arrow> arrows = new ArrayList<>();
  private final List<Dot> dots = new ArrayList<>();
  private final TextWidths widths = new TextWidths();

  private TermPicture() {}

  /**
   * Reads a picture.
   *
   * @throws IllegalArgumentException if a line is none of a picture, or names a lane that no
   *     earlier line has, or if words do not fit
   */
  public static TermPicture of(List<String> lines) {
    TermPicture picture = new TermPicture();
    lines.forEach(picture::add);
    List<String> wide = picture.tooWide();
    if (!wide.isEmpty()) {
      throw new IllegalArgumentException("no room for " + String.join(", ", wide));
    }
    return picture;
  }

  private void add(String line) {
    Matcher arrow = ARROW_LINE.matcher(line);
    Matcher dot = DOT_LINE.matcher(line);
    Matcher lane = LANE_LINE.matcher(line);
    if (arrow.matches()) {
      arrows.add(
          new Arrow(
              lane(arrow.group(1)),
              time(arrow.group(2)),
              lane(arrow.group(3)),
              time(arrow.group(4)),
              Tone.valueOf(arrow.group(5)),
              arrow.group(6)));
    } else if (dot.matches()) {
      dots.add(
          new Dot(
              lane(dot.group(1)), time(dot.group(2)), Tone.valueOf(dot.group(3)), dot.group(4)));
    } else if (lane.matches()) {
      lanes.put(lane.group(1), lanes.size());
      for (String part : lane.group(2).split(", (?=\\d+-\\d+ )", -1)) {
        bar(lanes.size() - 1, part, line);
      }
    } else {
      throw new IllegalArgumentException("not a line of a picture: " + line);
    }
  }

  private void bar(int lane, String part, String line) {
    Matcher bar = BAR_PART.matcher(part);
    if (part.isEmpty()) {
      return;
    }
    if (!bar.matches()) {
      throw new IllegalArgumentException("\"%s\" is no bar of: %s".formatted(part, line));
    }
    bars.add(
        new Bar(
            lane,
            time(bar.group(1)),
            time(bar.group(2)),
            Tone.valueOf(bar.group(3)),
            bar.group(4)));
  }

  private int lane(String name) {
    Integer lane = lanes.get(name);
    if (lane == null) {
      throw new IllegalArgumentException("no lane before is called " + name);
    }
    return lane;
  }

  private static int time(String digits) {
    int time = Integer.parseInt(digits);
    if (time > TIMES) {
      throw new IllegalArgumentException("times are at most 100: " + digits);
    }
    return time;
  }

  /** Returns its height in pixels. */
  public int height() {
    return (int) (2 * EDGE + lanes.size() * lane());
  }

  /**
   * Returns the words that do not fit: those that are wider than their bar, and those that leave
   * the picture.
   */
  private List<String> tooWide() {
    List<String> wide = new ArrayList<>();
    TextStyle style = style(0);
    lanes.keySet().stream()
        .filter(name -> widths.width(name, style) > NAMES - EDGE)
        .forEach(wide::add);
    for (Bar bar : bars) {
      if (widths.width(bar.words(), style) > x(bar.to()) - x(bar.from()) - DOT) {
        wide.add(bar.words());
      }
    }
    for (Arrow arrow : arrows) {
      if (besides((x(arrow.at()) + x(arrow.toAt())) / 2, arrow.words()) > WIDTH) {
        wide.add(arrow.words());
      }
    }
    for (Dot dot : dots) {
      if (besides(x(dot.at()), dot.words()) > WIDTH) {
        wide.add(dot.words());
      }
    }
    return wide;
  }

  private double besides(double x, String words) {
    return x + 2 * DOT + widths.width(words, style(0));
  }

  /** Draws it, {@value #WIDTH} pixels wide. */
  public void paint(Pen pen, Palette palette) {
    Ink ground = Ink.of(palette.argb(Tone.BG)).rounded(6);
    pen.fill(0, 0, WIDTH, height(), ground);
    lanes.forEach(
        (name, lane) -> pen.text(EDGE, middle(lane) + DOT, name, style(palette.argb(Tone.MUTED))));
    for (Bar bar : bars) {
      double y = middle(bar.lane()) - BAR / 2;
      pen.fill(
          x(bar.from()), y, x(bar.to()) - x(bar.from()), BAR, palette.fill(bar.tone()).rounded(3));
      words(pen, bar, palette);
    }
    for (Arrow arrow : arrows) {
      Stroke line = Stroke.line(palette.line(arrow.tone()), 1.6);
      double up = arrow.toLane() > arrow.lane() ? 1 : -1;
      double from = middle(arrow.lane()) + (arrow.lane() == arrow.toLane() ? 0 : up * BAR / 2);
      double to = middle(arrow.toLane()) - (arrow.lane() == arrow.toLane() ? 0 : up * BAR / 2);
      pen.curve(new double[] {x(arrow.at()), from, x(arrow.toAt()), to}, line, true);
      double x = (x(arrow.at()) + x(arrow.toAt())) / 2 + 2 * DOT;
      label(pen, x, (from + to) / 2 + DOT, arrow.words(), arrow.tone(), palette);
    }
    for (Dot dot : dots) {
      double x = x(dot.at());
      double y = middle(dot.lane());
      Ink ink = Ink.of(palette.line(dot.tone())).rounded(DOT);
      pen.fill(x - DOT, y - DOT, 2 * DOT, 2 * DOT, ink);
      label(pen, x + 2 * DOT, y + DOT, dot.words(), dot.tone(), palette);
    }
  }

  /** Writes words on a ground of their own, so that no line crosses them. */
  private void label(Pen pen, double x, double baseline, String words, Tone tone, Palette palette) {
    if (!words.isEmpty()) {
      TextStyle style = style(palette.word(tone));
      Ink ground = Ink.of(palette.argb(Tone.BG, 0.85));
      pen.fill(x - 2, baseline - WORDS, widths.width(words, style) + DOT, WORDS + DOT, ground);
      pen.text(x, baseline, words, style);
    }
  }

  private void words(Pen pen, Bar bar, Palette palette) {
    boolean isHatched = palette.fill(bar.tone()).hatch() != Ink.Hatch.SOLID;
    double x = x(bar.from()) + DOT;
    double baseline = middle(bar.lane()) + DOT;
    int argb = isHatched ? palette.argb(Tone.TEXT) : onFill(bar.tone(), palette);
    if (isHatched && !bar.words().isEmpty()) {
      TextStyle style = style(argb);
      double width = widths.width(bar.words(), style) + DOT;
      pen.fill(x - 2, baseline - WORDS, width, WORDS + DOT, Ink.of(palette.argb(Tone.BG, 0.8)));
    }
    pen.text(x, baseline, bar.words(), style(argb));
  }

  /** Returns the colour of words on a bar. Tones that are made for words have none of their own. */
  private static int onFill(Tone tone, Palette palette) {
    return switch (tone) {
      case GOOD, BAD, ACCENT, TEXT, MUTED -> palette.argb(Tone.BG);
      default -> palette.onFill(tone);
    };
  }

  private static TextStyle style(int argb) {
    return TextStyle.of(TextStyle.Face.INTER_SEMIBOLD, WORDS, argb);
  }

  private static double x(int time) {
    return NAMES + time / TIMES * (WIDTH - NAMES - EDGE);
  }

  private double lane() {
    return arrows.isEmpty() ? LANE : LANE_WITH_ARROWS;
  }

  private double middle(int lane) {
    return EDGE + (lane + 0.5) * lane();
  }
}
