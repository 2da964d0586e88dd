package dev.fenceline.app.events;

import dev.fenceline.app.events.EventColumn.Sorting;
import dev.fenceline.app.feature.TermHover;
import dev.fenceline.app.workspace.Preferences;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** The table of the events that pass the filter, one for each row. */
final class EventsView extends TableView<EventRow> {
  private static final double ROW_HEIGHT = 21;
  private static final int CONTEXT_ROWS = 3;

  /** The least width that says something of what happened. */
  private static final double WORDS_LEAST = 140;

  /** The width of what happened in a table that scrolls. */
  private static final double WORDS_SCROLLED = 420;

  private static final double CELL_MARGINS = 20;

  private static final Font DIGITS = Font.font("JetBrains Mono", 12);

  /** The width of the scroll bar beside the rows. */
  private static final double SCROLL_BAR = 12;

  private static final String LAYOUT = "events.columns";

  private static final PseudoClass FINDING = PseudoClass.getPseudoClass("finding");

  private final EventsViewModel events;
  private final RowMenu menus;
  private ContextMenu menu = new ContextMenu();
  private boolean marking;
  private boolean isUsed;

  /** Creates the table. */
  EventsView(
      EventsViewModel events,
      FilterSuggestions suggestions,
      Preferences preferences,
      RowMenu menus) {
    super(events.rows());
    this.events = events;
    this.menus = menus;
    getStyleClass().add("events");
    setAccessibleText("Events");
    setFixedCellSize(ROW_HEIGHT);
    addColumns(suggestions, preferences);
    setRowFactory(_ -> new Row());
    setOnContextMenuRequested(asked ->
        showMenu(asked, asked.isKeyboardTrigger() ? getSelectionModel().getSelectedItem() : null));
    Label nothing = new Label();
    nothing.setWrapText(true);
    nothing.getStyleClass().add("placeholder");
    nothing.textProperty().bind(events.nothing());
    setPlaceholder(nothing);
    selectBothWays();
    widen();
    mark();
  }

