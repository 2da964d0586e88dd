package dev.fenceline.app.events;

import dev.fenceline.app.feature.Tip;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;

/**
 * A strip above the table of events that is shown while there is a filter: what it finds, the ways
 * from match to match, and what the lanes do with the rest.
 */
final class FoundStrip extends HBox {
  private static final double GAP = 8;

  /** The width above which the words before Dim and Remove do not cut what was found. */
  private static final double WIDE = 640;

  /** The width below which signs on the buttons leave room for what was found. */
  private static final double NARROW = 540;

  /**
   * Creates the strip.
   *
   * @param removing whether the lanes remove what does not match, otherwise they dim it
   */
  FoundStrip(EventsViewModel events, BooleanProperty removing) {
    super(GAP);
    getStyleClass().add("found-strip");
    Label summary = new Label();
    summary.getStyleClass().add("found-summary");
    summary.textProperty().bind(events.summary());
    summary.setMinWidth(0);
    summary.setWrapText(true);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label rest = new Label("The rest on the lanes:");
    rest.getStyleClass().add("found-rest");
    rest.setMinWidth(USE_PREF_SIZE);
    rest.visibleProperty().bind(widthProperty().greaterThan(WIDE).and(events.problem().isEmpty()));
    rest.managedProperty().bind(rest.visibleProperty());
    Button previous = button("Previous", "Select the match before (Shift+F3)", events::previous);
    Button next = button("Next", "Select the next match (F3)", events::next);
    shorten(previous, "\u2039");
    shorten(next, "\u203a");
    SegmentedButton choice = rest(removing);
    Button clear = button("Clear", "Clear the filter", () -> events.filter().set(""));
    // A filter with a mistake finds nothing that they could be used on.
    for (Node each : List.of(previous, next, choice)) {
      each.visibleProperty().bind(events.problem().isEmpty());
      each.managedProperty().bind(each.visibleProperty());
    }
    getChildren().setAll(summary, previous, next, space, rest, choice, clear);
    visibleProperty().bind(events.summary().isNotEmpty());
    managedProperty().bind(visibleProperty());
  }

  /** Gives a button a sign instead of its words where there is no room for these. */
  private void shorten(Button button, String sign) {
    String words = button.getText();
    button.setAccessibleText(words);
    button
        .textProperty()
        .bind(widthProperty().map(width -> width.doubleValue() < NARROW ? sign : words));
  }

  private static Button button(String words, String hint, Runnable effect) {
    Button button = new Button(words);
    button.setTooltip(Tip.of(hint));
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> effect.run());
    return button;
  }

  private static SegmentedButton rest(BooleanProperty removing) {
    ToggleButton dim = new ToggleButton("Dim");
    ToggleButton remove = new ToggleButton("Remove");
    dim.setTooltip(Tip.of("Dim on the lanes what does not match (R)"));
    remove.setTooltip(Tip.of("Remove from the lanes what does not match (R)"));
    SegmentedButton choice = new SegmentedButton(dim, remove);
    choice.setMinWidth(USE_PREF_SIZE);
    removing.subscribe(isRemoving -> {
      dim.setSelected(!isRemoving);
      remove.setSelected(isRemoving);
    });
    dim.setOnAction(_ -> choose(removing, false, dim));
    remove.setOnAction(_ -> choose(removing, true, remove));
    return choice;
  }

  /** A click on the chosen button leaves it chosen. */
  private static void choose(BooleanProperty removing, boolean isRemoving, ToggleButton button) {
    removing.set(isRemoving);
    button.setSelected(true);
  }
}
