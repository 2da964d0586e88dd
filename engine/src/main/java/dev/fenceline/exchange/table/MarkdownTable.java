package dev.fenceline.exchange.table;

import java.util.ArrayList;
import java.util.List;

/**
 * A table whose columns are padded to the width of their content, so that it is readable as plain
 * text.
 */
public final class MarkdownTable {
  private final List<String[]> rows = new ArrayList<>();
  private final int[] widths;

  /** Creates a table with a header and no rows. */
  public MarkdownTable(String... head) {
    widths = new int[head.length];
    row(head);
  }

  /** Adds a row with one cell for each cell of the header. */
  public MarkdownTable row(String... cells) {
    String[] row = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      row[i] = cells[i].replace("|", "\\|").replaceAll("\\R", " ");
      widths[i] = Math.max(widths[i], row[i].length());
    }
    rows.add(row);
    return this;
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
