package dev.fenceline.app.window;

import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.WindowParts;
import java.util.Set;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.MenuBar;
import javafx.scene.control.PopupControl;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * Sends keys to the actions, wherever the focus is.
 *
 * <p>Plain keys act on the session. They come before the control that has the focus, because lists
 * and panes consume many of them. Exceptions: while the user types, plain keys are text; while a
 * sheet, a page or a menu covers the session, they go to that; and a control that the user has
 * reached with the keyboard keeps the keys that operate it.
 */
final class KeyDispatch {
  /** The keys that move the selection within a control, for example to the next tab. */
  private static final Set<KeyCode> CHOOSING =
      Set.of(KeyCode.LEFT, KeyCode.RIGHT, KeyCode.UP, KeyCode.DOWN, KeyCode.HOME, KeyCode.END);

  /** The keys of a clicker, which mean nothing to a field of one line. */
  private static final Set<KeyCode> TURNING = Set.of(KeyCode.PAGE_UP, KeyCode.PAGE_DOWN);

  private final WindowParts window;
  private final FocusRing ring;

  private KeyDispatch(WindowParts window, FocusRing ring) {
    this.window = window;
    this.ring = ring;
  }

  /**
   * Sends the keys that are pressed in a scene to the actions. A scene receives keys even while
   * none of its nodes has the focus.
   */
  static void of(Scene scene, WindowParts window, FocusRing ring) {
    KeyDispatch keys = new KeyDispatch(window, ring);
    for (var type : Set.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_TYPED)) {
      scene.addEventFilter(type, event -> keys.before(scene, event));
      scene.addEventHandler(type, event -> keys.after(scene, event));
    }
  }

  private void before(Scene scene, KeyEvent event) {
    if (event.isConsumed()) {
      // A sheet that this key has closed filters the keys of the scene as well, and so does the
      // menu bar after Alt.
      return;
    }
    Node owner = scene.getFocusOwner();
    if (isTakenFirst(owner, event)) {
      event.consume();
      return;
    }
    if (isPlain(event)
        && !(owner instanceof TextInputControl)
        && !isCovered()
        && !isOperating(event, owner)
        && !isPopupOpen()) {
      perform(event);
    }
  }

  /** Offers a key to what comes before controls and actions. Typed text is left to its field. */
  private boolean isTakenFirst(@Nullable Node owner, KeyEvent event) {
    boolean isText =
        owner instanceof TextInputControl
            && !(owner instanceof TextField && TURNING.contains(event.getCode()));
    if (isText) {
      return false;
    }
    return isCovered() ? window.isTakenOverPage(event) : window.isTakenFirst(event);
  }

  /**
   * Sends keys that no control has consumed. While the user types, plain keys are consumed here;
   * otherwise the menus would take letters from the find field. Plain keys are also consumed while
   * the session is covered. Tab is left to the scene, which moves the focus after this.
   */
  private void after(Scene scene, KeyEvent event) {
    if (event.getCode() == KeyCode.TAB) {
      return;
    }
    boolean isTyping = scene.getFocusOwner() instanceof TextInputControl;
    boolean isLeaving = isTyping && event.getCode() == KeyCode.ESCAPE && !isCovered();
    if (isPlain(event)
        && (isTyping || isCovered())
        && !isLeaving
        && !event.getCode().isFunctionKey()) {
      event.consume();
      return;
    }
    perform(event);
  }

  private void perform(KeyEvent event) {
    window
        .actions()
        .pressed(event)
        .ifPresent(action -> {
          perform(action, event.getCode() == KeyCode.ESCAPE);
          event.consume();
        });
  }

  /**
   * Performs an action, or says why it cannot be performed. Escape is pressed to be sure, so it
   * says nothing.
   */
  private void perform(UserAction action, boolean isSilent) {
    String reason = action.whyNot().getValue();
    if (action.enabled().get() || isSilent) {
      action.perform();
    } else if (!reason.isEmpty()) {
      String key = action.keyWords().map(words -> " (" + words + ")").orElse("");
      window.workspace().messages().refused(action.words() + key, reason);
    }
  }

  private static boolean isPlain(KeyEvent event) {
    return !event.isShortcutDown() && !event.isAltDown();
  }

  private boolean isCovered() {
    return window.overlay().isDisplay() || window.pages().isVisible();
  }

  /** Reports whether the key operates the control that has the focus. */
  private boolean isOperating(KeyEvent event, @Nullable Node owner) {
    if (owner == null || !ring.isOn(owner)) {
      return false;
    }
    if (isBlank(event)) {
      return switch (owner.getAccessibleRole()) {
        case BUTTON,
            TOGGLE_BUTTON,
            CHECK_BOX,
            RADIO_BUTTON,
            MENU_BUTTON,
            SPLIT_MENU_BUTTON,
            COMBO_BOX,
            HYPERLINK,
            TITLED_PANE ->
            true;
        default -> false;
      };
    }
    boolean isMoved =
        owner.getAccessibleRole() == AccessibleRole.SLIDER
            || owner.getAccessibleRole() == AccessibleRole.THUMB;
    boolean isChoice =
        isMoved
            || owner instanceof TabPane
            || owner instanceof TreeView
            || owner instanceof ComboBoxBase
            || owner instanceof ToggleButton
            || owner instanceof MenuBar;
    return isChoice && CHOOSING.contains(event.getCode());
  }

  private static boolean isBlank(KeyEvent event) {
    return event.getCode() == KeyCode.SPACE || " ".equals(event.getCharacter());
  }

  /** Reports whether a menu or the list of a combo box is open. */
  private static boolean isPopupOpen() {
    return Window.getWindows().stream()
        .anyMatch(it -> it instanceof PopupControl && !(it instanceof Tooltip) && it.isShowing());
  }
}
