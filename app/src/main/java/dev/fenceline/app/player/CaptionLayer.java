package dev.fenceline.app.player;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** The caption of a replay, above the lower part of the window. Lets the mouse through. */
final class CaptionLayer extends StackPane {
  private static final double WIDTH_MAX = 720;
  private static final Insets FROM_BOTTOM = new Insets(0, 24, 56, 24);

  CaptionLayer(ReadOnlyStringProperty caption) {
    Label label = new Label();
    label.textProperty().bind(caption);
    label.setWrapText(true);
    label.setMaxWidth(WIDTH_MAX);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add("caption");
    StackPane.setAlignment(label, Pos.BOTTOM_CENTER);
    StackPane.setMargin(label, FROM_BOTTOM);
    visibleProperty().bind(caption.isNotEmpty());
    setMouseTransparent(true);
    getChildren().setAll(label);
  }
}
