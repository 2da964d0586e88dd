package dev.fenceline.app.feature;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Cell;
import javafx.scene.control.Labeled;

/** Shows rows that are made of labels. A screen reader would find no words in such a row. */
public final class SpokenRow {
  private SpokenRow() {}

  /** Shows a row in a cell of a list, and tells screen readers the words of its labels. */
  public static void show(Cell<?> cell, Node row) {
    cell.setGraphic(row);
    cell.setAccessibleText(
        words(row)
            .map(text -> text.replace("\u200b", "").strip())
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", ")));
  }

  private static Stream<String> words(Node node) {
    if (!node.isVisible()) {
      return Stream.empty();
    }
    if (node instanceof Labeled labeled) {
      return Stream.ofNullable(labeled.getText());
    }
    return node instanceof Parent parent
        ? parent.getChildrenUnmodifiable().stream().flatMap(SpokenRow::words)
        : Stream.empty();
  }
}
