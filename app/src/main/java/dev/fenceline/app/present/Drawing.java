package dev.fenceline.app.present;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What a speaker has drawn on the window, and the pen. Used on the application thread. */
final class Drawing {
  /** The largest number of strokes; the oldest ones vanish first. */
  static final int STROKES_MAX = 200;

  /** The largest number of points of a stroke; a longer one ends there. */
  static final int POINTS_MAX = 4_000;

  /** Points that are closer to each other, in pixels, are one point. */
  private static final double APART = 2;

  private final BooleanProperty on = new SimpleBooleanProperty();
  private final ObjectProperty<PenColor> color = new SimpleObjectProperty<>(PenColor.YELLOW);
  private final ObservableList<Line> lines = FXCollections.observableArrayList();
  private final ObservableList<Line> linesView = FXCollections.unmodifiableObservableList(lines);

  /** A stroke of the pen. */
  static final class Line {
    private final PenColor color;
    private final List<double[]> points = new ArrayList<>();

    private Line(PenColor color) {
      this.color = color;
    }

    PenColor color() {
      return color;
    }

    /** Returns the points, each as x and y in pixels of the window. */
    List<double[]> points() {
      return Collections.unmodifiableList(points);
    }
  }

  /** Returns whether the mouse draws. */
  BooleanProperty on() {
    return on;
  }

  /** Returns the colour of the next stroke. */
  ObjectProperty<PenColor> color() {
    return color;
  }

  /** Returns the strokes, oldest first. A stroke that grows is replaced by itself. */
  ObservableList<Line> lines() {
    return linesView;
  }

  /** Returns whether there is anything to undo or clear. */
  ObservableBooleanValue isDrawn() {
    return Bindings.isNotEmpty(lines);
  }

  /** Begins a stroke. */
  void press(double x, double y) {
    Line line = new Line(color.get());
    line.points.add(new double[] {x, y});
    if (lines.size() == STROKES_MAX) {
      lines.removeFirst();
    }
    lines.add(line);
  }

  /** Leads the stroke on. */
  void drag(double x, double y) {
    if (lines.isEmpty()) {
      return;
    }
    Line line = lines.getLast();
    double[] last = line.points.getLast();
    if (line.points.size() < POINTS_MAX && Math.hypot(x - last[0], y - last[1]) >= APART) {
      line.points.add(new double[] {x, y});
      lines.set(lines.size() - 1, line);
    }
  }

  /** Takes the last stroke back. */
  void undo() {
    if (!lines.isEmpty()) {
      lines.removeLast();
    }
  }

  /** Takes all strokes back. */
  void clear() {
    lines.clear();
  }
}
