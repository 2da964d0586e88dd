package dev.fenceline.app.present;

import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.RadialGradient;
import javafx.scene.paint.Stop;
import org.jspecify.annotations.Nullable;

/** Darkens the window but for a circle around the mouse. Lets the mouse through. */
final class MouseLight extends Region {
  /** The radius of the circle, in pixels of a window that is not enlarged. */
  static final double RADIUS = 96;

  private static final double EDGE = 0.94;
  private static final Color SHADE = Color.rgb(0, 0, 0, 0.72);

  private double sceneX = Double.NaN;
  private double sceneY = Double.NaN;

  MouseLight(ObservableBooleanValue shown) {
    setId("present-light");
    setMouseTransparent(true);
    visibleProperty().bind(shown);
    shown.subscribe(_ -> light());
    sceneProperty().subscribe(this::follow);
    widthProperty().subscribe(_ -> light());
    heightProperty().subscribe(_ -> light());
  }

  private void follow(@Nullable Scene scene) {
    if (scene != null) {
      scene.addEventFilter(MouseEvent.MOUSE_MOVED, this::moved);
      scene.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::moved);
    }
  }

  private void moved(MouseEvent event) {
    sceneX = event.getSceneX();
    sceneY = event.getSceneY();
    if (isVisible()) {
      light();
    }
  }

  /** Returns the middle of the circle. Before the mouse has moved it is that of the window. */
  Point2D middle() {
    return Double.isNaN(sceneX)
        ? new Point2D(getWidth() / 2, getHeight() / 2)
        : sceneToLocal(sceneX, sceneY);
  }

  private void light() {
    Point2D at = middle();
    setBackground(
        Background.fill(
            new RadialGradient(
                0,
                0,
                at.getX(),
                at.getY(),
                RADIUS,
                false,
                CycleMethod.NO_CYCLE,
                new Stop(0, Color.TRANSPARENT),
                new Stop(EDGE, Color.TRANSPARENT),
                new Stop(1, SHADE))));
  }
}
