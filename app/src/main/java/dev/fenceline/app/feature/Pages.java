package dev.fenceline.app.feature;

import dev.fenceline.app.workspace.Workspace;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

/**
 * Shows one page at a time in place of library, lanes and inspector. Escape returns to them, as
 * does showing another session.
 */
public final class Pages extends StackPane {
  private final FocusReturn focus = new FocusReturn();
  private Runnable beforeShow = () -> {};

  Pages(Workspace workspace) {
    getStyleClass().add("pages");
    setAlignment(Pos.TOP_LEFT); // a page that is too large keeps its head
    setVisible(false);
    workspace.current().subscribe(_ -> leave());
    // A filter, because a list on the page would consume the key before a handler.
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            leave();
            event.consume();
          }
        });
  }

  /** Sets what to do just before a page is shown. */
  public void beforeShow(Runnable effect) {
    beforeShow = effect;
  }

  /** Shows the page and gives it the focus, or closes it if it is shown already. */
  public void toggle(Node page) {
    if (isVisible() && getChildren().contains(page)) {
      leave();
      return;
    }
    beforeShow.run();
    if (!isVisible()) {
      focus.remember(getScene());
    }
    getChildren().setAll(page);
    setVisible(true);
    // Parts that a skin adds must be in the scene before they can take the focus.
    applyCss();
    page.requestFocus();
  }

  /** Returns to the session, and to what had the focus there. */
  public void leave() {
    if (isVisible()) {
      setVisible(false);
      focus.giveBack();
      getChildren().clear();
    }
  }
}
