package dev.fenceline.app.feature;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;

/** The items of a menu of an event, wherever the event is shown. */
public final class EventMenu {
  /** Actions that act on the selected event, in order. */
  private static final List<String> OF_SELECTED =
      List.of("edit.follow.cause", "edit.follow.effect");

  private final ActionRegistry actions;

  /** Creates what makes menus with actions of a window. */
  public EventMenu(ActionRegistry actions) {
    this.actions = actions;
  }

  /** Returns the items that find events like this one and follow it, which must be selected. */
  public List<MenuItem> about(OpenSession session, Event event) {
    List<MenuItem> items = new ArrayList<>();
    items.add(
        item(
            "Find events of " + EventText.where(event.lane()),
            () -> find(session, "lane:\"" + event.lane() + "\"")));
    items.add(
        item(
            "Find events \"" + EventText.title(event) + "\"",
            () -> find(session, "kind:" + EventText.kind(event))));
    if (event.detail() instanceof CommandEvent command) {
      items.add(
          item(
              "Find events of command " + command.cid(),
              () -> find(session, "qid:%d cid:%d".formatted(command.qid(), command.cid()))));
    }
    items.add(new SeparatorMenuItem());
    OF_SELECTED.forEach(id -> items.add(action(id)));
    return items;
  }

  /** Sets the filter, and brings the table of the events that match it to the front. */
  private void find(OpenSession session, String filter) {
    session.filter().set(filter);
    actions.get("view.events").perform();
  }

  /** Returns an item that performs an action and says its key. */
  public MenuItem action(String id) {
    UserAction action = actions.get(id);
    MenuItem item = new MenuItem(action.words() + action.keyWords().map("  "::concat).orElse(""));
    item.setMnemonicParsing(false);
    ActionControl.tie(item, action);
    return item;
  }

  /** Returns an item with these words. */
  public static MenuItem item(String words, Runnable effect) {
    MenuItem item = new MenuItem(words);
    item.setMnemonicParsing(false);
    item.setOnAction(_ -> effect.run());
    return item;
  }

  /** Returns an item that copies a text. */
  public static MenuItem copying(String words, String text) {
    return item(
        words,
        () -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text)));
  }
}
