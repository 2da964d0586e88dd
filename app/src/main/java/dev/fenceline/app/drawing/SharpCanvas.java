package dev.fenceline.app.drawing;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/** A canvas that is as sharp as the screen where a part of the window is drawn enlarged. */
public final class SharpCanvas extends Canvas {
  private double enlargement = 1;

  /** Creates an empty canvas. */
  public SharpCanvas() {}

  /**
   * Makes the canvas as large as a region, with as many pixels as that has on the screen. Drawing
   * counts in the units of the region.
   *
   * @return whether the canvas has changed, so that it must be drawn again
   */
  public boolean cover(Region region) {
    double factor = Math.max(1, region.getLocalToSceneTransform().getMxx());
    double width = region.getWidth() * factor;
    double height = region.getHeight() * factor;
    if (getWidth() == width && getHeight() == height && enlargement == factor) {
      return false;
    }
    enlargement = factor;
    setWidth(width);
    setHeight(height);
    getTransforms().setAll(new Scale(1 / factor, 1 / factor));
    GraphicsContext context = getGraphicsContext2D();
    context.setTransform(factor, 0, 0, factor, 0, 0);
    return true;
  }
}
