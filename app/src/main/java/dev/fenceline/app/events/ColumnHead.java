package dev.fenceline.app.events;

import dev.fenceline.app.feature.TermHover;
import dev.fenceline.app.feature.Tip;
import dev.fenceline.timeline.FilterText;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.stage.Popup;

/** The head of a column: its title, and a button for its filter that shows whether there is one. */
final class ColumnHead extends HBox {
  private static final double GAP = 6;
  private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

  ColumnHead(EventColumn column, EventsViewModel events, FilterSuggestions suggestions) {
    super(GAP);
    getStyleClass().add("column-head");
    Label title = new Label(column.title());
    title.getStyleClass().add("column-term");
    TermHover.onText(title);
    Button filter = new Button();
    Region funnel = new Region();
    funnel.getStyleClass().add("funnel");
    filter.setGraphic(funnel);
    filter.getStyleClass().add("column-filter");
    filter.setAccessibleText("Filter by " + column.title());
    filter.setTooltip(Tip.of("Filter by this column"));
    // The head of a column sorts when the mouse is released on it.
    filter.addEventHandler(MouseEvent.ANY, MouseEvent::consume);
    filter.setOnAction(_ -> show(column, events, suggestions, filter));
    List<String> terms = column.terms();
    events
        .filter()
        .subscribe(query -> {
          boolean isActive =
              terms.stream().anyMatch(term -> !FilterText.value(query, term).isEmpty());
          filter.pseudoClassStateChanged(ACTIVE, isActive);
        });
    getChildren().setAll(title, filter);
  }

  private static void show(
      EventColumn column, EventsViewModel events, FilterSuggestions suggestions, Button owner) {
    suggestions.update();
    Popup popup = new Popup();
    popup.getContent().add(new ColumnFilterPane(column, events, suggestions));
    popup.setAutoHide(true);
    Bounds place = owner.localToScreen(owner.getLayoutBounds());
    popup.show(owner, place.getMinX(), place.getMaxY() + GAP);
  }
}
