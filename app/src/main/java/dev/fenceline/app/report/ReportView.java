package dev.fenceline.app.report;

import dev.fenceline.app.feature.FileDialogs;
import dev.fenceline.app.feature.WhyDisabled;
import dev.fenceline.timeline.Text;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The test report as a page: the list of tests above the details of the selected test. */
final class ReportView extends BorderPane {
  private static final double GAP = 8;
  private static final double LIST_PART = 0.66;

  /** The width below which the table is scrolled, in pixels. */
  private static final double TABLE_WIDTH_MIN = 980;

  private final ReportViewModel report;
  private final ListView<ReportItem> list;
  private final ReportDetailView detail;
  private final FileDialogs dialogs;
  private Subscription following = Subscription.EMPTY;

  /**
   * Creates the page.
   *
   * @param dialogs asks for the file of the report
   * @param close returns to the session
   */
  ReportView(ReportViewModel report, FileDialogs dialogs, Runnable close) {
    this.report = report;
    this.dialogs = dialogs;
    this.list = new ListView<>(report.items());
    this.detail = new ReportDetailView(report);
    getStyleClass().add("report");
    list.getStyleClass().add("report-list");
    list.setAccessibleText("Tests of the report");
    list.setCellFactory(_ -> new ReportCell(report));
    list.setOnKeyPressed(this::pressed);
    list.setOnMouseClicked(event -> {
      if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
        open();
      }
    });
    list.getSelectionModel().selectedItemProperty().subscribe(this::follow);
    // The selection follows a change of the items only after it was announced.
    report.items().addListener((InvalidationListener) _ -> Platform.runLater(this::selectFirst));
    BorderPane rows = new BorderPane(list, columns(), null, null, null);
    rows.setMinWidth(TABLE_WIDTH_MIN);
    ScrollPane table = new ScrollPane(rows);
    table.getStyleClass().add("report-table");
    table.setFitToWidth(true);
    table.setFitToHeight(true);
    table.setFocusTraversable(false);
    SplitPane body = new SplitPane(table, detail);
    body.setOrientation(Orientation.VERTICAL);
    body.setDividerPositions(LIST_PART);
    setTop(head(close));
    setCenter(body);
  }

  /** Selects the first test. The first row of the list is a heading. */
  private void selectFirst() {
    if (list.getItems().size() > 1 && list.getSelectionModel().isEmpty()) {
      list.getSelectionModel().select(1);
    }
  }

  @Override
  public void requestFocus() {
    report.load();
    list.requestFocus();
  }

  private void pressed(KeyEvent event) {
    ReportItem selected = list.getSelectionModel().getSelectedItem();
    if (event.getCode() == KeyCode.ENTER) {
      open();
      event.consume();
    } else if (event.getCode() == KeyCode.SPACE && selected != null) {
      selected.choose(!selected.isChosen());
      event.consume();
    }
  }

  private void open() {
    if (list.getSelectionModel().getSelectedItem() instanceof ReportTest test) {
      report.open(test);
    }
  }

  private void follow(@Nullable ReportItem item) {
    following.unsubscribe();
    following = Subscription.EMPTY;
    if (item instanceof ReportTest test) {
      following = test.state().subscribe(_ -> detail.show(test, ReportDetail.of(test)));
    } else {
      detail.showHint();
    }
  }

  private VBox head(Runnable close) {
    Label title = new Label("Test report");
    title.getStyleClass().add("heading");
    title.setMinWidth(Region.USE_PREF_SIZE);
    Label words =
        new Label(
            "Each test runs a whole host against the emulated target in virtual time and reads"
                + " back every block.");
    words.getStyleClass().add("muted");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button back = new Button("Close");
    back.setMinWidth(Region.USE_PREF_SIZE);
    back.setOnAction(_ -> close.run());
    HBox first = new HBox(GAP, title, space, outcome(), progress(), run(), save(), back);
    first.setAlignment(Pos.CENTER_LEFT);
    VBox head = new VBox(4, first, words);
    head.getStyleClass().add("report-head");
    return head;
  }

  /** Returns a label such as {@code 32 tests: 31 passed, 1 failed, 0 not applicable}. */
  private Label outcome() {
    Label outcome = new Label();
    outcome.getStyleClass().add("outcome");
    outcome.visibleProperty().bind(report.running().not()); // the counts are of the tests before
    report
        .report()
        .subscribe(document -> {
          outcome.getStyleClass().removeAll("good", "bad");
          outcome.setText(document == null ? "" : document.counts());
          if (document != null) {
            outcome.getStyleClass().add(document.isGood() ? "good" : "bad");
          }
        });
    return outcome;
  }

  private ProgressBar progress() {
    ProgressBar bar = new ProgressBar();
    bar.progressProperty().bind(report.done());
    bar.visibleProperty().bind(report.running());
    bar.managedProperty().bind(report.running());
    bar.setAccessibleText("Progress of the tests");
    return bar;
  }

  private Button run() {
    Button button = new Button();
    button.getStyleClass().add("primary");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    report.running().get()
                        ? "Cancel"
                        : "Run " + Text.count(report.chosen().get(), "test"),
                report.running(),
                report.chosen()));
    button.disableProperty().bind(report.running().not().and(report.chosen().isEqualTo(0)));
    WhyDisabled.on(button, "No test is chosen");
    button.setOnAction(_ -> {
      if (report.running().get()) {
        report.cancel();
      } else {
        report.run();
      }
    });
    return button;
  }

  private Button save() {
    Button button = new Button("Save report\u2026");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.disableProperty().bind(report.report().isNull().or(report.running()));
    WhyDisabled.on(
        button, report.running().map(now -> now ? "The tests are running" : "No test has run yet"));
    button.setOnAction(_ -> chooseFile());
    return button;
  }

  private void chooseFile() {
    dialogs
        .save(
            "Save report",
            "report.html",
            List.of(
                new ExtensionFilter("HTML, with timelines", "*.html"),
                new ExtensionFilter("Markdown, for a mail", "*.md"),
                new ExtensionFilter("JSON, for programs", "*.json")))
        .ifPresent(chosen ->
            report.write(chosen.file(), chosen.filter().getExtensions().getFirst().substring(1)));
  }

  private HBox columns() {
    CheckBox all = new CheckBox();
    all.setMinWidth(ReportColumns.CHECK_WIDTH);
    all.setAccessibleText("Choose every test");
    all.setOnAction(_ -> report.chooseAll(all.isSelected()));
    report
        .chosen()
        .subscribe(count -> {
          all.setSelected(count.intValue() > 0 && count.intValue() == report.count());
          all.setIndeterminate(count.intValue() > 0 && count.intValue() < report.count());
        });
    HBox head = new HBox(all);
    head.getChildren().addAll(ReportColumns.heads());
    head.getStyleClass().add("report-columns");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }
}
