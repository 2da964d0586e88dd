package dev.fenceline.app.drawing;

import java.util.function.Consumer;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

/** A picture of a fixed size that is as sharp as the screen in an enlarged window, too. */
public final class SharpPicture extends Region {
  private final SharpCanvas canvas = new SharpCanvas();
  private final Consumer<GraphicsContext> drawing;

  /**
   * Creates a picture.
   *
   * @param drawing draws it, in units of {@code width} and {@code height}
   */
  public SharpPicture(double width, double height, Consumer<GraphicsContext> drawing) {
    this.drawing = drawing;
    setMinSize(width, height);
    setPrefSize(width, height);
    setMaxSize(width, height);
    canvas.setManaged(false);
    getChildren().setAll(canvas);
  }

  @Override
  protected void layoutChildren() {
    if (canvas.cover(this)) {
      drawing.accept(canvas.getGraphicsContext2D());
    }
  }
}
