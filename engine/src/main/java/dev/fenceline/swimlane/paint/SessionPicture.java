package dev.fenceline.swimlane.paint;

import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.MovedPen;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.SvgPen;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.ExtraLanes;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.swimlane.picture.TimeAxis;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.metrics.Metrics;
import java.util.Optional;
import java.util.Set;

/** The picture of a whole session for a file: phases, ruler, lanes and overview. */
public final class SessionPicture {
  /** Width in pixels at which the default scenarios show all their labels. */
  public static final int DEFAULT_WIDTH = 1240;

  private final TextWidths widths = new TextWidths();
  private final Picture picture;
  private final LaneLayout layout;
  private final String title;
  private final Optional<Metrics> metrics;

  /** Creates the picture of the events that the session currently contains. */
  public SessionPicture(Timeline timeline, String title) {
    this(timeline, title, Set.of());
  }

  /** Creates the same picture with extra lanes. */
  public SessionPicture(Timeline timeline, String title, Set<ExtraLanes> extra) {
    this(Picture.of(timeline), title, extra);
  }

  /** Creates the same of a picture that is there already. */
  public SessionPicture(Picture picture, String title, Set<ExtraLanes> extra) {
    this(picture, title, extra, Optional.empty());
  }

  /** Creates the same with metrics below the lanes. */
  public SessionPicture(
      Picture picture, String title, Set<ExtraLanes> extra, Optional<Metrics> metrics) {
    this.metrics = metrics;
    this.picture = picture;
    this.layout = LaneLayout.of(picture, extra);
    this.title = title;
  }

  /** Returns its height in pixels. */
  public int height() {
    return (int)
        Math.ceil(
            LaneLayout.HEADER_HEIGHT
                + layout.height()
                + metrics.map(MetricsPainter::height).orElse(0.0)
                + OverviewPainter.HEIGHT);
  }

  /**
   * Draws the picture.
   *
   * @param width in pixels
   * @param elastic whether idle periods are folded
   */
  public SwimlanePainter.Painted paint(Pen pen, int width, Palette palette, boolean elastic) {
    double lanesHeight = LaneLayout.HEADER_HEIGHT + layout.height();
    SwimlanePainter.Frame frame = new SwimlanePainter.Frame(width, lanesHeight, 0, palette);
    TimeAxis axis = elastic ? picture.elastic() : picture.linear();
    TimeScale scale = TimeScale.whole(axis, LaneLayout.NAME_WIDTH, frame.lanesWidth());
    TimeScale whole = TimeScale.whole(picture.linear(), LaneLayout.NAME_WIDTH, frame.lanesWidth());
    pen.fill(0, 0, width, height(), Ink.of(palette.argb(Tone.BG)));
    SwimlanePainter.Painted painted =
        new SwimlanePainter(widths).paint(pen, picture, layout, scale, frame);
    metrics.ifPresent(it ->
        new MetricsPainter(new MovedPen(pen, lanesHeight), palette, scale, widths, it).paint());
    double above = lanesHeight + metrics.map(MetricsPainter::height).orElse(0.0);
    new OverviewPainter(widths)
        .paint(pen, picture, layout, whole, 0, picture.endNanos(), palette, above);
    return painted;
  }

  /** Returns the picture as a complete SVG document, ending with a line feed. */
  public String svg(int width, Palette palette, boolean elastic) {
    return svg(width, palette, elastic, "");
  }

  /**
   * Returns the same for a document that contains several pictures, each with its own ID prefix.
   */
  public String svg(int width, Palette palette, boolean elastic, String idPrefix) {
    SvgPen pen = new SvgPen(widths, idPrefix);
    paint(pen, width, palette, elastic);
    return pen.document(width, height(), title);
  }
}
