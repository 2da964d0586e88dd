package dev.fenceline.app.window;

import javafx.css.PseudoClass;
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
  private static final Insets FROM_BOTTOM = new Insets(0, 0, 44, 0);
  private static final PseudoClass CLEAR = PseudoClass.getPseudoClass("clear");
  private @Nullable Node focusBefore;

  Veil() {
    getStyleClass().add("veil");
    setVisible(false);
    setOnMousePressed(event -> {
      if (event.getTarget() == this) {
        lift();
      }
    });
    // of the whole window: a button of the sheet that is disabled gives the focus to what is behind
    sceneProperty()
        .subscribe(scene -> {
          if (scene != null) {
            scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
          }
        });
  }

  private void pressed(KeyEvent event) {
    if (isVisible() && event.getCode() == KeyCode.ESCAPE) {
      lift();
      event.consume();
    }
  }

  /** Whether a sheet of that kind is shown. */
  boolean isShowing(Class<? extends Node> kind) {
    return isVisible() && getChildren().stream().anyMatch(kind::isInstance);
  }

  /** Shows the sheet and gives it the focus. */
  void show(Node sheet, Pos position) {
    if (!isVisible()) {
      focusBefore = getScene().getFocusOwner();
    }
    setAlignment(sheet, position);
    setMargin(sheet, margin(position));
    getChildren().setAll(sheet);
    pseudoClassStateChanged(CLEAR, false);
    setVisible(true);
    sheet.requestFocus();
  }

  private static Insets margin(Pos position) {
    return switch (position) {
      case TOP_CENTER -> FROM_TOP;
      case BOTTOM_CENTER -> FROM_BOTTOM;
      default -> Insets.EMPTY;
    };
  }

  /** Shows the sheet at the foot of a window that stays bright: what it changes is seen. */
  void showBelow(Node sheet) {
    show(sheet, Pos.BOTTOM_CENTER);
    pseudoClassStateChanged(CLEAR, true);
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
