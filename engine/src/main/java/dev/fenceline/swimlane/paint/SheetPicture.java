package dev.fenceline.swimlane.paint;

import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.MovedPen;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.ExtraLanes;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.swimlane.picture.TimeAxis;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.metrics.Metrics;
import dev.fenceline.timeline.recovery.Headline;
import dev.fenceline.timeline.recovery.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The picture of a session, or of a range of its time, that explains itself: title and verdict
 * above the lanes, notes and markers on them, and below them what the colours mean.
 */
public final class SheetPicture {
  private static final double HEAD = 58;
  private static final double TITLE_Y = 28;
  private static final double WORDS_Y = 48;
  private static final double LEGEND_LINE = 22;
  private static final double LEGEND_TOP = 12;
  private static final double SWATCH_WIDTH = 26;
  private static final double SWATCH_HEIGHT = 12;
  private static final double GAP = 8;
  private static final double BETWEEN = 22;
  private static final int TITLE_SIZE = 15;
  private static final int TEXT_SIZE = 12;

  private static final List<Entry> LEGEND =
      List.of(
          new Entry(Tone.LIVE, "live, ready, path works"),
          new Entry(Tone.FENCING, "fencing"),
          new Entry(Tone.FENCED, "fenced"),
          new Entry(Tone.RESETTING, "resetting, quiescing"),
          new Entry(Tone.CONNECTING, "connecting, announced log page"),
          new Entry(Tone.CCR, "cross-controller reset"),
          new Entry(Tone.HOLD, "requests held"),
          new Entry(Tone.SILENT, "path silent or loses bytes"),
          new Entry(Tone.DEAD, "deleted, dead, new"),
          new Entry(Tone.COMMAND, "command that takes long, keep alive"),
          new Entry(Tone.BAD, "stale write, damage"));

  private record Entry(Tone tone, String words) {}

  /**
   * What is drawn upon the lanes.
   *
   * @param notes the notes, in the order of time
   * @param aNanos the moment of marker A; null for none
   * @param bNanos the moment of marker B; null for none
   */
  public record Marks(List<MarkPainter.Note> notes, @Nullable Long aNanos, @Nullable Long bNanos) {
    public Marks {
      notes = List.copyOf(notes);
    }
  }

  private final TextWidths widths = new TextWidths();
  private final Picture picture;
  private final LaneLayout layout;
  private final Headline headline;
  private final String title;
  private final Marks marks;
  private final Optional<Stretch> range;
  private final Optional<Metrics> metrics;

  /**
   * Creates the picture of the events that the session contains now.
   *
   * @param range the range of time to draw; empty for all
   * @param metrics what is drawn below the lanes; empty for nothing
   */
  public SheetPicture(
      Timeline timeline,
      String title,
      Set<ExtraLanes> extra,
      Marks marks,
      Optional<Stretch> range,
      Optional<Metrics> metrics) {
    this.picture = Picture.of(timeline);
    this.layout = LaneLayout.of(picture, extra);
    this.headline = Headline.of(timeline);
    this.title = title;
    this.marks = marks;
    this.range = range;
    this.metrics = metrics;
  }

  private double lanesHeight() {
    return LaneLayout.HEADER_HEIGHT + layout.height();
  }

  private double metricsHeight() {
    return metrics.map(MetricsPainter::height).orElse(0.0);
  }

  /** Returns its height in pixels. */
  public int height(int width) {
    double legend = LEGEND_TOP + LEGEND_LINE * (legend(width).getLast().line() + 1) + GAP;
    return (int)
        Math.ceil(HEAD + lanesHeight() + metricsHeight() + OverviewPainter.HEIGHT + legend);
  }

  /**
   * Draws the picture.
   *
   * @param elastic whether idle periods are folded
   */
  public void paint(Pen pen, int width, Palette palette, boolean elastic) {
    pen.fill(0, 0, width, height(width), Ink.of(palette.argb(Tone.BG)));
    head(pen, width, palette);
    lanes(new MovedPen(pen, HEAD), width, palette, elastic);
    double below = HEAD + lanesHeight() + metricsHeight() + OverviewPainter.HEIGHT + LEGEND_TOP;
    legend(new MovedPen(pen, below), width, palette);
  }

