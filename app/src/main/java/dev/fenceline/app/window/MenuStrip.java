package dev.fenceline.app.window;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.ActionControl;
import dev.fenceline.app.feature.WhyDisabled;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;

/** The menu bar, made from the registered actions, with the title of the session in the middle. */
final class MenuStrip extends StackPane {
  /** The width of the menus, in pixels. */
  private static final double MENUS_WIDTH = 540;

  /** The space between the title and the right edge, in pixels. */
  private static final double BESIDE = 16;

  /** The sections that are a menu inside their menu, which would be too long otherwise. */
  private static final Map<String, String> SUBMENUS =
      Map.ofEntries(
          Map.entry("file.export", "Export"),
          Map.entry("view.pane", "Panes"),
          Map.entry("view.zoom", "Zoom and pan"),
          Map.entry("view.pan", "Zoom and pan"),
          Map.entry("view.lane", "Lanes"),
          Map.entry("view.lane.low", "Lanes"),
          Map.entry("view.lanes", "Lanes"),
          Map.entry("view.marker", "Markers"),
          Map.entry("view.item", "Selection"),
          Map.entry("view.size", "Size"),
          Map.entry("view.theme", "Theme"));

  private final MenuBar bar = new MenuBar();
  private final Label label = new Label();

  MenuStrip(ActionRegistry actions, ObservableValue<String> title) {
    getStyleClass().add("menu-strip");
    for (Group group : Group.values()) {
      List<UserAction> members = actions.in(group);
      if (!members.isEmpty()) {
        bar.getMenus().add(menu(group, members));
      }
    }
    label.getStyleClass().add("window-title");
    label.textProperty().bind(title);
    label.setMouseTransparent(true);
    getChildren().setAll(bar, label);
  }

  /** Places the title in the middle, or at the right edge where it would cover a menu there. */
  @Override
  protected void layoutChildren() {
    bar.resizeRelocate(0, 0, getWidth(), getHeight());
    double room = Math.max(0, getWidth() - MENUS_WIDTH - BESIDE);
    double width = snapSizeX(Math.min(label.prefWidth(-1), room));
    double middle = (getWidth() - width) / 2;
    double left = middle >= MENUS_WIDTH ? middle : getWidth() - BESIDE - width;
    label.resizeRelocate(snapPositionX(left), 0, width, getHeight());
  }

  /** Does something as soon as the menu bar filters the keys of the scene, which it does first. */
  void onceListening(Runnable task) {
    Subscription[] waiting = {Subscription.EMPTY};
    waiting[0] =
        bar.skinProperty()
            .subscribe((_, skin) -> {
              if (skin != null) {
                waiting[0].unsubscribe();
                task.run();
              }
            });
  }

  /** Adds the menu of recent files below the action that opens a file. */
  void showRecent(ObservableList<Path> recent, Consumer<Path> open) {
    Menu menu = new Menu("Open recent");
    Runnable fill =
        () ->
            menu.getItems()
                .setAll(
                    recent.stream()
                        .map(file -> {
                          MenuItem item = new MenuItem(file.toString());
                          item.setMnemonicParsing(false);
                          item.setOnAction(_ -> open.accept(file));
                          return item;
                        })
                        .toList());
    fill.run();
    recent.addListener((ListChangeListener<Path>) _ -> fill.run());
    menu.disableProperty().bind(Bindings.isEmpty(recent));
    WhyDisabled.on(
        menu, menu.disableProperty().map(none -> none ? "No file has been opened yet" : ""));
    bar.getMenus().getFirst().getItems().add(1, menu);
  }

  /** Returns a menu with a line between sections. A submenu stands where its first section is. */
  private static Menu menu(Group group, List<UserAction> members) {
    Menu menu = new Menu(group.words());
    Map<String, List<UserAction>> sections =
        members.stream()
            .collect(
                Collectors.groupingBy(MenuStrip::section, LinkedHashMap::new, Collectors.toList()));
    Map<String, Menu> submenus = new HashMap<>();
    sections.forEach((section, actions) -> {
      String words = SUBMENUS.get(section);
      Menu place =
          words == null ? menu : submenus.computeIfAbsent(words, name -> submenu(menu, name));
      divide(place);
      actions.forEach(action -> place.getItems().add(item(action)));
    });
    return menu;
  }

  private static Menu submenu(Menu menu, String words) {
    ObservableList<MenuItem> items = menu.getItems();
    if (!items.isEmpty() && !(items.getLast() instanceof Menu)) {
      divide(menu);
    }
    Menu submenu = new Menu(words);
    items.add(submenu);
    return submenu;
  }

  private static void divide(Menu menu) {
    if (!menu.getItems().isEmpty()) {
      menu.getItems().add(new SeparatorMenuItem());
    }
  }

  /**
   * Returns the section of an action: actions whose IDs share the part before the last dot are
   * grouped.
   */
  private static String section(UserAction action) {
    return action.id().substring(0, action.id().lastIndexOf('.'));
  }

  static MenuItem item(UserAction action) {
    MenuItem item;
    ObservableBooleanValue selected = action.selected();
    if (selected == null) {
      item = new MenuItem(action.words());
    } else {
      CheckMenuItem check = new CheckMenuItem(action.words());
      check.setSelected(selected.get());
      selected.addListener((_, _, now) -> check.setSelected(now));
      check.selectedProperty().addListener((_, _, _) -> check.setSelected(selected.get()));
      item = check;
    }
    item.setId(action.id());
    ActionControl.tie(item, action);
    Key key = action.key();
    if (key != null) {
      key.accelerator().ifPresent(item::setAccelerator);
    }
    return item;
  }
}
