package dev.fenceline.app.events;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Tab;

/** The tab with the table of events, and the find field that filters it. */
public final class EventsFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    EventsViewModel events = new EventsViewModel(window.workspace());
    Tab tab = new Tab("", new EventsView(events));
    tab.textProperty().bind(events.title());
    window.add(tab);
    FindView find = new FindView(events, () -> tab.getTabPane().getSelectionModel().select(tab));
    window.put(Place.TOOLS_END, find);
    window.add(
        UserAction.of("edit.find.focus", Group.EDIT, "Find events", find::requestFocus)
            .withKey(Key.chord("Shortcut+F").or(Key.typed("/")))
            .withEnabled(Bindings.isNotNull(window.workspace().current())));
  }
}
