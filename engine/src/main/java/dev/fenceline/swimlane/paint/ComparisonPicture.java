package dev.fenceline.swimlane.paint;

import dev.fenceline.event.value.Verdict;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.MovedPen;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.SvgPen;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.swimlane.picture.TimeAxis;
import dev.fenceline.timeline.recovery.Anchor;
import dev.fenceline.timeline.recovery.Comparison;
import dev.fenceline.timeline.recovery.Comparison.Row;
import dev.fenceline.timeline.recovery.Comparison.Side;
import dev.fenceline.timeline.recovery.Headline;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The picture of a comparison for a file: the lanes of each session, one above the other, aligned
 * at one event and on one scale, and below them the table.
 */
public final class ComparisonPicture {
  private static final double HEAD = 52;
  private static final double TITLE_Y = 26;
  private static final double WORDS_Y = 44;
  private static final double GAP = 18;
  private static final double LINE = 20;
  private static final double NAME_SHARE = 0.16;
  private static final double MARK_WIDTH = 18;
  private static final int TEXT_SIZE = 12;
  private static final int TITLE_SIZE = 14;

  private final TextWidths widths = new TextWidths();
  private final List<Part> parts;
  private final Comparison comparison;
  private final Anchor anchor;
  private final long fromNanos;
  private final long toNanos;

  private record Part(
      String title, Headline headline, Picture picture, LaneLayout layout, long atNanos) {}

  /**
   * Creates the picture of the events that the sessions contain now.
   *
   * @param sides the sessions, from top to bottom
   * @param anchor the event at which they are aligned; a session that does not show it is aligned
   *     at its start
   */
  public ComparisonPicture(List<Side> sides, Anchor anchor) {
    this.anchor = anchor;
    parts = sides.stream().map(side -> part(side, anchor)).toList();
    comparison = Comparison.of(sides);
    fromNanos = parts.stream().mapToLong(part -> -part.atNanos()).min().orElse(0);
    toNanos =
        parts.stream()
            .mapToLong(part -> part.picture().endNanos() - part.atNanos())
            .max()
            .orElse(1);
  }

  private static Part part(Side side, Anchor anchor) {
    Picture picture = Picture.of(side.timeline());
    return new Part(
        side.title(),
        Headline.of(side.timeline()),
        picture,
        LaneLayout.of(picture),
        anchor.nanos(side.timeline()).orElse(0));
  }

  private static double height(Part part) {
    return HEAD + LaneLayout.HEADER_HEIGHT + part.layout().height() + GAP;
  }

  /** Returns its height in pixels. */
  public int height() {
    double lanes = parts.stream().mapToDouble(ComparisonPicture::height).sum();
    return (int) Math.ceil(lanes + (comparison.rows().size() + 2) * LINE + GAP);
  }

  /** Draws the picture. */
  public void paint(Pen pen, int width, Palette palette) {
    pen.fill(0, 0, width, height(), Ink.of(palette.argb(Tone.BG)));
    double y = 0;
    for (Part part : parts) {
      paint(new MovedPen(pen, y), part, width, palette);
      y += height(part);
    }
    table(new MovedPen(pen, y), width, palette);
  }

  private void paint(Pen pen, Part part, int width, Palette palette) {
    double room = width - 2 * LaneLayout.NAME_LEFT;
    TextStyle title =
        TextStyle.of(TextStyle.Face.INTER_SEMIBOLD, TITLE_SIZE, palette.word(Tone.TEXT));
    TextStyle words = TextStyle.of(TextStyle.Face.INTER, TEXT_SIZE, tone(part, palette));
    pen.text(LaneLayout.NAME_LEFT, TITLE_Y, widths.fit(part.title(), title, room), title);
    pen.text(
        LaneLayout.NAME_LEFT, WORDS_Y, widths.fit(part.headline().words(), words, room), words);
    double height = LaneLayout.HEADER_HEIGHT + part.layout().height();
    SwimlanePainter.Frame frame = new SwimlanePainter.Frame(width, height, 0, palette);
    TimeScale scale =
        TimeScale.of(
            TimeAxis.linear(part.picture().endNanos()),
            part.atNanos() + fromNanos,
            part.atNanos() + toNanos,
            LaneLayout.NAME_WIDTH,
            frame.lanesWidth());
    new SwimlanePainter(widths)
        .paint(new MovedPen(pen, HEAD), part.picture(), part.layout(), scale, frame);
  }

  private static int tone(Part part, Palette palette) {
    Verdict verdict = part.headline().verdict();
    return palette.word(
        switch (verdict) {
          case CORRUPT -> Tone.BAD;
          case INTACT -> Tone.GOOD;
          case UNKNOWN -> Tone.MUTED;
        });
  }

  private void table(Pen pen, int width, Palette palette) {
    TextStyle muted = TextStyle.of(TextStyle.Face.INTER, TEXT_SIZE, palette.word(Tone.MUTED));
    TextStyle strong =
        TextStyle.of(TextStyle.Face.INTER_SEMIBOLD, TEXT_SIZE, palette.word(Tone.TEXT));
    double left = LaneLayout.NAME_LEFT;
    pen.text(
        left,
        LINE,
        "Aligned at the %s. Rows marked \u2260 differ; a dash is not known."
            .formatted(anchor.words()),
        muted);
    line(pen, 2 * LINE, new Line("", "", comparison.titles()), width, muted, strong);
    IntStream.range(0, comparison.rows().size())
        .forEach(index -> {
          Row row = comparison.rows().get(index);
          Line line = new Line(row.differs() ? "\u2260" : "", row.name(), row.values());
          line(pen, (index + 3) * LINE, line, width, muted, row.differs() ? strong : muted);
        });
  }

  private record Line(String mark, String name, List<String> values) {}

  private void line(
      Pen pen, double y, Line line, int width, TextStyle muted, TextStyle valueStyle) {
    double left = LaneLayout.NAME_LEFT + MARK_WIDTH;
    double first = left + NAME_SHARE * width;
    double column = (width - first - LaneLayout.NAME_LEFT) / line.values().size();
    pen.text(LaneLayout.NAME_LEFT, y, line.mark(), muted);
    pen.text(left, y, line.name(), muted);
    for (int at = 0; at < line.values().size(); at++) {
      String value = widths.fit(line.values().get(at), valueStyle, column - GAP);
      pen.text(first + at * column, y, value, valueStyle);
    }
  }

  /** Returns the picture as a complete SVG document, ending with a line feed. */
  public String svg(int width, Palette palette) {
    SvgPen pen = new SvgPen(widths);
    paint(pen, width, palette);
    return pen.document(width, height(), String.join(", ", comparison.titles()));
  }
}
