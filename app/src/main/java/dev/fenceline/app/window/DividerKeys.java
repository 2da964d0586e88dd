package dev.fenceline.app.window;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Lets the dividers of a split pane be reached with Tab and moved with the arrow keys. */
final class DividerKeys {
  private static final double STEP = 0.02;
  private static final String STYLE = "split-pane-divider";

  private final SplitPane split;

  private DividerKeys(SplitPane split) {
    this.split = split;
  }

  static void on(SplitPane split) {
    DividerKeys keys = new DividerKeys(split);
    // The skin makes new dividers whenever a pane comes or goes.
    split
        .getChildrenUnmodifiable()
        .addListener((InvalidationListener) _ -> keys.dividers().forEach(keys::reach));
  }

  private List<Node> dividers() {
    return split.getChildrenUnmodifiable().stream()
        .filter(node -> node.getStyleClass().contains(STYLE))
        .toList();
  }

  private void reach(Node divider) {
    divider.setFocusTraversable(true);
    divider.setAccessibleRole(AccessibleRole.THUMB);
    divider.setAccessibleText("Divider between two panes; the arrow keys move it");
    divider.setOnKeyPressed(key -> pressed(dividers().indexOf(divider), key));
  }

  private void pressed(int index, KeyEvent key) {
    boolean isAcross = split.getOrientation() == Orientation.HORIZONTAL;
    KeyCode back = isAcross ? KeyCode.LEFT : KeyCode.UP;
    KeyCode forth = isAcross ? KeyCode.RIGHT : KeyCode.DOWN;
    if (key.getCode() == back || key.getCode() == forth) {
      double by = key.getCode() == back ? -STEP : STEP;
      double now = split.getDividerPositions()[index];
      split.setDividerPosition(index, Math.clamp(now + by, 0, 1));
      key.consume();
    }
  }
}
