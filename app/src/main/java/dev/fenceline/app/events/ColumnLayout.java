package dev.fenceline.app.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order and the widths of the columns of the events table.
 *
 * @param columns every column once, from left to right
 */
record ColumnLayout(List<Width> columns) {
  private static final Pattern WIDTH = Pattern.compile("([A-Z]+) (\\d{1,5})");
  private static final String BETWEEN = ", ";

  /**
   * A column.
   *
   * @param pixels its width
   */
  record Width(EventColumn column, int pixels) {}

  /** Returns the layout that a text describes; empty if it describes none. */
  static Optional<ColumnLayout> of(String text) {
    List<Width> widths = new ArrayList<>();
    for (String part : text.split(BETWEEN, -1)) {
      Matcher found = WIDTH.matcher(part);
      for (EventColumn column : EventColumn.values()) {
        if (found.matches() && column.name().equals(found.group(1))) {
          widths.add(new Width(column, Integer.parseInt(found.group(2))));
        }
      }
    }
    boolean isWhole =
        widths.stream().map(Width::column).distinct().count() == EventColumn.values().length
            && widths.size() == EventColumn.values().length;
    return isWhole ? Optional.of(new ColumnLayout(List.copyOf(widths))) : Optional.empty();
  }

  /** Returns the text that describes the layout. */
  String text() {
    return String.join(
        BETWEEN, columns.stream().map(each -> each.column().name() + " " + each.pixels()).toList());
  }
}
