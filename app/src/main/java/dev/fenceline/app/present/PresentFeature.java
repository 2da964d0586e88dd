package dev.fenceline.app.present;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.workspace.OpenSession;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableBooleanValue;

/**
 * Presents the window to an audience. Comes before the lessons, so that Escape ends presenting and
 * the lesson goes on.
 */
public final class PresentFeature implements Feature {
  private static final String NOT_DRAWN = "Nothing is drawn";

  @Override
  public void addTo(WindowParts window) {
    PresentViewModel model = new PresentViewModel(window.presenting());
    new FullScreen(window.stage(), window.presenting());
    window.add(
        toggle("window", "Present", "F5", model.presenting()).withSelected(model.presenting()));
    speaking(window, model);
    drawing(window, model);
    window.addLayer(new MouseLight(model.light()));
    window.addLayer(new DrawingLayer(model));
    window.addLayer(
        new PresentLayer(
            model, new SpeakerNotes(window.cue(), false), window.pages().visibleProperty()));
    new SpeakerWindow(window.stage(), model, window.cue());
    PresentKeys keys = new PresentKeys(window, model);
    window.addFirstKeys(keys::takes);
    window.addKeysOverPages(keys::takesOverPage);
  }

  private static void speaking(WindowParts window, PresentViewModel model) {
    window.add(whilePresenting("black", "Black screen", "B", model.black(), model));
    window.add(whilePresenting("notes", "Speaker notes", "Shift+S", model.notes(), model));
    window.add(
        whilePresenting(
            "apart", "Speaker notes in their own window", "Shift+W", model.apart(), model));
    window.add(
        whilePresenting("light", "Spotlight at the mouse", "Shortcut+L", model.light(), model));
  }

  /** Adds the pen. What is drawn vanishes when what it points at is no longer there. */
  private static void drawing(WindowParts window, PresentViewModel model) {
    Drawing drawing = model.drawing();
    window.add(whilePresenting("pen", "Pen", "Shortcut+P", drawing.on(), model));
    window.add(
        act(
            "color",
            "Next colour of the pen",
            "X",
            drawing.on(),
            "The pen is not in use",
            () -> drawing.color().set(drawing.color().get().next())));
    window.add(
        act(
            "undo",
            "Undo the last stroke",
            "Backspace",
            drawing.isDrawn(),
            NOT_DRAWN,
            drawing::undo));
    window.add(
        act("clear", "Clear the drawing", "Delete", drawing.isDrawn(), NOT_DRAWN, drawing::clear));
    window.cue().subscribe(_ -> drawing.clear());
    window.workspace().current().subscribe(_ -> drawing.clear());
    window.workspace().shown().flatMap(OpenSession::visible).subscribe(_ -> drawing.clear());
    window.pages().visibleProperty().subscribe(_ -> drawing.clear());
  }

  private static UserAction whilePresenting(
      String id, String words, String key, BooleanProperty on, PresentViewModel model) {
    return toggle(id, words + ", while presenting", key, on)
        .withEnabled(model.presenting(), "Nothing is being presented")
        .withSelected(on);
  }

  private static UserAction toggle(String id, String words, String key, BooleanProperty on) {
    return UserAction.of("lessons.present." + id, Group.PRESENT, words, () -> on.set(!on.get()))
        .withKey(Key.chord(key));
  }

  private static UserAction act(
      String id,
      String words,
      String key,
      ObservableBooleanValue enabled,
      String otherwise,
      Runnable effect) {
    return UserAction.of("lessons.drawing." + id, Group.PRESENT, words, effect)
        .withKey(Key.chord(key))
        .withEnabled(enabled, otherwise);
  }
}
