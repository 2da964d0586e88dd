package dev.fenceline.app.differences;

import dev.fenceline.app.differences.DifferencesViewModel.Table;
import dev.fenceline.app.feature.FileDialogs;
import dev.fenceline.app.feature.TermHover;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.timeline.recovery.Anchor;
import dev.fenceline.timeline.recovery.Comparison.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser.ExtensionFilter;
import org.jspecify.annotations.Nullable;

/** The page with the table of differences: a column for each session, a row for each property. */
final class DifferencesView extends BorderPane {
  private static final double GAP = 12;
  private static final double COLUMN_GAP = 40;
  private static final double ROW_GAP = 10;
  private static final List<ExtensionFilter> REPORTS =
      List.of(new ExtensionFilter("Text", "*.txt"), new ExtensionFilter("Markdown", "*.md"));
  private static final List<ExtensionFilter> PICTURES =
      List.of(
          new ExtensionFilter("SVG pictures", "*.svg"),
          new ExtensionFilter("PNG pictures", "*.png"),
          new ExtensionFilter("PDF", "*.pdf"));

  private final DifferencesViewModel model;
  private final GridPane grid = new GridPane(COLUMN_GAP, ROW_GAP);
  private final Button close = new Button("Close");
  private final ScrollPane scroll;

  /**
   * Creates the page.
   *
   * @param palette the colours to draw with
   * @param dialogs ask where to save report and picture
   * @param leave returns to the session
   */
  DifferencesView(
      DifferencesViewModel model,
      ObservableValue<Palette> palette,
      FileDialogs dialogs,
      Runnable leave) {
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
    HBox below = new HBox(GAP, rule, exports(dialogs, palette));
    below.getStyleClass().add("differences-below");
    below.setAlignment(Pos.CENTER_LEFT);
    below.visibleProperty().bind(Bindings.isNotNull(model.table()));
    scroll = new ScrollPane(new VBox(new StackedView(model, palette), below, grid));
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
      grid.add(mark, 0, line);
      grid.add(name(row), 1, line);
      for (int column = 0; column < row.values().size(); column++) {
        Label value = value(row, row.values().get(column));
        if (row.places().get(column).isPresent()) {
          value.getStyleClass().add("clickable");
          value.setOnMouseClicked(_ -> go(row));
        }
        grid.add(value, column + 2, line);
      }
      line++;
    }
  }

  /** Returns the name of a row, which shows when it was; a row without a time only has a name. */
  private Labeled name(Row row) {
    if (row.places().stream().allMatch(Optional::isEmpty)) {
      Label name = new Label(row.name());
      TermHover.onWords(name);
      name.getStyleClass().add("muted");
      return name;
    }
    Hyperlink name = new Hyperlink(row.name());
    TermHover.onWords(name);
    name.setAccessibleText("Show in the lanes: " + row.name() + ", " + words(row));
    name.setOnAction(_ -> go(row));
    return name;
  }

  private static String words(Row row) {
    return String.join(", ", row.values());
  }

  private void go(Row row) {
    model.show(row);
    scroll.setVvalue(0);
  }

  private HBox exports(FileDialogs dialogs, ObservableValue<Palette> palette) {
    Button report = new Button("Save report\u2026");
    report.setOnAction(_ ->
        dialogs
            .save("Save report", "comparison", REPORTS)
            .ifPresent(chosen -> model.writeReport(named(chosen))));
    Button picture = new Button("Save picture\u2026");
    picture.setOnAction(_ ->
        dialogs
            .save("Save picture", "comparison", PICTURES)
            .ifPresent(chosen -> model.writePicture(named(chosen), palette.getValue())));
    for (Button button : List.of(report, picture)) {
      button.setMinWidth(Region.USE_PREF_SIZE);
    }
    return new HBox(GAP / 2, report, picture);
  }

  /** Returns the file with the ending of the chosen format, unless it has one. */
  private static Path named(FileDialogs.Chosen chosen) {
    String name = chosen.file().getFileName().toString();
    if (name.toLowerCase(Locale.ROOT).matches(".*\\.(svg|png|pdf|txt|md)")) {
      return chosen.file();
    }
    String pattern = chosen.filter().getExtensions().getFirst();
    return chosen.file().resolveSibling(name + pattern.substring(pattern.indexOf('.')));
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
