package dev.fenceline.app.window;

import dev.fenceline.app.action.Action;
import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Preferences.Appearance;
import dev.fenceline.app.workspace.Workspace;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.stage.Stage;

/** The actions of the edit, view and help menus. */
final class WindowActions {
  private final Workspace workspace;
  private final Veil veil;

  WindowActions(Workspace workspace, Veil veil) {
    this.workspace = workspace;
    this.veil = veil;
  }

  /**
   * Registers undo and redo, the find field, following causes and effects, and clearing the
   * selection.
   */
  void registerEdit(ActionRegistry actions, Runnable focusFind) {
    ObservableBooleanValue open = Bindings.isNotNull(workspace.current());
    undo(actions);
    actions.add(
        Action.of("edit.find.focus", Group.EDIT, "Find events", focusFind)
            .withKey(Key.chord("Shortcut+F").or(Key.typed("/")))
            .withEnabled(open));
    actions.add(
        Action.of(
                "edit.follow.cause",
                Group.EDIT,
                "Go to the cause",
                () -> with(OpenSession::selectCause))
            .withKey(Key.typed("["))
            .withEnabled(open));
    actions.add(
        Action.of(
                "edit.follow.effect",
                Group.EDIT,
                "Go to the effect",
                () -> with(OpenSession::selectEffect))
            .withKey(Key.typed("]"))
            .withEnabled(open));
    actions.add(
        Action.of(
                "edit.select.nothing",
                Group.EDIT,
                "Select nothing",
                () -> with(OpenSession::selectNothing))
            .withKey(Key.chord("ESCAPE"))
            .withEnabled(open));
  }

  private void undo(ActionRegistry actions) {
    actions.add(
        Action.of("edit.history.undo", Group.EDIT, "Undo", () -> with(open -> open.edits().undo()))
            .withKey(Key.chord("Shortcut+Z"))
            .withEnabled(whether(session -> session.edits().canUndo())));
    actions.add(
        Action.of("edit.history.redo", Group.EDIT, "Redo", () -> with(open -> open.edits().redo()))
            .withKey(Key.chord("Shortcut+Shift+Z"))
            .withEnabled(whether(session -> session.edits().canRedo())));
  }

  private ObservableBooleanValue whether(
      Function<OpenSession, ObservableValue<Boolean>> condition) {
    BooleanProperty holds = new SimpleBooleanProperty();
    holds.bind(workspace.shown().flatMap(condition).orElse(false));
    return holds;
  }

  /** Registers elastic and linear time, the themes, and full screen. */
  void registerView(ActionRegistry actions, Stage stage) {
    elastic(actions);
    appearance(actions, "system", "Theme of the desktop", Appearance.SYSTEM);
    appearance(actions, "dark", "Dark theme", Appearance.DARK);
    appearance(actions, "light", "Light theme", Appearance.LIGHT);
    actions.add(
        Action.of(
                "view.window.full",
                Group.VIEW,
                "Full screen",
                () -> stage.setFullScreen(!stage.isFullScreen()))
            .withKey(Key.chord("F11"))
            .withSelected(stage.fullScreenProperty()));
  }

  private void elastic(ActionRegistry actions) {
    var elastic = workspace.preferences().elastic();
    actions.add(
        Action.of("view.scale.elastic", Group.VIEW, "Elastic time", () -> elastic.set(true))
            .withKey(Key.chord("E"))
            .withSelected(elastic));
    actions.add(
        Action.of("view.scale.linear", Group.VIEW, "Linear time", () -> elastic.set(false))
            .withKey(Key.chord("L"))
            .withSelected(elastic.not()));
  }

  private void appearance(ActionRegistry actions, String id, String words, Appearance choice) {
    var appearance = workspace.preferences().appearance();
    actions.add(
        Action.of("view.theme." + id, Group.VIEW, words, () -> appearance.set(choice))
            .withSelected(Bindings.equal(appearance, choice)));
  }

  /** Registers the palette, the shortcut page and the about sheet. */
  void registerHelp(ActionRegistry actions) {
    actions.add(
        Action.of(
                "help.find.action",
                Group.HELP,
                "Find an action\u2026",
                () -> veil.show(new CommandPalette(actions, veil::lift), Pos.TOP_CENTER))
            .withKey(Key.chord("Shortcut+Shift+P")));
    actions.add(
        Action.of(
                "help.find.keys",
                Group.HELP,
                "Keys",
                () -> veil.show(new ShortcutPage(actions, veil::lift), Pos.CENTER))
            .withKey(Key.typed("?")));
    actions.add(
        Action.of(
            "help.about.program",
            Group.HELP,
            "About Fenceline",
            () -> veil.show(new AboutPage(veil::lift), Pos.CENTER)));
  }

  private void with(Consumer<OpenSession> effect) {
    OpenSession session = workspace.current().get();
    if (session != null) {
      effect.accept(session);
    }
  }
}
