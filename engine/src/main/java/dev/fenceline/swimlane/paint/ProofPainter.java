package dev.fenceline.swimlane.paint;

import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.LaneLayout.Row;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Label;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.Stroke;
import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.swimlane.picture.Proof;
import dev.fenceline.swimlane.picture.Proof.Kind;
import dev.fenceline.swimlane.picture.Proof.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * Paints a selected corruption on top of the picture: a veil dims everything else and highlights
 * the proof, with the late copy as one line from lane to lane.
 */
public final class ProofPainter {
  private static final double VEIL = 0.72;
  private static final double MARK = 5;
  private static final double LINE_WIDTH = 2.6;
  private static final double BESIDE = 10;
  private static final double MIDDLE = 18;

  private final Brush brush;
  private final SwimlanePainter.Frame frame;

  /** Creates a painter that paints on top of one picture. */
  public ProofPainter(Pen pen, TimeScale scale, TextWidths widths, SwimlanePainter.Frame frame) {
    this.brush = new Brush(pen, frame.palette(), scale, widths);
    this.frame = frame;
  }

  /**
   * Paints the proof of a finding of damage. Paints nothing for any other event.
   *
   * @return the labels that were written
   */
  public List<Label> paint(Picture picture, LaneLayout layout, Event selected) {
    Proof proof = Proof.of(picture, selected);
    if (proof == null) {
      return List.of();
    }
    double top = LaneLayout.HEADER_HEIGHT;
    double height = Math.max(0, frame.height() - top);
    brush.pen.clipped(
        LaneLayout.NAME_WIDTH - BESIDE,
        top,
        frame.width() - LaneLayout.NAME_WIDTH + BESIDE,
        height,
        () -> {
          Ink veil = Ink.of(brush.palette.argb(Tone.BG, VEIL));
          brush.pen.fill(LaneLayout.NAME_WIDTH - BESIDE, top, frame.width(), height, veil);
          journey(proof, layout);
          proof.moments().forEach(point -> moment(point, layout));
          brush.labels.write(brush.pen);
        });
    return brush.labels.placed();
  }

  private static Tone tone(Kind kind) {
    return switch (kind) {
      case STEP, LATE, READ -> Tone.BAD;
      case NEWER -> Tone.GOOD;
      case RETRY -> Tone.ACCENT;
    };
  }

  /**
   * Draws one line along the host's lane, across the path, and along the target's lane to the
   * landing.
   */
  private void journey(Proof proof, LaneLayout layout) {
    List<Double> points = new ArrayList<>();
    for (Point point : proof.journey()) {
      Row row = layout.row(point.lane());
      if (row != null) {
        points.add(brush.x(point.nanos()));
        points.add(y(row));
      }
    }
    if (points.size() >= 4) {
      double[] line = points.stream().mapToDouble(Double::doubleValue).toArray();
      Stroke stroke = Stroke.line(brush.palette.line(Tone.BAD), LINE_WIDTH);
      brush.pen.curve(line, stroke, true);
      Point first = proof.journey().getFirst();
      Row row = layout.row(first.lane());
      if (row != null && brush.scale.shows(first.nanos(), first.nanos())) {
        brush.disc(brush.x(first.nanos()), y(row), MARK, brush.palette.line(Tone.BAD));
        label(brush.x(first.nanos()), y(row), "sent on " + first.lane().name(), Tone.BAD);
      }
    }
  }

  private void moment(Point point, LaneLayout layout) {
    Row row = layout.row(point.lane());
    if (row == null || !brush.scale.shows(point.nanos(), point.nanos())) {
      return;
    }
    double x = brush.x(point.nanos());
    double y = y(row);
    int argb = brush.palette.line(tone(point.kind()));
    if (point.kind() == Kind.READ) {
      brush.cross(x, y, MARK, argb);
    } else {
      brush.disc(x, y, MARK, argb);
      brush.disc(x, y, MARK - 2.5, brush.palette.argb(Tone.BG));
    }
    label(x, y, point.words(), tone(point.kind()));
  }

  private void label(double x, double y, String words, Tone tone) {
    TextStyle style = brush.remark(tone);
    TextStyle before = style.anchored(TextStyle.Anchor.END);
    for (double down : new double[] {4, -9, 18, -22, 31}) {
      if (brush.labels.at(x + BESIDE, y + down, words, style)
          || brush.labels.at(x - BESIDE, y + down, words, before)) {
        return;
      }
    }
  }

  private double y(Row row) {
    double top = LaneLayout.HEADER_HEIGHT - frame.scrollY();
    boolean workload = row.lane().equals(Lane.WORKLOAD);
    return top + row.y() + (workload ? MIDDLE + 6 : MIDDLE);
  }
}