  private void addColumns(FilterSuggestions suggestions, Preferences preferences) {
    getColumns().add(column(EventColumn.NUMBER, 72, 76, "number", suggestions));
    getColumns().add(column(EventColumn.TIME, 118, 120, "number", suggestions));
    getColumns().add(column(EventColumn.LANE, 90, 100, "lane", suggestions));
    getColumns().add(column(EventColumn.KIND, 136, 160, "mono", suggestions));
    getColumns().add(column(EventColumn.WORDS, WORDS_LEAST, WORDS_SCROLLED, "words", suggestions));
    setSortPolicy(_ -> {
      sortByColumns();
      return true;
    });
    preferences.layout(LAYOUT).flatMap(ColumnLayout::of).ifPresent(this::arrange);
    Runnable remember = () -> preferences.rememberLayout(LAYOUT, layoutNow().text());
    getColumns().addListener((InvalidationListener) _ -> Platform.runLater(remember));
    // Columns are resized with the mouse. Their widths also change when the table gets its size.
    addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> Platform.runLater(remember));
    widthProperty().subscribe(this::fit);
    getColumns().forEach(column -> column.widthProperty().subscribe(this::fit));
  }

  /** Selects in the session what is selected here, and here what is selected in the session. */
  private void selectBothWays() {
    getSelectionModel()
        .selectedItemProperty()
        .subscribe(row -> {
          // A table also changes its selection itself when rows are replaced.
          if (row != null && !marking && (isUsed || isFocused())) {
            events.choose(row);
          }
        });
    addEventFilter(
        MouseEvent.MOUSE_PRESSED,
        _ -> {
          isUsed = true;
          Platform.runLater(() -> isUsed = false);
        });
    events.current().addListener((InvalidationListener) _ -> mark());
    // When rows are replaced, the table clears its selection after it has notified listeners.
    events
        .rows()
        .addListener(
            (InvalidationListener)
                _ -> {
                  widen();
                  Platform.runLater(this::mark);
                });
    // The first layout follows the first mark and changes the height, so mark again then.
    heightProperty().addListener((InvalidationListener) _ -> Platform.runLater(this::mark));
  }

  private TableColumn<EventRow, String> column(
      EventColumn shown, double least, double width, String style, FilterSuggestions suggestions) {
    TableColumn<EventRow, String> column = new TableColumn<>();
    column.setUserData(shown);
    column.setPrefWidth(width);
    column.setMinWidth(least);
    column.setGraphic(new ColumnHead(shown, events, suggestions));
    column.getStyleClass().add(style);
    column.setCellValueFactory(
        features -> new ReadOnlyObjectWrapper<>(shown.words(features.getValue().event())));
    column.setCellFactory(_ -> {
      TableCell<EventRow, String> cell = new Words();
      cell.getStyleClass().add(style);
      return cell;
    });
    return column;
  }

  /** Widens the column of times for those of a long session. */
  private void widen() {
    Text longest = new Text(events.longestTime());
    longest.setFont(DIGITS);
    double needed = CELL_MARGINS + Math.ceil(longest.getLayoutBounds().getWidth());
    getColumns().stream()
        .filter(column -> shown(column) == EventColumn.TIME)
        .forEach(time -> time.setMinWidth(Math.max(time.getMinWidth(), needed)));
  }

  private static EventColumn shown(TableColumn<EventRow, ?> column) {
    return (EventColumn) column.getUserData();
  }

  /** Gives the words the rest of the width; if that is too little for them, the table scrolls. */
  private void fit() {
    double rest = getWidth() - SCROLL_BAR;
    for (TableColumn<EventRow, ?> column : getColumns()) {
      rest -= shown(column) == EventColumn.WORDS ? 0 : column.getWidth();
    }
    double width = rest < WORDS_LEAST ? WORDS_SCROLLED : rest;
    getColumns().stream()
        .filter(column -> shown(column) == EventColumn.WORDS)
        .forEach(words -> words.setPrefWidth(width));
  }

  /** Shows the menu of a row, at the mouse or, if a key asks for it, on the table. */
  private void showMenu(ContextMenuEvent asked, @Nullable EventRow row) {
    menu.hide();
    if (row != null) {
      events
          .session()
          .ifPresent(session -> {
            events.choose(row);
            menu = menus.of(session, row.event());
            menu.show(this, asked.getScreenX(), asked.getScreenY());
          });
    }
    asked.consume();
  }

  private void arrange(ColumnLayout layout) {
    List<TableColumn<EventRow, ?>> ordered = new ArrayList<>();
    for (ColumnLayout.Width each : layout.columns()) {
      getColumns().stream()
          .filter(column -> each.column() == shown(column))
          .forEach(column -> {
            column.setPrefWidth(Math.max(column.getMinWidth(), each.pixels()));
            ordered.add(column);
          });
    }
    getColumns().setAll(ordered);
  }

  private ColumnLayout layoutNow() {
    return new ColumnLayout(
        getColumns().stream()
            .map(column ->
                new ColumnLayout.Width(shown(column), (int) Math.round(column.getWidth())))
            .toList());
  }

  private void sortByColumns() {
    events.sort(
        getSortOrder().stream()
            .map(column ->
                new Sorting(shown(column), column.getSortType() == TableColumn.SortType.DESCENDING))
            .toList());
  }

  private void mark() {
    int row = events.current().get();
    marking = true;
    if (row < 0) {
      getSelectionModel().clearSelection();
    } else {
      if (!getSelectionModel().isSelected(row)) {
        getSelectionModel().clearAndSelect(row);
      }
      if (!isFocused()) {
        scrollTo(Math.max(0, row - CONTEXT_ROWS));
      }
    }
    marking = false;
  }

  /** A cell that shows its text, and explains the word under the mouse. */
  private static final class Words extends TableCell<EventRow, String> {
    Words() {
      TermHover.onWord(this);
    }

    @Override
    protected void updateItem(@Nullable String words, boolean empty) {
      super.updateItem(words, empty);
      setText(empty ? null : words);
    }
  }

  /** A row that shows whether it is a finding. */
  private final class Row extends TableRow<EventRow> {
    Row() {
      setOnContextMenuRequested(asked -> showMenu(asked, getItem()));
    }

    @Override
    protected void updateItem(@Nullable EventRow row, boolean empty) {
      super.updateItem(row, empty);
      pseudoClassStateChanged(FINDING, row != null && !empty && row.isFinding());
    }
  }
}
