package dev.fenceline.app.differences;

import dev.fenceline.app.differences.DifferencesViewModel.Table;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.timeline.recovery.Comparison.Row;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
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
   * @param dark whether to draw light on dark
   * @param leave returns to the session
   */
  DifferencesView(DifferencesViewModel model, ObservableValue<Boolean> dark, Runnable leave) {
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
    HBox head = new HBox(GAP, texts, alignment(), close);
    head.getStyleClass().add("report-head");
    head.setAlignment(Pos.CENTER_LEFT);
    grid.getStyleClass().add("differences-grid");
    setTop(head);
    Label rule = new Label("Rows marked \u2260 differ. A dash is not known.");
    rule.getStyleClass().addAll("muted", "differences-rule");
    rule.visibleProperty().bind(Bindings.isNotNull(model.table()));
    ScrollPane scroll = new ScrollPane(new VBox(new StackedView(model, dark), rule, grid));
    scroll.setFitToWidth(true);
    setCenter(scroll);
    model.table().subscribe(this::show);
  }

  /** Returns the controls of the stacked lanes. */
  private HBox alignment() {
    StackedViewModel stacked = model.stacked();
    ComboBox<Anchor> anchor = new ComboBox<>();
    anchor.getItems().setAll(Anchor.values());
    anchor.valueProperty().bindBidirectional(stacked.anchor());
    anchor.setId("stacked-anchor");
    anchor.setAccessibleText("Align the sessions at");
    Label name = new Label("Align at the");
    name.setLabelFor(anchor);
    name.getStyleClass().add("muted");
    CheckBox all = new CheckBox("All lanes");
    all.selectedProperty().bindBidirectional(stacked.allLanes());
    HBox controls = new HBox(GAP / 2, name, anchor, all);
    controls.setAlignment(Pos.CENTER);
    for (Region each : List.of(name, anchor, all)) {
      each.setMinWidth(Region.USE_PREF_SIZE);
    }
    return controls;
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
    for (int column = 0; column < table.sides().size(); column++) {
      OpenSession session = table.sides().get(column).session();
      Hyperlink name = new Hyperlink(table.comparison().titles().get(column));
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
