package dev.fenceline.app.swimlane;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.feature.EventMenu;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.paint.Hit;
import java.util.List;
import java.util.Optional;
import javafx.collections.ObservableList;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menu of an item on the lanes. What it does with the item is also done by keys. */
final class ItemMenu {
  /** Actions that act on a lane, in order. */
  private static final List<String> OF_LANE =
      List.of(
          "view.lane.zoom",
          "view.lane.hide",
          "view.lane.pin",
          "view.lane.low",
          "view.lane.up",
          "view.lane.down",
          "view.lane.fold",
          "view.lane.low.all",
          "view.lane.all");

  private final EventMenu events;
  private final SwimlaneViewModel model;

  ItemMenu(ActionRegistry actions, SwimlaneViewModel model) {
    this.events = new EventMenu(actions);
    this.model = model;
  }

  /**
   * Creates the menu.
   *
   * @param hit the item; empty if there is none at that place
   * @param nanos the moment of the place
   */
  ContextMenu of(OpenSession session, Optional<Hit> hit, long nanos) {
    ContextMenu menu = new ContextMenu();
    ObservableList<MenuItem> items = menu.getItems();
    hit.flatMap(item -> session.find(item.sequence()))
        .ifPresent(event -> items.setAll(events.about(session, event)));
    hit.ifPresent(item -> items.add(EventMenu.item("Zoom to it", () -> model.zoomTo(item))));
    items.addAll(
        events.action("edit.note.add"),
        EventMenu.item("Set marker A here", () -> session.view().markerA().set(nanos)),
        EventMenu.item("Set marker B here", () -> session.view().markerB().set(nanos)),
        new SeparatorMenuItem());
    hit.ifPresent(
        item -> items.add(EventMenu.copying("Copy the text", ItemText.of(session, item).lines())));
    items.add(EventMenu.copying("Copy the time", new Timecode(nanos).seconds()));
    return menu;
  }

  /** Creates the menu of a lane. */
  ContextMenu ofLane(Lane lane) {
    ContextMenu menu = new ContextMenu();
    OF_LANE.forEach(id -> menu.getItems().add(events.action(id)));
    // The mouse is over the menu when an item is chosen.
    menu.setOnAction(_ -> model.over(null));
    menu.getItems()
        .forEach(item -> {
          var act = item.getOnAction();
          item.setOnAction(event -> {
            model.over(lane);
            act.handle(event);
          });
        });
    return menu;
  }
}
