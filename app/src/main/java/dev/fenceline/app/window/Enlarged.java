package dev.fenceline.app.window;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.value.ObservableIntegerValue;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * The contents of a window, in the size that the user has chosen. While they are presented they are
 * enlarged further, so that they can be read from far away: they get as much room as the smallest
 * window has, and fill the screen with it.
 */
final class Enlarged extends Region {
  private static final PseudoClass PRESENTING = PseudoClass.getPseudoClass("presenting");
  private static final double WIDTH = 800;
  private static final double HEIGHT = 560;
  private static final double PERCENT = 100;

  private final Region contents;
  private final DoubleBinding factor;
  private final Scale scale = new Scale();

  Enlarged(Region contents, ObservableValue<Boolean> presenting, ObservableIntegerValue percent) {
    this.contents = contents;
    factor =
        Bindings.createDoubleBinding(
            () -> Math.max(percent.get() / PERCENT, presenting.getValue() ? filling() : 1),
            presenting,
            percent,
            widthProperty(),
            heightProperty());
    contents.getTransforms().add(scale);
    getChildren().setAll(contents);
    getStyleClass().add("enlarged");
    presenting.subscribe(now -> pseudoClassStateChanged(PRESENTING, now));
    factor.subscribe(_ -> requestLayout());
  }

  private double filling() {
    return Math.min(getWidth() / WIDTH, getHeight() / HEIGHT);
  }

  /** Returns how many times larger than usual everything is. */
  ObservableValue<Double> factor() {
    return factor.asObject();
  }

  @Override
  protected void layoutChildren() {
    double now = factor.get();
    scale.setX(now);
    scale.setY(now);
    contents.resizeRelocate(0, 0, getWidth() / now, getHeight() / now);
  }
}
