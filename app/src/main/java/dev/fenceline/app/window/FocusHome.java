package dev.fenceline.app.window;

import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the focus where the user works. Within a sheet while one is shown; and when what has the
 * focus goes away, on the page or the lanes, where JavaFX would take the first control of the
 * window.
 */
final class FocusHome {
  private final Scene scene;
  private final WindowParts window;

  /** Whether what had the focus has gone; at the beginning nothing has had it. */
  private boolean isLost = true;

  private FocusHome(Scene scene, WindowParts window) {
    this.scene = scene;
    this.window = window;
  }

  static void of(Scene scene, WindowParts window) {
    scene.focusOwnerProperty().subscribe(new FocusHome(scene, window)::moved);
  }

  private void moved(@Nullable Node before, @Nullable Node now) {
    if (now == null) {
      isLost |= before != null && isGone(before);
    } else if (isLost || isBehindSheet(now)) {
      isLost = false;
      Platform.runLater(() -> {
        if (now.equals(scene.getFocusOwner())) {
          home().requestFocus();
        }
      });
    }
  }

  private static boolean isGone(Node node) {
    return node.getScene() == null || !isSeen(node);
  }

  private static boolean isSeen(Node node) {
    return node.isVisible() && (node.getParent() == null || isSeen(node.getParent()));
  }

  private boolean isBehindSheet(Node node) {
    if (!window.overlay().isDisplay()) {
      return false;
    }
    for (Node at = node; at != null; at = at.getParent()) {
      if (at.equals(window.overlay())) {
        return false;
      }
    }
    return true;
  }

  private Node home() {
    Node sheet = window.overlay().isDisplay() ? window.overlay().getContent() : null;
    if (sheet != null) {
      return sheet;
    }
    return window.pages().isVisible()
        ? window.pages().getChildren().getFirst()
        : window.region(Place.MIDDLE);
  }
}
