package dev.fenceline.app.differences;

import dev.fenceline.app.differences.DifferencesViewModel.Table;
import dev.fenceline.timeline.recovery.Comparison.Row;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The page with the table of differences: a column for each session, a row for each property. */
final class DifferencesView extends BorderPane {
  private static final double GAP = 12;
  private static final double COLUMN_GAP = 40;
  private static final double ROW_GAP = 10;

  private final DifferencesViewModel model;
  private final GridPane grid = new GridPane(COLUMN_GAP, ROW_GAP);
  private final Button close = new Button("Close");

  /**
   * Creates the page.
   *
   * @param leave returns to the session
   */
  DifferencesView(DifferencesViewModel model, Runnable leave) {
    this.model = model;
    getStyleClass().addAll("report", "differences", "form");
    Label title = new Label("Side by side");
    title.getStyleClass().add("heading");
    Label words = new Label();
    words.getStyleClass().add("muted");
    words.setWrapText(true);
    words.textProperty().bind(model.words());
    VBox texts = new VBox(title, words);
    HBox.setHgrow(texts, Priority.ALWAYS);
    close.setMinWidth(Region.USE_PREF_SIZE);
    close.setOnAction(_ -> leave.run());
    HBox head = new HBox(GAP, texts, close);
    head.getStyleClass().add("report-head");
    head.setAlignment(Pos.CENTER_LEFT);
    grid.getStyleClass().add("differences-grid");
    setTop(head);
    setCenter(new ScrollPane(grid));
    model.table().subscribe(this::show);
  }

  @Override
  public void requestFocus() {
    close.requestFocus();
  }

  private void show(@Nullable Table table) {
    grid.getChildren().clear();
    if (table == null) {
      return;
    }
    for (int column = 0; column < table.sessions().size(); column++) {
      var session = table.sessions().get(column);
      Hyperlink name = new Hyperlink(session.title());
      name.setOnAction(_ -> model.open(session));
      grid.add(name, column + 2, 0);
    }
    int line = 1;
    for (Row row : table.comparison().rows()) {
      Label mark = new Label(row.differs() ? "\u2260" : "");
      mark.setAccessibleText(row.differs() ? "differs" : "");
      Label name = new Label(row.name());
      name.getStyleClass().add("muted");
      grid.add(mark, 0, line);
      grid.add(name, 1, line);
      for (int column = 0; column < row.values().size(); column++) {
        grid.add(value(row, row.values().get(column)), column + 2, line);
      }
      line++;
    }
  }

  private static Label value(Row row, String text) {
    Label value = new Label(text);
    if (row.differs()) {
      value.getStyleClass().add("strong");
    }
    if (text.startsWith("corrupt")) {
      value.getStyleClass().add("bad");
    } else if (text.equals("intact")) {
      value.getStyleClass().add("good");
    }
    return value;
  }
}
