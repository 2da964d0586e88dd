package dev.fenceline.exchange.trace;

import dev.fenceline.event.Event;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.schema.FieldPath;
import java.util.LinkedHashMap;
import java.util.Map;

/** The properties that a viewer shows for a selected mark. */
final class Arguments {
  private Arguments() {}

  /**
   * Returns the event's number, kind and cause, its fields as named in session files, and the
   * explanation. Each value is a number, a text or a truth value.
   */
  static Map<String, Object> of(Mark mark) {
    Event event = mark.event();
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("seq", event.sequence());
    arguments.put("kind", EventSchema.kind(event.detail()));
    if (!event.cause().isNone()) {
      arguments.put("cause", event.cause().sequence());
    }
    for (FieldPath path : EventSchema.of(event.detail()).paths().values()) {
      Object value = path.plain(event.detail());
      if (value != null) {
        arguments.putIfAbsent(path.name(), value);
      }
    }
    if (!mark.why().isEmpty()) {
      arguments.put("why", mark.why());
    }
    return arguments;
  }
}
