package dev.fenceline.swimlane.paint;

import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.pen.Argb;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.metrics.Bucket;
import dev.fenceline.timeline.metrics.MeasuredRequests;
import dev.fenceline.timeline.metrics.Metrics;
import dev.fenceline.timeline.metrics.PathOutage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Paints what was measured over the time of the lanes: throughput, latency, requests in flight, and
 * the outages of paths.
 */
public final class MetricsPainter {
  private static final double TOP = 6;
  private static final double ROW = 36;
  private static final double CURVE = 26;
  private static final double LATENCY_ROW = 48;
  private static final double LATENCY_CURVE = 38;
  private static final double LAST_BASELINE = 40;
  private static final double OUTAGE_ROW = 18;
  private static final double OUTAGE_BAR = 11;
  private static final double BUCKET_PIXELS = 5;
  private static final double SAMPLE_PIXELS = 12;
  private static final double NAME_BASELINE = 12;
  private static final double VALUE_BASELINE = 26;
  private static final double GAP = 4;
  private static final double SIZE = 10.5;
  private static final double MARK = 5;

  /** A tick can be seen behind a diamond at the same height. */
  private static final double TICK_HEIGHT = 9;

  /** The number of requests that a bucket has on average, and the number of buckets to allow it. */
  private static final int REQUESTS = 8;

  private static final int BUCKETS_LEAST = 24;

  /** How latencies are marked. Colours alone would not tell them apart for everybody. */
  private enum Mark {
    DASH,
    DIAMOND,
    TICK
  }

  private final Brush brush;
  private final Metrics metrics;
  private final List<Bucket> buckets = new ArrayList<>();
  private final long bucketNanos;

  /** Creates a painter of metrics at a scale. */
  public MetricsPainter(
      Pen pen, Palette palette, TimeScale scale, TextWidths widths, Metrics metrics) {
    this.brush = new Brush(pen, palette, scale, widths);
    this.metrics = metrics;
    long fewNanos = (scale.toNanos() - scale.fromNanos()) / BUCKETS_LEAST;
    bucketNanos = Math.max(pixels(scale), Math.min(fewNanos, REQUESTS * metrics.meanNanos()));
    metrics.look(scale.fromNanos(), scale.toNanos(), bucketNanos, buckets::add);
  }

  /** Returns the height of the picture. */
  public static double height(Metrics metrics) {
    double curves = metrics.source() == MeasuredRequests.NONE ? OUTAGE_ROW : 2 * ROW + LATENCY_ROW;
    return 2 * TOP + curves + Math.max(1, rows(metrics).size()) * OUTAGE_ROW;
  }

  /** Returns the time of a bucket that is wide enough where the scale shows most detail. */
  private static long pixels(TimeScale scale) {
    double least = Double.MAX_VALUE;
    for (double x = scale.left(); x + SAMPLE_PIXELS <= scale.right(); x += SAMPLE_PIXELS) {
      least = Math.min(least, scale.nanos(x + SAMPLE_PIXELS) - scale.nanos(x));
    }
    return (long) Math.min(Long.MAX_VALUE, least / SAMPLE_PIXELS * BUCKET_PIXELS);
  }

  /** Paints the curves with the values of one moment beside their names. */
  public void paint(long momentNanos) {
    paint(metrics.source() == MeasuredRequests.NONE ? null : metrics.at(momentNanos, bucketNanos));
  }

  /** Paints the curves alone, for a picture that has no playhead. */
  public void paint() {
    paint(null);
  }

  private void paint(@Nullable Bucket now) {
    double y = TOP;
    if (metrics.source() == MeasuredRequests.NONE) {
      String none = "This session has no events of I/O: throughput and latency are not known.";
      brush.pen.text(brush.scale.left(), y + NAME_BASELINE, none, brush.note());
      y += OUTAGE_ROW;
    } else {
      throughput(y, now);
      latency(y + ROW, now);
      inFlight(y + ROW + LATENCY_ROW, now);
      y += 2 * ROW + LATENCY_ROW;
    }
    outages(y);
  }

  /** Draws a line down the curves at a pixel, if that is on the axis. */
  public void line(double x, double height, Tone tone) {
    if (x >= brush.scale.left() && x <= brush.scale.right()) {
      Stroke stroke = Stroke.line(brush.palette.argb(tone), 1);
      brush.pen.curve(new double[] {x, 0, x, height}, stroke, false);
    }
  }

