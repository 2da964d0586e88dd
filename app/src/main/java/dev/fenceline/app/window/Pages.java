package dev.fenceline.app.window;

import dev.fenceline.app.workspace.Workspace;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

/**
 * One page at a time in place of library, lanes and inspector. Escape goes back to them, and so
 * does showing another session.
 */
final class Pages extends StackPane {

  Pages(Workspace workspace) {
    getStyleClass().add("pages");
    setVisible(false);
    workspace.current().subscribe(_ -> leave());
    // Lists would take the key for themselves.
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            leave();
            event.consume();
          }
        });
  }

  /** Shows the page and gives it the focus; if it is shown already, goes back. */
  void toggle(Node page) {
    if (isVisible() && getChildren().contains(page)) {
      leave();
      return;
    }
    getChildren().setAll(page);
    setVisible(true);
    page.requestFocus();
  }

  /** Goes back to the session. */
  void leave() {
    setVisible(false);
    getChildren().clear();
  }
}
