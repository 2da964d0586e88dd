package dev.fenceline.app.present;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import javafx.scene.input.KeyEvent;

/**
 * Presents the window to an audience. Comes before the lessons, so that Escape ends presenting and
 * the lesson goes on.
 */
public final class PresentFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    PresentViewModel model = new PresentViewModel(window.presenting());
    new FullScreen(window.stage(), window.presenting());
    window.add(
        UserAction.of(
                "lessons.present.window",
                Group.LESSONS,
                "Present",
                () -> model.presenting().set(!model.presenting().get()))
            .withKey(Key.chord("F5"))
            .withSelected(model.presenting()));
    window.add(
        UserAction.of(
                "lessons.present.black",
                Group.LESSONS,
                "Black screen, while presenting",
                () -> model.black().set(!model.black().get()))
            .withKey(Key.chord("B"))
            .withEnabled(model.presenting())
            .withSelected(model.black()));
    window.add(
        UserAction.of(
                "lessons.present.notes",
                Group.LESSONS,
                "Speaker notes, while presenting",
                () -> model.notes().set(!model.notes().get()))
            .withKey(Key.chord("Shift+S"))
            .withEnabled(model.presenting())
            .withSelected(model.notes()));
    window.addLayer(new PresentLayer(model, new SpeakerNotes(window.speakerNotes())));
    window.addFirstKeys(key -> takes(window, model, key));
  }

  /** Uses a key if the window is presented; reports whether it did. */
  private static boolean takes(WindowParts window, PresentViewModel model, KeyEvent key) {
    if (!model.presenting().get()) {
      return false;
    }
    if (model.black().get()) {
      lighten(model, key);
      return true;
    }
    if (key.getEventType() != KeyEvent.KEY_PRESSED || key.isShortcutDown() || key.isAltDown()) {
      return false;
    }
    return switch (key.getCode()) {
      case ESCAPE -> {
        model.presenting().set(false);
        yield true;
      }
      case PERIOD -> {
        model.black().set(true);
        yield true;
      }
      case PAGE_DOWN -> moved(window, "playback.moment.forward");
      case PAGE_UP -> moved(window, "playback.moment.back");
      default -> false;
    };
  }

  /** Ends the black screen at any key, which does nothing else. */
  private static void lighten(PresentViewModel model, KeyEvent key) {
    if (key.getEventType() == KeyEvent.KEY_PRESSED && !key.getCode().isModifierKey()) {
      model.black().set(false);
    }
  }

  /** Goes to another moment of the session, unless a lesson is played, which has these keys. */
  private static boolean moved(WindowParts window, String action) {
    if (window.actions().get("lessons.play.next").enabled().get()) {
      return false;
    }
    window.actions().get(action).perform();
    return true;
  }
}
