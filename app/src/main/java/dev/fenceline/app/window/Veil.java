package dev.fenceline.app.window;

import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Darkens the window behind a sheet. Escape or a click beside the sheet closes it. */
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
    // The filter is on the whole scene, because a button of the sheet that becomes disabled passes
    // the focus to a control behind it.
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

  /** Reports whether a sheet of that class is shown. */
  boolean isShowing(Class<? extends Node> kind) {
    return isVisible() && getChildren().stream().anyMatch(kind::isInstance);
  }

  /** Shows a sheet and gives it the focus. */
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

  /**
   * Shows a sheet at the bottom without darkening the window, so that the user sees what the sheet
   * changes.
   */
  void showBelow(Node sheet) {
    show(sheet, Pos.BOTTOM_CENTER);
    pseudoClassStateChanged(CLEAR, true);
  }

  /** Closes the sheet and gives the focus back. */
  void lift() {
    setVisible(false);
    getChildren().clear();
    if (focusBefore != null) {
      focusBefore.requestFocus();
      focusBefore = null;
    }
  }
}
