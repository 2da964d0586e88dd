package dev.fenceline.app.events;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.feature.EventMenu;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.event.Event;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SeparatorMenuItem;

/** The menu of a row of the events table. */
final class RowMenu {
  private final EventMenu events;

  RowMenu(ActionRegistry actions) {
    this.events = new EventMenu(actions);
  }

  /** Creates the menu of an event, which must be selected. */
  ContextMenu of(OpenSession session, Event event) {
    ContextMenu menu = new ContextMenu();
    menu.getItems().setAll(events.about(session, event));
    menu.getItems()
        .addAll(
            events.action("edit.note.add"),
            new SeparatorMenuItem(),
            EventMenu.copying("Copy the row", RowsText.line(event)),
            EventMenu.copying("Copy the time", new Timecode(event.nanos()).seconds()),
            events.action("edit.copy.rows"));
    return menu;
  }
}