  private void head(Pen pen, int width, Palette palette) {
    double left = LaneLayout.NAME_LEFT;
    double room = width - 2 * left;
    TextStyle heading =
        TextStyle.of(TextStyle.Face.INTER_SEMIBOLD, TITLE_SIZE, palette.word(Tone.TEXT));
    Tone tone =
        switch (headline.verdict()) {
          case CORRUPT -> Tone.BAD;
          case INTACT -> Tone.GOOD;
          case UNKNOWN -> Tone.MUTED;
        };
    TextStyle words = TextStyle.of(TextStyle.Face.INTER_MEDIUM, TEXT_SIZE, palette.word(tone));
    String part =
        range
            .map(it ->
                "  \u00b7  %s to %s"
                    .formatted(Text.duration(it.fromNanos()), Text.duration(it.toNanos())))
            .orElse("");
    pen.text(left, TITLE_Y, widths.fit(title + part, heading, room), heading);
    pen.text(left, WORDS_Y, widths.fit(headline.words(), words, room), words);
  }

  private void lanes(Pen pen, int width, Palette palette, boolean elastic) {
    SwimlanePainter.Frame frame = new SwimlanePainter.Frame(width, lanesHeight(), 0, palette);
    TimeAxis axis = elastic ? picture.elastic() : picture.linear();
    double left = LaneLayout.NAME_WIDTH;
    TimeScale scale =
        range
            .map(it -> TimeScale.of(axis, it.fromNanos(), it.toNanos(), left, frame.lanesWidth()))
            .orElseGet(() -> TimeScale.whole(axis, left, frame.lanesWidth()));
    new SwimlanePainter(widths).paint(pen, picture, layout, scale, frame);
    MarkPainter painter = new MarkPainter(pen, palette, scale, widths, lanesHeight());
    painter.notes(marks.notes());
    painter.markers(marks.aNanos(), marks.bNanos());
    metrics.ifPresent(it ->
        new MetricsPainter(new MovedPen(pen, lanesHeight()), palette, scale, widths, it).paint());
    new OverviewPainter(widths)
        .paint(
            pen,
            picture,
            layout,
            TimeScale.whole(picture.linear(), left, frame.lanesWidth()),
            range.map(Stretch::fromNanos).orElse(0L),
            range.map(Stretch::toNanos).orElse(picture.endNanos()),
            palette,
            lanesHeight() + metricsHeight());
  }

  private record Placed(Entry entry, double x, int line) {}

  private static TextStyle legendStyle(Palette palette) {
    return TextStyle.of(TextStyle.Face.INTER, TEXT_SIZE, palette.word(Tone.MUTED));
  }

  private List<Placed> legend(int width) {
    List<Placed> placed = new ArrayList<>();
    double x = LaneLayout.NAME_LEFT;
    int line = 0;
    for (Entry entry : LEGEND) {
      double words = widths.width(entry.words(), legendStyle(Palette.DARK));
      double needed = SWATCH_WIDTH + GAP + words;
      if (x + needed > width - LaneLayout.NAME_LEFT) {
        x = LaneLayout.NAME_LEFT;
        line++;
      }
      placed.add(new Placed(entry, x, line));
      x += needed + BETWEEN;
    }
    return placed;
  }

  /** Draws what the colours mean. */
  private void legend(Pen pen, int width, Palette palette) {
    for (Placed placed : legend(width)) {
      double y = placed.line() * LEGEND_LINE;
      Ink ink = palette.fill(placed.entry().tone()).rounded(3);
      pen.fill(placed.x(), y, SWATCH_WIDTH, SWATCH_HEIGHT, ink);
      pen.text(
          placed.x() + SWATCH_WIDTH + GAP,
          y + SWATCH_HEIGHT - 2,
          placed.entry().words(),
          legendStyle(palette));
    }
  }
}
