package dev.fenceline.app.window;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.ActionControl;
import dev.fenceline.app.feature.TermHover;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;

/**
 * The strip below the menus: the player, the find field, the time scale, comparing and exporting.
 */
final class ToolStrip extends HBox {
  private static final double GAP = 14;

  /** The parts that a narrow strip hides, beginning with the last one, with their actions. */
  private final Map<Region, List<String>> optional;

  private final MenuButton more = new MenuButton("More");
  private final ActionRegistry actions;

  ToolStrip(WindowParts window) {
    super(GAP);
    actions = window.actions();
    getStyleClass().add("tool-strip");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    SegmentedButton scale = scale(window.workspace().preferences().elastic());
    Button compare = compare(actions);
    MenuButton exports = exports(actions);
    optional = new LinkedHashMap<>();
    optional.put(scale, List.of("view.scale.elastic", "view.scale.linear"));
    optional.put(exports, ids(actions, "file.export."));
    optional.put(compare, List.of("run.session.compare"));
    more.setId("more-tools");
    more.setMinWidth(Region.USE_PREF_SIZE);
    more.setAccessibleText("More tools");
    more.setOnShowing(_ -> more.getItems().setAll(hidden()));
    more.getItems().setAll(new MenuItem()); // an empty menu would not open
    getChildren()
        .setAll(
            window.region(Place.TOOLS_START),
            space,
            window.region(Place.TOOLS_END),
            scale,
            compare,
            exports,
            more);
    setMinWidth(0);
  }

  private static List<String> ids(ActionRegistry actions, String beginning) {
    return actions.all().stream()
        .map(UserAction::id)
        .filter(id -> id.startsWith(beginning))
        .toList();
  }

  /** Returns the actions of the parts that are hidden now, with a line between the parts. */
  private List<MenuItem> hidden() {
    List<MenuItem> items = new ArrayList<>();
    optional.forEach((part, ids) -> {
      if (!part.isManaged()) {
        if (!items.isEmpty()) {
          items.add(new SeparatorMenuItem());
        }
        ids.forEach(id -> {
          MenuItem item = MenuStrip.item(actions.get(id));
          // The keys belong to the menu bar; JavaFX drops a key when any item with it is removed.
          item.setAccelerator(null);
          items.add(item);
        });
      }
    });
    return items;
  }

  @Override
  protected void layoutChildren() {
    double left = getWidth() - getInsets().getLeft() - getInsets().getRight();
    for (Node child : getChildren()) {
      if (!more.equals(child) && !(child instanceof Region part && optional.containsKey(part))) {
        left -= child.minWidth(-1) + GAP;
      }
    }
    double all = optional.keySet().stream().mapToDouble(part -> part.minWidth(-1) + GAP).sum();
    boolean isNarrow = all > left;
    show(more, isNarrow);
    left -= isNarrow ? more.minWidth(-1) + GAP : 0;
    for (Region part : optional.keySet()) {
      boolean fits = part.minWidth(-1) <= left;
      show(part, fits);
      left -= part.minWidth(-1) + GAP;
    }
    super.layoutChildren();
  }

  private static void show(Region part, boolean fits) {
    part.setVisible(fits);
    part.setManaged(fits);
  }

  private static Button compare(ActionRegistry actions) {
    Button button = new Button("Compare");
    button.setMinWidth(Region.USE_PREF_SIZE);
    ActionControl.tie(button, actions.get("run.session.compare"));
    return button;
  }

  private static SegmentedButton scale(BooleanProperty elastic) {
    ToggleButton folded = new ToggleButton("Elastic");
    ToggleButton even = new ToggleButton("Linear");
    TermHover.on(folded, "elastic time");
    folded.setAccessibleText("Elastic time: idle stretches are folded");
    even.setAccessibleText("Linear time");
    SegmentedButton scale = new SegmentedButton(folded, even);
    folded.selectedProperty().bindBidirectional(elastic);
    elastic.subscribe(isElastic -> even.setSelected(!isElastic));
    scale.setMinWidth(Region.USE_PREF_SIZE);
    return scale;
  }

  private static MenuButton exports(ActionRegistry actions) {
    MenuButton button = new MenuButton("Export");
    ids(actions, "file.export.")
        .forEach(id -> button.getItems().add(MenuStrip.item(actions.get(id))));
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }
}
