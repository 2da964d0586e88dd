package dev.fenceline.app.present;

import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Fills the screen with the window while it is presented, and afterwards no longer. */
final class FullScreen {
  private final Stage stage;
  private boolean wasFull;
  private @Nullable Node focused;

  FullScreen(Stage stage, BooleanProperty presenting) {
    this.stage = stage;
    presenting.subscribe((_, now) -> {
      if (now) {
        enter();
      } else {
        leave();
      }
    });
    stage
        .fullScreenProperty()
        .subscribe((_, isFull) -> {
          if (!isFull) {
            presenting.set(false);
          }
        });
  }

  private void enter() {
    wasFull = stage.isFullScreen();
    // The keys of presenting include Escape, so that it works with and without a full screen.
    stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
    stage.setFullScreenExitHint("");
    focused = stage.getScene().getFocusOwner();
    // A field that is no longer visible must not take the keys.
    stage.getScene().getRoot().requestFocus();
    stage.setFullScreen(true);
  }

  private void leave() {
    stage.setFullScreen(wasFull);
    stage.setFullScreenExitKeyCombination(null);
    stage.setFullScreenExitHint(null);
    if (focused != null) {
      focused.requestFocus();
      focused = null;
    }
  }
}
