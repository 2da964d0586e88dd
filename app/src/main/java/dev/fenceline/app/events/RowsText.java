package dev.fenceline.app.events;

import dev.fenceline.event.Event;
import dev.fenceline.timeline.Timeline;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Rows of the table as text: one line for each, columns between tabs, titles first. */
final class RowsText {
  private static final String BETWEEN = "\t";

  private RowsText() {}

  /** Returns the rows of the events with these sequence numbers. */
  static String of(Timeline timeline, long[] sequences) {
    StringBuilder text = new StringBuilder();
    text.append(
        Arrays.stream(EventColumn.values())
            .map(EventColumn::title)
            .collect(Collectors.joining(BETWEEN)));
    for (long sequence : sequences) {
      text.append('\n').append(line(timeline.event((int) sequence - 1)));
    }
    return text.append('\n').toString();
  }

  /** Returns the row of an event, without titles. */
  static String line(Event event) {
    return Arrays.stream(EventColumn.values())
        .map(column -> column.words(event))
        .collect(Collectors.joining(BETWEEN));
  }
}
