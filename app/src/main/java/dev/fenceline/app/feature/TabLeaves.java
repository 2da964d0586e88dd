package dev.fenceline.app.feature;

import javafx.scene.TraversalDirection;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Lets Tab leave a field of several lines, which would otherwise write it. */
public final class TabLeaves {
  private TabLeaves() {}

  /** Lets Tab and Shift+Tab go on to the next and the previous control. */
  public static void on(TextArea area) {
    area.addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.TAB && !key.isControlDown() && !key.isAltDown()) {
            area.requestFocusTraversal(
                key.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            key.consume();
          }
        });
  }
}
