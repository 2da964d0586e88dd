package dev.fenceline.app.events;

import dev.fenceline.app.feature.Tip;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.textfield.CustomTextField;

/** The find field of the toolbar: filters the events; Enter selects the next match. */
final class FindView extends StackPane {
  private static final double WIDTH = 300;
  private static final double WIDTH_MIN = 160;

  /** The width of tools that have room for little more than their names. */
  private static final double NARROW = 720;

  private static final double NARROW_WIDTH = 110;

  /** The width from which on the example fits. */
  private static final double EXAMPLE_WIDTH = 212;

  /** The width of a number of matches that is seldom exceeded. */
  private static final double COUNT_WIDTH = 76;

  private static final double COUNT_MARGIN = 12;
  private static final double DIGIT_WIDTH = 7;

  private static final String EXAMPLE = "Find, e.g. ccr status:failed";
  private static final String SHORT = "Find events";
  private static final String HINT =
      """
      Words find events that say them; lane:nvme3|nvme4, status:failed, cid:5, after:12.5 narrow it.
      Tab takes a proposal. Enter and Shift+Enter go from match to match.\
      """;
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final CustomTextField field = new CustomTextField();

  /**
   * Creates the field.
   *
   * @param reveal shows the table of events when the user types
   */
  FindView(EventsViewModel events, FilterSuggestions suggestions, Runnable reveal) {
    field
        .promptTextProperty()
        .bind(field.widthProperty().map(it -> it.doubleValue() < EXAMPLE_WIDTH ? SHORT : EXAMPLE));
    field.setAccessibleText("Find events");
    field.textProperty().bindBidirectional(events.filter());
    field
        .textProperty()
        .subscribe(text -> {
          if (field.isFocused() && !text.isBlank()) {
            reveal.run();
          }
        });
    new CompletionPopup(field, suggestions);
    field.addEventHandler(KeyEvent.KEY_PRESSED, event -> steer(events, event));
    Label count = new Label();
    count.getStyleClass().add("find-count");
    // A wide field does not move its text when the count becomes wider; a narrow one needs the
    // room.
    count
        .minWidthProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> countWidth(events.matches().get()), events.matches(), field.widthProperty()));
    count.setAlignment(Pos.CENTER_RIGHT);
    count.textProperty().bind(events.matches());
    field.setRight(count);
    Tooltip tooltip = Tip.empty();
    Tooltip.install(field, tooltip);
    events
        .problem()
        .subscribe(words -> {
          field.pseudoClassStateChanged(WRONG, !words.isEmpty());
          tooltip.setText(words.isEmpty() ? HINT : words);
          field.setAccessibleHelp(words);
        });
    setPrefWidth(WIDTH);
    minWidthProperty()
        .bind(
            parentProperty()
                .flatMap(Node::parentProperty)
                .map(Region.class::cast)
                .flatMap(Region::widthProperty)
                .map(strip -> strip.doubleValue() < NARROW ? NARROW_WIDTH : WIDTH_MIN)
                .orElse(WIDTH_MIN));
    getChildren().setAll(field);
  }

  private double countWidth(String matches) {
    return matches.isEmpty() || field.getWidth() < EXAMPLE_WIDTH
        ? 0
        : Math.max(COUNT_WIDTH, COUNT_MARGIN + matches.length() * DIGIT_WIDTH);
  }

  private static void steer(EventsViewModel events, KeyEvent event) {
    switch (event.getCode()) {
      case ENTER -> {
        if (event.isShiftDown()) {
          events.previous();
        } else {
          events.next();
        }
      }
      case ESCAPE -> {
        if (events.filter().get().isEmpty()) {
          return;
        }
        events.filter().set("");
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  @Override
  public void requestFocus() {
    field.requestFocus();
    field.selectAll();
  }
}
