package dev.fenceline.app.feature;

import javafx.scene.Node;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/** Where the focus was before something covered it, so that it can be given back. */
final class FocusReturn {
  private @Nullable Node before;

  /** Remembers what has the focus now. */
  void remember(@Nullable Scene scene) {
    before = scene == null ? null : scene.getFocusOwner();
  }

  /** Gives the focus back, unless what had it has gone. */
  void giveBack() {
    Node place = before;
    before = null;
    if (place != null && place.getScene() != null) {
      place.requestFocus();
    }
  }
}
