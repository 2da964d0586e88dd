package dev.fenceline.app.help;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.SpokenRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The palette: lists every action, filters them by the typed text, and performs the selected action
 * on Enter. Those that are disabled now come last, each with the reason.
 */
final class CommandPalette extends VBox {
  private static final double WIDTH = 560;
  private static final double ROW_HEIGHT = 30;
  private static final double DISABLED_HEIGHT = 46;
  private static final int ROWS_MAX = 12;

  private final ActionRegistry actions;
  private final Runnable close;
  private final TextField search = new TextField();
  private final ObservableList<UserAction> found = FXCollections.observableArrayList();
  private final ListView<UserAction> list = new ListView<>(found);

  CommandPalette(ActionRegistry actions, Runnable close) {
    this.actions = actions;
    this.close = close;
    getStyleClass().addAll("page-sheet", "palette");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    search.setPromptText("What do you want to do?");
    search.setAccessibleText("Find an action");
    search.textProperty().addListener((_, _, _) -> find());
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
    list.setFocusTraversable(false);
    list.setAccessibleText("Actions that match");
    list.setCellFactory(_ -> new Row());
    list.setOnMouseClicked(_ -> perform());
    getChildren().setAll(search, list);
    find();
  }

  @Override
  public void requestFocus() {
    search.requestFocus();
  }

  private void find() {
    List<UserAction> matching = new ArrayList<>(actions.matching(search.getText()));
    matching.sort(Comparator.comparing(action -> !action.enabled().get()));
    found.setAll(matching);
    double rows = found.stream().mapToDouble(CommandPalette::height).sum();
    list.setPrefHeight(Math.clamp(rows, ROW_HEIGHT, ROWS_MAX * ROW_HEIGHT) + 2);
    list.getSelectionModel().selectFirst();
  }

  private void steer(KeyEvent event) {
    switch (event.getCode()) {
      case DOWN -> move(1);
      case UP -> move(-1);
      case ENTER -> perform();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void move(int rows) {
    int row = list.getSelectionModel().getSelectedIndex() + rows;
    list.getSelectionModel().select(Math.clamp(row, 0, Math.max(0, found.size() - 1)));
    list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - ROWS_MAX / 2));
  }

  private void perform() {
    UserAction action = list.getSelectionModel().getSelectedItem();
    if (action == null || action.enabled().get()) {
      close.run();
    }
    if (action != null) {
      action.perform();
    }
  }

  private static double height(UserAction action) {
    return action.enabled().get() ? ROW_HEIGHT : DISABLED_HEIGHT;
  }

  /** A row with the menu, the label and the key of an action, and why it is disabled. */
  private static final class Row extends ListCell<UserAction> {
    @Override
    protected void updateItem(@Nullable UserAction action, boolean empty) {
      super.updateItem(action, empty);
      setText(null);
      if (empty || action == null) {
        setGraphic(null);
        setPrefHeight(ROW_HEIGHT);
        return;
      }
      Label group = new Label(action.group().words());
      group.getStyleClass().add("group");
      group.setMinWidth(64);
      Label words = new Label(action.words());
      String reason = action.whyNot().getValue();
      VBox said = reason.isEmpty() ? new VBox(words) : new VBox(words, new Label(reason));
      said.getStyleClass().add(reason.isEmpty() ? "can" : "cannot");
      said.setAlignment(Pos.CENTER_LEFT);
      HBox.setHgrow(said, Priority.ALWAYS);
      setPrefHeight(height(action));
      HBox row = new HBox(8, group, said);
      row.setAlignment(Pos.CENTER_LEFT);
      action.keyWords().map(Row::key).ifPresent(row.getChildren()::add);
      SpokenRow.show(this, row);
    }

    private static Label key(String words) {
      Label key = new Label(words);
      key.getStyleClass().add("key");
      key.setMinWidth(Region.USE_PREF_SIZE);
      return key;
    }
  }
}
