package dev.fenceline.app.events;

import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.event.Event;
import java.util.List;

/** The columns of the table of events. */
enum EventColumn {
  NUMBER("#"),
  TIME("Time"),
  LANE("Lane"),
  KIND("Kind"),
  WORDS("What happened");

  private final String title;

  EventColumn(String title) {
    this.title = title;
  }

  /** Returns the title. */
  String title() {
    return title;
  }

  /** Returns the names of the terms of a filter that are about this column. */
  List<String> terms() {
    return switch (this) {
      case NUMBER -> List.of("seq");
      case TIME -> List.of("after", "before");
      case LANE -> List.of("lane");
      case KIND -> List.of("kind");
      case WORDS -> List.of("");
    };
  }

  /** Reports whether events are in the order of this column as they were recorded. */
  boolean isInOrder() {
    return this == NUMBER || this == TIME;
  }

  /** Returns what the column says of an event. Unless the column is in order, it is sorted so. */
  String words(Event event) {
    return switch (this) {
      case NUMBER -> Long.toString(event.sequence());
      case TIME -> new Timecode(event.nanos()).seconds();
      case LANE -> EventText.where(event.lane());
      case KIND -> EventText.kind(event);
      case WORDS -> EventText.line(event);
    };
  }

  /**
   * One column by which the table is sorted.
   *
   * @param isDescending whether the last comes first
   */
  record Sorting(EventColumn column, boolean isDescending) {}
}
