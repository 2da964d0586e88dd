package dev.fenceline.app.lessons;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/** Darkens everything but some places, which get frames. Lets the mouse through. */
final class Spotlight extends Pane {
  private static final double MARGIN = 5;
  private static final double LEAST_WIDTH = 14;

  private final Path shade = new Path();
  private final List<Region> frames = new ArrayList<>();
  private List<Bounds> lit = List.of();

  Spotlight() {
    shade.getStyleClass().add("lesson-shade");
    shade.setFillRule(FillRule.EVEN_ODD);
    shade.setManaged(false);
    getChildren().add(shade);
    setMouseTransparent(true);
  }

  /** Darkens everything but these places; if there are none, everything stays light. */
  void light(List<Bounds> places) {
    List<Bounds> next = new ArrayList<>(places.stream().map(this::framed).toList());
    next.add(new BoundingBox(0, 0, getWidth(), getHeight()));
    if (next.equals(lit)) {
      return;
    }
    lit = next;
    shade.setVisible(!places.isEmpty());
    shade.getElements().clear();
    next.forEach(this::outline);
    while (frames.size() < places.size()) {
      Region frame = new Region();
      frame.getStyleClass().add("lesson-target");
      frame.setManaged(false);
      frames.add(frame);
      getChildren().add(frame);
    }
    for (int i = 0; i < frames.size(); i++) {
      frames.get(i).setVisible(i < places.size());
      if (i < places.size()) {
        Bounds place = next.get(i);
        frames
            .get(i)
            .resizeRelocate(place.getMinX(), place.getMinY(), place.getWidth(), place.getHeight());
      }
    }
  }

  private void outline(Bounds place) {
    shade
        .getElements()
        .addAll(
            new MoveTo(place.getMinX(), place.getMinY()),
            new LineTo(place.getMaxX(), place.getMinY()),
            new LineTo(place.getMaxX(), place.getMaxY()),
            new LineTo(place.getMinX(), place.getMaxY()),
            new ClosePath());
  }

  /** Returns the frame of a place, wide enough to be seen, within the window. */
  private Bounds framed(Bounds place) {
    double middle = place.getCenterX();
    double half = Math.max(place.getWidth(), LEAST_WIDTH) / 2 + MARGIN;
    double left = Math.max(0, middle - half);
    double right = Math.min(getWidth(), middle + half);
    double top = Math.max(0, place.getMinY());
    double bottom = Math.min(getHeight(), place.getMaxY());
    return new BoundingBox(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }
}
