package dev.fenceline.app.swimlane;

import dev.fenceline.app.feature.Tip;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.util.Duration;

/** The card that is shown while the mouse rests on something, or when a key asks for it. */
final class HoverCard {
  private static final double WIDTH = 340;
  private static final double VALUE_WIDTH = WIDTH - 60;
  private static final double GAP = 6;
  private static final Duration AFTER = Duration.millis(350);
  private static final double ASIDE = 14;

  private final Node owner;
  private final Tooltip tip = Tip.empty();
  private final PauseTransition soon = new PauseTransition(AFTER);

  /** Creates a card, not shown yet, for something on the owner. */
  HoverCard(Node owner) {
    this.owner = owner;
    tip.getStyleClass().add("hover-card");
  }

  /** Shows the text of an item soon, beside the mouse. */
  void showSoon(ItemText item, MouseEvent event) {
    show(card(item), event);
  }

  /** Shows the text of an item at a place of the screen until the next key. */
  void showNow(ItemText item, double screenX, double screenY) {
    hide();
    tip.setGraphic(card(item));
    tip.show(owner, screenX, screenY);
    // Later, because the key that shows the card is still on its way.
    Platform.runLater(() -> hideAtNextKey(owner.getScene()));
  }

  private void hideAtNextKey(Scene scene) {
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        new EventHandler<KeyEvent>() {
          @Override
          public void handle(KeyEvent key) {
            scene.removeEventFilter(KeyEvent.KEY_PRESSED, this);
            hide();
          }
        });
  }

  private static VBox card(ItemText item) {
    VBox card = card(item.what(), item.meaning());
    GridPane rows = new GridPane(GAP * 2, 2);
    row(rows, item.lasted().isEmpty() ? "At" : "From", item.when());
    row(rows, "Lasted", item.lasted());
    row(rows, "On", item.where());
    card.getChildren().add(1, rows);
    return card;
  }

  /** Shows the meaning of a term soon, beside the mouse. */
  void showSoon(String meaning, MouseEvent event) {
    String[] parts = meaning.split("\n", 2);
    show(card(parts[0], parts.length > 1 ? parts[1].strip() : ""), event);
  }

  private void show(VBox card, MouseEvent event) {
    hide();
    double x = event.getScreenX() + ASIDE;
    double y = event.getScreenY() + ASIDE;
    soon.setOnFinished(_ -> {
      tip.setGraphic(card);
      tip.show(owner, x, y);
    });
    soon.playFromStart();
  }

  private static VBox card(String head, String below) {
    VBox card = new VBox(GAP, text(head, "card-head", WIDTH));
    if (!below.isEmpty()) {
      card.getChildren().add(text(below, "card-below", WIDTH));
    }
    return card;
  }

  private static void row(GridPane rows, String name, String value) {
    if (!value.isEmpty()) {
      rows.addRow(
          rows.getRowCount(), text(name, "card-below", 0), text(value, "card-value", VALUE_WIDTH));
    }
  }

  /** Returns a wrapped text. Its size is known at once, which that of a label is not. */
  private static Text text(String words, String style, double width) {
    Text text = new Text(words);
    text.getStyleClass().add(style);
    text.setWrappingWidth(width);
    return text;
  }

  /** Hides the card, and does not show it any more. */
  void hide() {
    soon.stop();
    tip.hide();
  }
}
