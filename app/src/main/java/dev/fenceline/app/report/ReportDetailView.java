package dev.fenceline.app.report;

import dev.fenceline.app.feature.LineBreaks;
import dev.fenceline.app.feature.TermHover;
import dev.fenceline.app.feature.WhyDisabled;
import dev.fenceline.app.report.ReportDetail.Found;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * The pane below the list: what was expected of the selected test, what was seen, and what was
 * found.
 */
final class ReportDetailView extends ScrollPane {
  private static final double GAP = 8;
  private static final double COLUMN_GAP = 32;

  private final ReportViewModel report;

  ReportDetailView(ReportViewModel report) {
    this.report = report;
    getStyleClass().addAll("side", "report-detail");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
  }

  /** Shows a hint instead of a test, while a heading is selected. */
  void showHint() {
    Label hint = new Label("Select a test to see what is expected of it.");
    hint.getStyleClass().add("muted");
    setContent(new VBox(hint));
  }

  /** Shows a test. */
  void show(ReportTest test, ReportDetail detail) {
    List<VBox> columns = new ArrayList<>();
    columns.add(about(test, detail));
    columns.add(
        section("EXPECTED", detail.expected().stream().map(ReportDetailView::words).toList()));
    if (!detail.note().isEmpty()) {
      columns.add(section("SEEN", List.of(words(detail.note()))));
    } else {
      columns.add(section("SEEN", detail.seen().stream().map(ReportDetailView::words).toList()));
      columns.add(section("FINDINGS", findings(test, detail.findings())));
    }
    GridPane grid = new GridPane(COLUMN_GAP, 0);
    columns.forEach(column -> {
      ColumnConstraints width = new ColumnConstraints();
      width.setPercentWidth(100.0 / columns.size());
      width.setHgrow(Priority.ALWAYS);
      grid.getColumnConstraints().add(width);
    });
    grid.addRow(0, columns.toArray(Node[]::new));
    setContent(grid);
  }

  private VBox about(ReportTest test, ReportDetail detail) {
    Label title = new Label(detail.title());
    title.getStyleClass().add("heading");
    title.setWrapText(true);
    Button open = new Button("Open timeline");
    open.setDisable(!detail.canOpen());
    WhyDisabled.on(open, "This test has no timeline");
    open.setOnAction(_ -> report.open(test));
    return new VBox(GAP, title, words(detail.summary()), open);
  }

  private List<? extends Node> findings(ReportTest test, List<Found> findings) {
    if (findings.isEmpty()) {
      return List.of(words("No findings."));
    }
    return findings.stream()
        .map(found -> {
          // A sign as well, because not everyone sees the colour.
          Hyperlink link =
              new Hyperlink(
                  (found.isBad() ? "\u2717 " : "") + LineBreaks.keepNumbers(found.words()));
          link.setWrapText(true);
          link.getStyleClass().add(found.isBad() ? "bad" : "plain");
          link.setOnAction(_ -> report.open(test, found.finding()));
          return link;
        })
        .toList();
  }

  private static Label words(String sentence) {
    Label label = new Label(LineBreaks.keepNumbers(sentence));
    TermHover.onWords(label);
    label.setWrapText(true);
    return label;
  }

  private static VBox section(String title, List<? extends Node> lines) {
    Label heading = new Label(title);
    heading.getStyleClass().add("section-title");
    VBox section = new VBox(GAP, heading);
    section.getChildren().addAll(lines);
    return section;
  }
}
