package dev.fenceline.app.window;

import dev.fenceline.app.action.Action;
import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.feature.TermHover;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
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

  /**
   * The parts that are hidden when the strip is too narrow; the last ones are hidden first. The
   * menus have them too.
   */
  private final List<Region> optional;

  ToolStrip(WindowParts window) {
    super(GAP);
    ActionRegistry actions = window.actions();
    getStyleClass().add("tool-strip");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    SegmentedButton scale = scale(window.workspace().preferences().elastic());
    Button compare = compare(actions);
    MenuButton exports = exports(actions);
    optional = List.of(scale, exports, compare);
    getChildren()
        .setAll(
            window.region(Place.TOOLS_START),
            space,
            window.region(Place.TOOLS_END),
            scale,
            compare,
            exports);
    setMinWidth(0);
  }

  @Override
  protected void layoutChildren() {
    double left = getWidth() - getInsets().getLeft() - getInsets().getRight();
    for (Node child : getChildren()) {
      if (!optional.contains(child)) {
        left -= child.minWidth(-1) + GAP;
      }
    }
    for (Region part : optional) {
      boolean fits = part.minWidth(-1) <= left;
      part.setVisible(fits);
      part.setManaged(fits);
      left -= part.minWidth(-1) + GAP;
    }
    super.layoutChildren();
  }

  private static Button compare(ActionRegistry actions) {
    Action action = actions.get("run.session.compare");
    Button button = new Button("Compare");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.disableProperty().bind(Bindings.not(action.enabled()));
    button.setOnAction(_ -> action.perform());
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
    List<Action> exports =
        actions.all().stream().filter(action -> action.id().startsWith("file.export.")).toList();
    exports.forEach(action -> button.getItems().add(MenuStrip.item(action)));
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }
}
