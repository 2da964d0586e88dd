package dev.fenceline.app.swimlane;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.ActionControl;
import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.paint.Hit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;

/** The menu of an item on the lanes. What it does with the item is also done by keys. */
final class ItemMenu {
  /** Actions that act on the selected event, in order. */
  private static final List<String> OF_SELECTED =
      List.of("edit.follow.cause", "edit.follow.effect");

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

  private final ActionRegistry actions;
  private final SwimlaneViewModel model;

  ItemMenu(ActionRegistry actions, SwimlaneViewModel model) {
    this.actions = actions;
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
    hit.flatMap(item -> session.find(item.sequence()))
        .ifPresent(event -> {
          menu.getItems().setAll(filters(session, event));
          menu.getItems().add(new SeparatorMenuItem());
          OF_SELECTED.forEach(id -> add(menu, id));
        });
    hit.ifPresent(item -> menu.getItems().add(item("Zoom to it", () -> model.zoomTo(item))));
    add(menu, "edit.note.add");
    menu.getItems()
        .addAll(
            item("Set marker A here", () -> session.view().markerA().set(nanos)),
            item("Set marker B here", () -> session.view().markerB().set(nanos)),
            new SeparatorMenuItem());
    hit.ifPresent(item ->
        menu.getItems().add(item("Copy the text", () -> copy(ItemText.of(session, item).lines()))));
    menu.getItems().add(item("Copy the time", () -> copy(new Timecode(nanos).seconds())));
    return menu;
  }

  /** Creates the menu of a lane. */
  ContextMenu ofLane(Lane lane) {
    ContextMenu menu = new ContextMenu();
    OF_LANE.forEach(id -> add(menu, id));
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

  private List<MenuItem> filters(OpenSession session, Event event) {
    MenuItem lane =
        item(
            "Find events of " + EventText.where(event.lane()),
            () -> find(session, "lane:\"" + event.lane() + "\""));
    MenuItem kind =
        item(
            "Find events \"" + EventText.title(event) + "\"",
            () -> find(session, "kind:" + EventText.kind(event)));
    return event.detail() instanceof CommandEvent command
        ? List.of(
            lane,
            kind,
            item(
                "Find events of command " + command.cid(),
                () -> find(session, "qid:%d cid:%d".formatted(command.qid(), command.cid()))))
        : List.of(lane, kind);
  }

  /** Sets the filter, and brings the table of the events that match it to the front. */
  private void find(OpenSession session, String filter) {
    session.filter().set(filter);
    actions.get("view.events").perform();
  }

  private void add(ContextMenu menu, String id) {
    UserAction action = actions.get(id);
    MenuItem item = new MenuItem(words(action));
    item.setMnemonicParsing(false);
    ActionControl.tie(item, action);
    menu.getItems().add(item);
  }

  private static String words(UserAction action) {
    return action.words() + action.keyWords().map(key -> "  " + key).orElse("");
  }

  private static MenuItem item(String words, Runnable effect) {
    MenuItem item = new MenuItem(words);
    item.setMnemonicParsing(false);
    item.setOnAction(_ -> effect.run());
    return item;
  }

  private static void copy(String text) {
    Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
  }
}