  private void throughput(double y, @Nullable Bucket now) {
    double most = most(Bucket::perSecond);
    names(y, "throughput", "to " + rate(most));
    value(y, now == null ? "" : rate(now.perSecond()), Tone.ACCENT);
    curve(y, bucket -> bucket.perSecond() / most, Tone.ACCENT);
  }

  private void latency(double y, @Nullable Bucket now) {
    double longest = most(Bucket::maxNanos);
    brush.pen.text(LaneLayout.NAME_LEFT, y + NAME_BASELINE, "latency", brush.name());
    if (now != null && now.completed() == 0) {
      value(y, "none completed", Tone.MUTED);
    } else {
      String median = now == null ? "" : " " + Text.measured(now.medianNanos());
      String p99 = now == null ? "" : " " + Text.measured(now.p99Nanos());
      marked(LaneLayout.NAME_LEFT, y + VALUE_BASELINE, "p50" + median, Mark.DASH, Tone.ACCENT);
      marked(LaneLayout.NAME_LEFT, y + LAST_BASELINE, "p99" + p99, Mark.DIAMOND, Tone.FENCING);
    }
    if (buckets.stream().anyMatch(bucket -> bucket.completed() > 0)) {
      String top = "max " + Text.measured((long) longest);
      double x = LaneLayout.NAME_WIDTH - GAP - brush.widths.width(top, words(Tone.BAD));
      marked(x - MARK - GAP, y + NAME_BASELINE, top, Mark.TICK, Tone.BAD);
    }
    double most = Math.log(Math.max(2, longest));
    double least =
        buckets.stream()
            .filter(bucket -> bucket.completed() > 0)
            .mapToDouble(bucket -> log(bucket.medianNanos()))
            .min()
            .orElse(0);
    double range = Math.max(1e-9, most - least);
    marks(y, bucket -> (log(bucket.maxNanos()) - least) / range, Mark.TICK, Tone.BAD);
    marks(y, bucket -> (log(bucket.p99Nanos()) - least) / range, Mark.DIAMOND, Tone.FENCING);
    marks(y, bucket -> (log(bucket.medianNanos()) - least) / range, Mark.DASH, Tone.ACCENT);
  }

  private static double log(long nanos) {
    return Math.log((double) Math.max(1, nanos));
  }

  private void inFlight(double y, @Nullable Bucket now) {
    double most = most(Bucket::inFlight);
    names(y, "in flight", "to " + Text.spaced((long) most));
    value(y, now == null ? "" : Text.spaced(now.inFlight()), Tone.COMMAND);
    curve(y, bucket -> bucket.inFlight() / most, Tone.COMMAND);
  }

  private double most(ToDoubleFunction<Bucket> value) {
    return Math.max(1e-9, buckets.stream().mapToDouble(value).max().orElse(0));
  }

  private static String rate(double perSecond) {
    return perSecond >= 100 || perSecond == 0
        ? Text.spaced(Math.round(perSecond)) + "/s"
        : String.format(Locale.ROOT, "%.1f/s", perSecond);
  }

  /** Writes the name of a curve, and what its top stands for. */
  private void names(double y, String name, String top) {
    brush.pen.text(LaneLayout.NAME_LEFT, y + NAME_BASELINE, name, brush.name());
    atRight(y + VALUE_BASELINE, top, Tone.MUTED);
  }

  private void atRight(double baseline, String words, Tone tone) {
    TextStyle style = words(tone);
    double x = LaneLayout.NAME_WIDTH - GAP - brush.widths.width(words, style);
    brush.pen.text(x, baseline, words, style);
  }

  /** Writes a value of the moment. */
  private void value(double y, String value, Tone tone) {
    brush.pen.text(LaneLayout.NAME_LEFT, y + VALUE_BASELINE, value, words(tone));
  }

  /** Writes words after the mark that they explain. */
  private void marked(double x, double baseline, String words, Mark mark, Tone tone) {
    mark(mark, x, x + MARK, baseline - SIZE / 3, Ink.of(brush.palette.line(tone)));
    brush.pen.text(x + MARK + GAP, baseline, words, words(tone));
  }

  private TextStyle words(Tone tone) {
    return TextStyle.of(TextStyle.Face.INTER, SIZE, brush.palette.word(tone));
  }

