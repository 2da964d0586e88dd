package dev.fenceline.app.present;

import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.PageTurning;
import dev.fenceline.app.feature.WindowParts;
import javafx.scene.input.KeyEvent;

/** The keys of a clicker, and those that end what the speaker has begun. */
final class PresentKeys {
  private final WindowParts window;
  private final PresentViewModel model;

  PresentKeys(WindowParts window, PresentViewModel model) {
    this.window = window;
    this.model = model;
  }

  /** Uses a key if the session is presented; reports whether it did. */
  boolean takes(KeyEvent key) {
    if (!model.presenting().get()) {
      return false;
    }
    if (model.black().get()) {
      lighten(key);
      return true;
    }
    if (!isPlainPress(key)) {
      return false;
    }
    return switch (key.getCode()) {
      case ESCAPE -> {
        if (model.drawing().on().get()) {
          model.drawing().on().set(false);
        } else {
          model.presenting().set(false);
        }
        yield true;
      }
      case PERIOD -> {
        model.black().set(true);
        yield true;
      }
      case PAGE_DOWN -> moved("playback.moment.forward");
      case PAGE_UP -> moved("playback.moment.back");
      default -> false;
    };
  }

  /** Does the same while a sheet or a page is presented. */
  boolean takesOverPage(KeyEvent key) {
    if (!model.presenting().get()) {
      return false;
    }
    if (model.black().get()) {
      lighten(key);
      return true;
    }
    if (!isPlainPress(key) || key.isShiftDown()) {
      return false;
    }
    return switch (key.getCode()) {
      case B, PERIOD -> {
        model.black().set(true);
        yield true;
      }
      case PAGE_DOWN -> turned("lessons.play.next", 1);
      case PAGE_UP -> turned("lessons.play.back", -1);
      case ESCAPE -> left();
      default -> false;
    };
  }

  private static boolean isPlainPress(KeyEvent key) {
    return key.getEventType() == KeyEvent.KEY_PRESSED && !key.isShortcutDown() && !key.isAltDown();
  }

  /** Ends the black screen at any key, which does nothing else. */
  private void lighten(KeyEvent key) {
    if (key.getEventType() == KeyEvent.KEY_PRESSED && !key.getCode().isModifierKey()) {
      model.black().set(false);
    }
  }

  /** Goes to another moment of the session, unless a lesson is played, which has these keys. */
  private boolean moved(String action) {
    if (window.actions().get("lessons.play.next").enabled().get()) {
      return false;
    }
    model.drawing().clear();
    window.actions().get(action).perform();
    return true;
  }

  /** Goes on with the lesson, which the page has covered; without a lesson, turns the page. */
  private boolean turned(String action, int pages) {
    UserAction step = window.actions().get(action);
    if (window.overlay().isDisplay()) {
      PageTurning.turn(window.overlay(), pages);
    } else if (step.enabled().get()) {
      window.pages().leave();
      step.perform();
    } else {
      PageTurning.turn(window.pages(), pages);
    }
    return true;
  }

  /** Leaves the page, wherever the focus is. A sheet is left to itself. */
  private boolean left() {
    if (window.overlay().isDisplay()) {
      return false;
    }
    window.pages().leave();
    return true;
  }
}
