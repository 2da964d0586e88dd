package dev.fenceline.app.events;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;
import dev.fenceline.app.workspace.Preferences.Pane;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.scene.control.Tab;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The tab with the table of events, and the find field that filters it. */
public final class EventsFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    EventsViewModel events = new EventsViewModel(window.workspace());
    FilterSuggestions suggestions = new FilterSuggestions(window.workspace());
    BooleanProperty removing = window.workspace().preferences().removing();
    Tab tab =
        new Tab("", new VBox(new FoundStrip(events, removing), table(window, events, suggestions)));
    tab.textProperty().bind(events.title());
    window.add(tab);
    Runnable reveal = () -> tab.getTabPane().getSelectionModel().select(tab);
    FindView find = new FindView(events, suggestions, reveal);
    window.put(Place.TOOLS_END, find);
    window.add(
        UserAction.of("edit.find.focus", Group.EDIT, "Find events", find::requestFocus)
            .withKey(Key.chord("Shortcut+F").or(Key.typed("/")))
            .withDisabled(window.workspace().whyNoSession()));
    BooleanBinding filtered = events.summary().isNotEmpty();
    window.add(
        UserAction.of("edit.find.next", Group.EDIT, "Next event found", events::next)
            .withKey(Key.chord("F3"))
            .withEnabled(filtered, "No filter is set"));
    window.add(
        UserAction.of("edit.find.previous", Group.EDIT, "Previous event found", events::previous)
            .withKey(Key.chord("Shift+F3"))
            .withEnabled(filtered, "No filter is set"));
    window.add(
        UserAction.of(
                "view.found.remove",
                Group.VIEW,
                "Remove from the lanes what the filter leaves out",
                () -> removing.set(!removing.get()))
            .withKey(Key.chord("R"))
            .withSelected(removing));
    window.add(
        UserAction.of(
                "edit.copy.rows",
                Group.EDIT,
                "Copy the rows of the events table",
                () -> events.copyRows(EventsFeature::copy))
            .withKey(Key.chord("Shortcut+Alt+C"))
            .withDisabled(window.workspace().whyNoSession()));
    BooleanProperty shown = window.workspace().preferences().shown(Pane.TABS);
    window.add(
        UserAction.of(
                "view.events",
                Group.VIEW,
                "Show the events",
                () -> {
                  shown.set(true);
                  reveal.run();
                })
            .withKey(Key.chord("Shift+E"))
            .withDisabled(window.workspace().whyNoSession()));
  }

  private static void copy(String text) {
    ClipboardContent copied = new ClipboardContent();
    copied.putString(text);
    Clipboard.getSystemClipboard().setContent(copied);
  }

  private static EventsView table(
      WindowParts window, EventsViewModel events, FilterSuggestions suggestions) {
    EventsView table =
        new EventsView(
            events, suggestions, window.workspace().preferences(), new RowMenu(window.actions()));
    VBox.setVgrow(table, Priority.ALWAYS);
    return table;
  }
}