  /** Draws a stepped curve; a height of 1 is the top. */
  private void curve(double y, ToDoubleFunction<Bucket> height, Tone tone) {
    double base = y + CURVE + TOP;
    if (buckets.isEmpty()) {
      return;
    }
    double[] points = new double[4 * buckets.size() + 4];
    int at = 0;
    double left = brush.scale.left();
    double right = brush.scale.right();
    points[at++] = Math.clamp(brush.x(buckets.getFirst().fromNanos()), left, right);
    points[at++] = base;
    for (Bucket bucket : buckets) {
      double top = base - Math.clamp(height.applyAsDouble(bucket), 0, 1) * CURVE;
      points[at++] = Math.clamp(brush.x(bucket.fromNanos()), left, right);
      points[at++] = top;
      points[at++] = Math.clamp(brush.x(bucket.toNanos()), left, right);
      points[at++] = top;
    }
    points[at++] = points[at - 3];
    points[at] = base;
    int argb = brush.palette.line(tone);
    brush.pen.curve(points, Stroke.area(Argb.fade(argb, 0.22)), false);
    brush.pen.curve(points, Stroke.line(argb, 1), false);
  }

  /** Draws a mark for each bucket in which a request completed: there is none between them. */
  private void marks(double y, ToDoubleFunction<Bucket> height, Mark mark, Tone tone) {
    double base = y + LATENCY_CURVE + TOP;
    Ink ink = Ink.of(brush.palette.line(tone));
    for (Bucket bucket : buckets) {
      if (bucket.completed() > 0) {
        double from = Math.max(brush.scale.left(), brush.x(bucket.fromNanos()));
        double to = Math.min(brush.scale.right(), brush.x(bucket.toNanos()));
        double middle = base - Math.clamp(height.applyAsDouble(bucket), 0, 1) * LATENCY_CURVE;
        if (to > from) {
          mark(mark, from, to, middle, ink);
        }
      }
    }
  }

  /** Draws one mark: a dash is as long as its bucket, the others stand in its middle. */
  private void mark(Mark mark, double from, double to, double y, Ink ink) {
    double x = (from + to) / 2;
    double half = MARK / 2;
    switch (mark) {
      case DASH -> brush.pen.fill(from, y - 0.75, Math.max(1.5, to - from), 1.5, ink);
      case TICK -> brush.pen.fill(x - 0.75, y - TICK_HEIGHT / 2, 1.5, TICK_HEIGHT, ink);
      case DIAMOND ->
          brush.pen.curve(
              new double[] {x - half, y, x, y - half, x + half, y, x, y + half},
              Stroke.area(ink.argb()),
              false);
    }
  }

  private static List<String> rows(Metrics metrics) {
    return metrics.outages().stream().map(MetricsPainter::row).distinct().toList();
  }

  private static String row(PathOutage outage) {
    String controller = outage.controller().name();
    return outage.path().isEmpty() ? controller : controller + ", path " + outage.path();
  }

  private void outages(double top) {
    List<String> rows = rows(metrics);
    if (rows.isEmpty()) {
      brush.pen.text(LaneLayout.NAME_LEFT, top + NAME_BASELINE, "outage", brush.name());
      String none = "No path is known to have failed.";
      brush.pen.text(brush.scale.left(), top + NAME_BASELINE, none, brush.note());
    }
    for (int i = 0; i < rows.size(); i++) {
      double y = top + i * OUTAGE_ROW;
      String name = "outage " + rows.get(i);
      double room = LaneLayout.NAME_WIDTH - LaneLayout.NAME_LEFT - GAP;
      String fitting = brush.widths.fit(name, brush.note(), room);
      brush.pen.text(LaneLayout.NAME_LEFT, y + NAME_BASELINE, fitting, brush.note());
      for (PathOutage outage : metrics.outages()) {
        if (row(outage).equals(rows.get(i))) {
          outage(outage, y);
        }
      }
    }
    brush.labels.write(brush.pen);
  }

  private void outage(PathOutage outage, double y) {
    double from = Math.max(brush.scale.left(), brush.x(outage.fromNanos()));
    double to = Math.min(brush.scale.right(), brush.x(outage.toNanos()));
    if (to < from) {
      return;
    }
    Ink ink = brush.palette.fill(Tone.SILENT);
    brush.pen.fill(from, y + 3, Math.max(2, to - from), OUTAGE_BAR, ink);
    brush.labels.at(to + GAP, y + NAME_BASELINE, outage.words(), brush.remark(Tone.SILENT));
  }
}
