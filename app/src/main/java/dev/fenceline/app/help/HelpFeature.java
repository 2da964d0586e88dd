package dev.fenceline.app.help;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.SheetPane;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.glossary.Glossary;
import javafx.geometry.Pos;

/** The help menu. */
public final class HelpFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    ActionRegistry actions = window.actions();
    SheetPane overlay = window.overlay();
    window.add(
        UserAction.of(
                "help.find.action",
                Group.HELP,
                "Find an action\u2026",
                () -> overlay.show(new CommandPalette(actions, overlay::close), Pos.TOP_CENTER))
            .withKey(Key.chord("Shortcut+Shift+P")));
    window.add(
        UserAction.of(
                "help.find.keys",
                Group.HELP,
                "Keyboard shortcuts",
                () ->
                    overlay.show(
                        new ShortcutPage(actions, overlay::close, overlay.widthProperty()),
                        Pos.CENTER))
            .withKey(Key.typed("?")));
    window.add(
        UserAction.of(
            "help.find.term",
            Group.HELP,
            "Glossary",
            () ->
                overlay.show(
                    new GlossarySheet(
                        Glossary.shipped(), window.palette().getValue(), overlay::close),
                    Pos.CENTER)));
    window.add(
        UserAction.of(
            "help.about.program",
            Group.HELP,
            "About Fenceline",
            () -> overlay.show(new AboutPage(overlay::close), Pos.CENTER)));
  }
}
