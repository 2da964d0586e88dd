package dev.fenceline.app.window;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Darkens the window behind one sheet; Escape or a click beside the sheet takes both away. */
final class Veil extends StackPane {
  private static final Insets FROM_TOP = new Insets(90, 0, 0, 0);
  private @Nullable Node focusBefore;

  Veil() {
    getStyleClass().add("veil");
    setVisible(false);
    setOnMousePressed(event -> {
      if (event.getTarget() == this) {
        lift();
      }
    });
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            lift();
            event.consume();
          }
        });
  }

  /** Shows the sheet and gives it the focus. */
  void show(Node sheet, Pos position) {
    if (!isVisible()) {
      focusBefore = getScene().getFocusOwner();
    }
    setAlignment(sheet, position);
    setMargin(sheet, position == Pos.TOP_CENTER ? FROM_TOP : Insets.EMPTY);
    getChildren().setAll(sheet);
    setVisible(true);
    sheet.requestFocus();
  }

  /** Takes the sheet away and gives the focus back. */
  void lift() {
    setVisible(false);
    getChildren().clear();
    if (focusBefore != null) {
      focusBefore.requestFocus();
      focusBefore = null;
    }
  }
}
