package dev.fenceline.app.events;

import dev.fenceline.app.feature.SpokenRow;
import dev.fenceline.timeline.FilterCompletion.Proposal;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;

/**
 * The proposals below the find field. The field keeps the focus: Up and Down choose, Tab or Enter
 * takes what is chosen, Esc hides them.
 */
final class CompletionPopup {
  private static final double ROW_HEIGHT = 24;
  private static final int ROWS_MAX = 9;
  private static final double WIDTH = 460;
  private static final double FRAME = 10;

  private final Popup popup = new Popup();
  private final ListView<Proposal> list = new ListView<>();
  private final TextField field;
  private final FilterSuggestions suggestions;
  private String proposedFor = "";

  CompletionPopup(TextField field, FilterSuggestions suggestions) {
    this.field = field;
    this.suggestions = suggestions;
    list.getStyleClass().add("completion");
    list.setFixedCellSize(ROW_HEIGHT);
    list.setPrefWidth(WIDTH);
    list.setFocusTraversable(false);
    list.setAccessibleText("Proposals for the filter");
    list.setCellFactory(_ -> new Line(this::take));
    popup.getContent().add(list);
    popup.setAutoHide(true);
    popup.setHideOnEscape(false);
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    field.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    field
        .focusedProperty()
        .subscribe(isFocused -> {
          if (isFocused) {
            suggestions.update();
          } else {
            popup.hide();
          }
        });
    suggestions
        .values()
        .subscribe(_ -> {
          if (popup.isShowing()) {
            show();
          }
        });
  }

  private void typed(KeyEvent event) {
    String character = event.getCharacter();
    boolean isText = !character.isEmpty() && character.charAt(0) >= ' ';
    boolean isDeletion = character.equals("\b") || character.equals("\u007f");
    if (isText || isDeletion) {
      Platform.runLater(this::show); // the field has not changed yet
    }
  }

  private void pressed(KeyEvent event) {
    if (popup.isShowing() && !field.getText().equals(proposedFor)) {
      show();
    }
    boolean isShowing = popup.isShowing();
    Proposal chosen = list.getSelectionModel().getSelectedItem();
    boolean isAsked =
        event.getCode() == KeyCode.DOWN
            || (event.getCode() == KeyCode.SPACE && event.isControlDown());
    if (!isShowing && isAsked) {
      show();
    } else if (isShowing) {
      switch (event.getCode()) {
        case DOWN -> choose(list.getSelectionModel().getSelectedIndex() + 1);
        case UP -> choose(Math.max(0, list.getSelectionModel().getSelectedIndex()) - 1);
        case TAB -> take(chosen == null ? list.getItems().getFirst() : chosen);
        case ENTER -> {
          if (chosen == null) {
            popup.hide();
            return;
          }
          take(chosen);
        }
        case ESCAPE -> popup.hide();
        case LEFT, RIGHT, HOME, END -> {
          popup.hide();
          return;
        }
        default -> {
          return;
        }
      }
    } else {
      return;
    }
    event.consume();
  }

  private void choose(int row) {
    int chosen = Math.floorMod(row, list.getItems().size());
    list.getSelectionModel().clearAndSelect(chosen);
    list.scrollTo(chosen);
  }

  private void take(Proposal proposal) {
    String query = proposal.in(field.getText());
    field.setText(query);
    field.positionCaret(proposal.caret());
    if (proposal.text().endsWith(":")) {
      show();
    } else {
      popup.hide();
    }
  }

  /** Shows what can be proposed at the caret, or hides if nothing can. */
  private void show() {
    List<Proposal> proposals = suggestions.proposals(field.getText(), field.getCaretPosition());
    Bounds place = field.localToScreen(field.getLayoutBounds());
    if (proposals.isEmpty() || place == null) {
      popup.hide();
      return;
    }
    proposedFor = field.getText();
    list.getItems().setAll(proposals);
    list.getSelectionModel().clearSelection();
    list.scrollTo(0);
    list.setPrefHeight(Math.min(ROWS_MAX, proposals.size()) * ROW_HEIGHT + FRAME);
    popup.show(field, place.getMinX(), place.getMaxY() + 2);
  }

  /** A proposal with its meaning. */
  private static final class Line extends ListCell<Proposal> {
    private final Label text = new Label();
    private final Label meaning = new Label();
    private final HBox both = new HBox(text, meaning);

    Line(Consumer<Proposal> take) {
      text.getStyleClass().add("completion-text");
      text.setMinWidth(USE_PREF_SIZE);
      meaning.getStyleClass().add("completion-meaning");
      meaning.setMaxWidth(Double.MAX_VALUE);
      meaning.setMinWidth(0);
      HBox.setHgrow(meaning, Priority.ALWAYS);
      both.getStyleClass().add("completion-line");
      both.setPrefWidth(0);
      setPrefWidth(0);
      setOnMousePressed(_ -> {
        Proposal proposal = getItem();
        if (proposal != null) {
          take.accept(proposal);
        }
      });
    }

    @Override
    protected void updateItem(@Nullable Proposal proposal, boolean empty) {
      super.updateItem(proposal, empty);
      if (proposal == null || empty) {
        setGraphic(null);
      } else {
        text.setText(proposal.text().strip());
        meaning.setText(proposal.meaning());
        SpokenRow.show(this, both);
      }
    }
  }
}
