package dev.fenceline.app.lessons;

import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Darkens everything but a rectangle, which gets a frame. Lets the mouse through. */
final class Spotlight extends Pane {
  private static final double MARGIN = 5;
  private static final double LEAST_WIDTH = 14;

  private final List<Region> shades = Stream.generate(Region::new).limit(4).toList();
  private final Region frame = new Region();

  Spotlight() {
    shades.forEach(shade -> shade.getStyleClass().add("lesson-shade"));
    frame.getStyleClass().add("lesson-target");
    getChildren().addAll(shades);
    getChildren().add(frame);
    getChildren().forEach(part -> part.setManaged(false));
    setMouseTransparent(true);
  }

  /** Darkens everything but a place; if that is null, everything stays light. */
  void light(@Nullable Bounds place) {
    shades.forEach(shade -> shade.setVisible(place != null));
    frame.setVisible(place != null);
    if (place == null) {
      return;
    }
    double middle = place.getCenterX();
    double half = Math.max(place.getWidth(), LEAST_WIDTH) / 2 + MARGIN;
    double left = Math.max(0, middle - half);
    double right = Math.min(getWidth(), middle + half);
    double top = Math.max(0, place.getMinY());
    double bottom = Math.min(getHeight(), place.getMaxY());
    put(shades.get(0), 0, 0, getWidth(), top);
    put(shades.get(1), 0, bottom, getWidth(), getHeight() - bottom);
    put(shades.get(2), 0, top, left, bottom - top);
    put(shades.get(3), right, top, getWidth() - right, bottom - top);
    put(frame, left, top, right - left, bottom - top);
  }

  private static void put(Region region, double x, double y, double width, double height) {
    region.resizeRelocate(x, y, Math.max(0, width), Math.max(0, height));
  }
}
