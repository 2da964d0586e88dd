package dev.fenceline.app.window;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * The contents of a window, enlarged while they are presented, so that they can be read from far
 * away. They get as much room as the smallest window has, and fill the screen with it.
 */
final class Enlarged extends Region {
  private static final PseudoClass PRESENTING = PseudoClass.getPseudoClass("presenting");
  private static final double WIDTH = 800;
  private static final double HEIGHT = 560;

  private final Region contents;
  private final ObservableValue<Boolean> presenting;
  private final Scale scale = new Scale();

  Enlarged(Region contents, ObservableValue<Boolean> presenting) {
    this.contents = contents;
    this.presenting = presenting;
    contents.getTransforms().add(scale);
    getChildren().setAll(contents);
    getStyleClass().add("enlarged");
    presenting.subscribe(now -> {
      pseudoClassStateChanged(PRESENTING, now);
      requestLayout();
    });
  }

  /** Returns how many times larger than usual everything is. */
  private double factor() {
    return presenting.getValue()
        ? Math.max(1, Math.min(getWidth() / WIDTH, getHeight() / HEIGHT))
        : 1;
  }

  @Override
  protected void layoutChildren() {
    double factor = factor();
    scale.setX(factor);
    scale.setY(factor);
    contents.resizeRelocate(0, 0, getWidth() / factor, getHeight() / factor);
  }
}
