package dev.fenceline.app.window;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.ReducedMotion;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.workspace.Preferences;
import dev.fenceline.app.workspace.Preferences.Appearance;
import dev.fenceline.app.workspace.Preferences.Pane;
import dev.fenceline.app.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.stage.Stage;

/** The actions of the window itself: undo, redo, time scale, theme, size, full screen. */
final class WindowFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    history(window);
    scale(window);
    pane(window, Pane.LIBRARY, "Show scenarios and sessions", "Shortcut+1");
    pane(window, Pane.INSPECTOR, "Show the inspector", "Shortcut+2");
    pane(window, Pane.TABS, "Show the tabs below the lanes", "Shortcut+3");
    appearance(window, "system", "System theme", Appearance.SYSTEM);
    appearance(window, "dark", "Dark theme", Appearance.DARK);
    appearance(window, "light", "Light theme", Appearance.LIGHT);
    appearance(window, "contrast", "High-contrast theme", Appearance.CONTRAST);
    sizes(window);
    window.add(
        UserAction.of("view.motion.reduced", Group.VIEW, "Reduce motion", () -> still(window))
            .withSelected(window.reducedMotion()));
    Stage stage = window.stage();
    window.add(
        UserAction.of(
                "view.window.full",
                Group.VIEW,
                "Full screen",
                () -> stage.setFullScreen(!stage.isFullScreen()))
            .withKey(Key.chord("F11"))
            .withSelected(stage.fullScreenProperty()));
  }

  private static void history(WindowParts window) {
    Workspace workspace = window.workspace();
    window.add(
        UserAction.of(
                "edit.history.undo",
                Group.EDIT,
                "Undo",
                () -> workspace.withCurrent(open -> open.edits().undo()))
            .withKey(Key.chord("Shortcut+Z"))
            .withDisabled(
                workspace.whyNot(session ->
                    session.edits().canUndo().map(can -> can ? "" : "There is nothing to undo"))));
    window.add(
        UserAction.of(
                "edit.history.redo",
                Group.EDIT,
                "Redo",
                () -> workspace.withCurrent(open -> open.edits().redo()))
            .withKey(Key.chord("Shortcut+Shift+Z").or(Key.chord("Shortcut+Y")))
            .withDisabled(
                workspace.whyNot(session ->
                    session.edits().canRedo().map(can -> can ? "" : "There is nothing to redo"))));
  }

  private static void scale(WindowParts window) {
    BooleanProperty elastic = window.workspace().preferences().elastic();
    window.add(
        UserAction.of("view.scale.elastic", Group.VIEW, "Elastic time", () -> elastic.set(true))
            .withKey(Key.chord("E"))
            .withSelected(elastic));
    window.add(
        UserAction.of("view.scale.linear", Group.VIEW, "Linear time", () -> elastic.set(false))
            .withKey(Key.chord("L"))
            .withSelected(elastic.not()));
  }

  private static void still(WindowParts window) {
    ReducedMotion.toggle(window.workspace().preferences(), window.reducedMotion().get());
  }

  /** Adds the sizes of text and controls, and keys for the next larger and smaller one. */
  private static void sizes(WindowParts window) {
    IntegerProperty percent = window.workspace().preferences().sizePercent();
    List<Integer> sizes = Preferences.SIZES_PERCENT;
    for (int size : sizes) {
      UserAction action =
          UserAction.of(
                  "view.size." + size,
                  Group.VIEW,
                  "Text and controls %d %%".formatted(size),
                  () -> percent.set(size))
              .withSelected(percent.isEqualTo(size));
      window.add(size == sizes.getFirst() ? action.withKey(Key.chord("Shortcut+0")) : action);
    }
    window.add(
        UserAction.of(
                "view.size.larger",
                Group.VIEW,
                "Larger text and controls",
                () -> resize(percent, 1))
            .withKey(Key.chord("Shortcut+Plus").or(Key.chord("Shortcut+Equals")))
            .withEnabled(percent.lessThan(sizes.getLast()), "This is the largest size"));
    window.add(
        UserAction.of(
                "view.size.smaller",
                Group.VIEW,
                "Smaller text and controls",
                () -> resize(percent, -1))
            .withKey(Key.chord("Shortcut+Minus"))
            .withEnabled(percent.greaterThan(sizes.getFirst()), "This is the smallest size"));
  }

  private static void resize(IntegerProperty percent, int by) {
    List<Integer> sizes = Preferences.SIZES_PERCENT;
    percent.set(sizes.get(sizes.indexOf(percent.get()) + by));
  }

  private static void pane(WindowParts window, Pane pane, String words, String key) {
    BooleanProperty shown = window.workspace().preferences().shown(pane);
    window.add(
        UserAction.of(
                "view.pane." + pane.name().toLowerCase(Locale.ROOT),
                Group.VIEW,
                words,
                () -> shown.set(!shown.get()))
            .withKey(Key.chord(key))
            .withSelected(shown));
  }

  private static void appearance(WindowParts window, String id, String words, Appearance choice) {
    Preferences preferences = window.workspace().preferences();
    window.add(
        UserAction.of(
                "view.theme." + id, Group.VIEW, words, () -> preferences.appearance().set(choice))
            .withSelected(Bindings.equal(preferences.appearance(), choice)));
  }
}
