package dev.fenceline.report;

import java.util.ArrayList;
import java.util.List;

/** A table whose columns are as wide as they must be, so that it can be read as plain text. */
final class MarkdownTable {
  private final List<String[]> rows = new ArrayList<>();
  private final int[] widths;

  MarkdownTable(String... head) {
    widths = new int[head.length];
    row(head);
  }

  void row(String... cells) {
    for (int i = 0; i < cells.length; i++) {
      widths[i] = Math.max(widths[i], cells[i].length());
    }
    rows.add(cells);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      String[] cells = rows.get(i);
      for (int column = 0; column < cells.length; column++) {
        text.append("| ").append(cells[column]);
        text.repeat(' ', widths[column] - cells[column].length() + 1);
      }
      text.append("|\n");
      if (i == 0) {
        for (int width : widths) {
          text.append('|').repeat('-', width + 2);
        }
        text.append("|\n");
      }
    }
    return text.toString();
  }
}
