package dev.fenceline.app.feature;

import atlantafx.base.controls.ModalPane;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

/** Shows one sheet above the darkened window. Escape or a click beside the sheet closes it. */
public final class SheetPane extends ModalPane {
  private static final Insets FROM_TOP = new Insets(90, 0, 0, 0);
  private static final Insets AROUND = new Insets(16);
  private static final Insets FROM_BOTTOM = new Insets(0, 0, 44, 0);
  private static final PseudoClass CLEAR = PseudoClass.getPseudoClass("clear");
  private final FocusReturn focus = new FocusReturn();

  SheetPane() {
    // Sheets have no transitions, because the next key is meant for what the screen then shows.
    setInTransitionFactory(null);
    setOutTransitionFactory(null);
    // A new skin hides the pane, so it must not be created by the first show.
    setSkin(createDefaultSkin());
    setVisible(false);
    // Tab goes to what is on the sheet.
    setFocusTraversable(false);
    setAccessibleRole(AccessibleRole.PARENT);
    displayProperty().subscribe((_, shown) -> shownOrHidden(shown));
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
    if (isDisplay() && event.getCode() == KeyCode.ESCAPE) {
      close();
      event.consume();
    }
  }

  /** Reports whether a sheet of that class is shown. */
  public boolean isShowing(Class<? extends Node> kind) {
    return isDisplay() && kind.isInstance(getContent());
  }

  /** Shows a sheet and gives it the focus. */
  public void show(Node sheet, Pos position) {
    if (!isDisplay()) {
      focus.remember(getScene());
    }
    setAlignment(position);
    StackPane.setMargin(sheet, margin(position));
    pseudoClassStateChanged(CLEAR, false);
    show(sheet);
    sheet.requestFocus();
  }

  private static Insets margin(Pos position) {
    return switch (position) {
      case TOP_CENTER -> FROM_TOP;
      case BOTTOM_CENTER -> FROM_BOTTOM;
      default -> AROUND;
    };
  }

  /**
   * Shows a sheet at the bottom without darkening the window, so that the user sees what the sheet
   * changes.
   */
  public void showBelow(Node sheet) {
    show(sheet, Pos.BOTTOM_CENTER);
    pseudoClassStateChanged(CLEAR, true);
  }

  /** Closes the sheet and gives the focus back. Does nothing if no sheet is shown. */
  public void close() {
    hide(true);
  }

  /** Makes a hidden pane invisible, so that Tab skips it, and gives the focus back. */
  private void shownOrHidden(boolean shown) {
    setVisible(shown);
    if (!shown) {
      setContent(null);
      focus.giveBack();
    }
  }
}
