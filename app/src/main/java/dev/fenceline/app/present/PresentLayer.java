package dev.fenceline.app.present;

import javafx.animation.AnimationTimer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** What presenting lays above the window: the timer, and the black screen. */
final class PresentLayer extends StackPane {
  private static final double GAP = 8;
  private static final Insets CORNER = new Insets(6, 8, 0, 0);

  /**
   * Creates the layer.
   *
   * @param isCovered whether a page is shown, whose head the timer would cover
   */
  PresentLayer(PresentViewModel model, SpeakerNotes notes, ObservableBooleanValue isCovered) {
    Label timer = new Label();
    timer.textProperty().bind(model.elapsed());
    timer.getStyleClass().add("present-timer");
    timer.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    StackPane.setAlignment(timer, Pos.TOP_RIGHT);
    StackPane.setMargin(timer, CORNER);
    timer.visibleProperty().bind(Bindings.not(isCovered));
    Region black = new Region();
    black.getStyleClass().add("present-black");
    black.visibleProperty().bind(model.black());
    notes.visibleProperty().bind(model.notes());
    StackPane.setAlignment(notes, Pos.BOTTOM_LEFT);
    StackPane.setMargin(notes, new Insets(GAP));
    getChildren().setAll(timer, notes, black);
    visibleProperty().bind(model.presenting());
    setMouseTransparent(true);
    // The black screen covers the other layers and the messages, too.
    setViewOrder(-1);
    AnimationTimer frames =
        new AnimationTimer() {
          @Override
          public void handle(long nowNanos) {
            model.tick(nowNanos);
          }
        };
    model
        .presenting()
        .subscribe(now -> {
          if (now) {
            frames.start();
          } else {
            frames.stop();
          }
        });
  }
}
