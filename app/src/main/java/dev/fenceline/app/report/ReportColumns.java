package dev.fenceline.app.report;

import dev.fenceline.app.feature.TermHover;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/**
 * The columns of the list, for its head and for each test. The last column takes the remaining
 * width.
 */
enum ReportColumns {
  TEST("Test", 252, Pos.CENTER_LEFT),
  RESULT("Result", 126, Pos.CENTER_LEFT),
  DETECTION("Detection", 78, Pos.CENTER_RIGHT),
  FENCING("Fencing", 78, Pos.CENTER_RIGHT),
  FENCED_BY("Fenced by", 148, Pos.CENTER_LEFT),
  OUTAGE("I/O outage", 78, Pos.CENTER_RIGHT),
  RECONNECT("Reconnect", 78, Pos.CENTER_RIGHT),
  SEEN("Data and findings", 0, Pos.CENTER_LEFT);

  /** The width of the check box in front of a row. */
  static final double CHECK_WIDTH = 32;

  private static final double GAP = 16;

  private final String words;
  private final double width;
  private final Pos position;

  ReportColumns(String words, double width, Pos position) {
    this.words = words;
    this.width = width;
    this.position = position;
  }

  /** Returns the names of all columns, for the head of the list. */
  static List<Region> heads() {
    return List.of(values()).stream()
        .map(column -> {
          Label label = new Label(column.words);
          label.getStyleClass().add("column-name");
          TermHover.onWords(label);
          return (Region) column.place(label);
        })
        .toList();
  }

  /** Gives the content of this column its width. */
  <R extends Region> HBox place(R content) {
    HBox box = new HBox(content);
    box.setAlignment(position);
    box.setPadding(new Insets(0, position == Pos.CENTER_LEFT ? 0 : GAP, 0, 0));
    if (width == 0) {
      HBox.setHgrow(box, Priority.ALWAYS);
      HBox.setHgrow(content, Priority.ALWAYS);
      box.setMinWidth(0);
      box.setPrefWidth(0);
    } else {
      box.setMinWidth(width);
      box.setMaxWidth(width);
    }
    return box;
  }
}
