package dev.fenceline.app.inspector;

import dev.fenceline.app.inspector.InspectorPage.Field;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.schema.FieldSchema;
import dev.fenceline.event.value.PathState;
import dev.fenceline.event.value.Point;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.span.Span;
import dev.fenceline.timeline.span.StateSpans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of paths and of their connections as a whole. */
final class PathFacts {
  private static final int NONE = -1;

  private record Key(Lane path, int number) {}

  /** What was seen of a connection. */
  private static final class Connection {
    private long acceptedNanos = NONE;
    private String end = "";
    private long pdus;
    private long lostBytes;
  }

  private final StateSpans spans;
  private final Map<Lane, PathEvent.Opened> opened = new HashMap<>();
  private final Map<Key, Connection> connections = new HashMap<>();

  private PathFacts(StateSpans spans) {
    this.spans = spans;
  }

  static PathFacts of(Timeline timeline) {
    PathFacts facts = new PathFacts(StateSpans.of(timeline));
    timeline.events().forEach(facts::read);
    return facts;
  }

  private void read(Event event) {
    if (event.detail() instanceof PathEvent.Opened it) {
      opened.put(event.lane(), it);
    }
    int number = number(event);
    if (number == NONE || event.lane().group() != Lane.Group.PATH) {
      return;
    }
    Connection connection =
        connections.computeIfAbsent(new Key(event.lane(), number), _ -> new Connection());
    switch (event.detail()) {
      case ConnectionEvent.Accepted _ -> connection.acceptedNanos = event.nanos();
      case ConnectionEvent.Reset it -> connection.end = end("reset", event, it.reason());
      case ConnectionEvent.Refused it -> connection.end = end("refused", event, it.reason());
      case ConnectionEvent.Ended it when connection.end.isEmpty() ->
          connection.end =
              end("closed", event, it.delivered() ? "" : "the other side was not told");
      case ConnectionEvent.BytesLost it -> connection.lostBytes += it.bytes();
      case PduEvent.Passed it when it.point() == Point.ENTERED -> connection.pdus++;
      default -> {}
    }
  }

  private static String end(String how, Event event, String why) {
    String when = how + " at " + new Timecode(event.nanos()).seconds();
    return why.isEmpty() ? when : when + ": " + why;
  }

  /** Returns the number of the connection of an event; {@link #NONE} if it belongs to none. */
  private static int number(Event event) {
    if (event.detail() instanceof PduEvent.Passed pdu) {
      return pdu.connection();
    }
    if (event.detail() instanceof ConnectionEvent) {
      for (FieldSchema field : EventSchema.of(event.detail()).fields()) {
        if (field.key().equals("connection")
            && field.value(event.detail()) instanceof Integer number) {
          return number;
        }
      }
    }
    return NONE;
  }

  /** Returns what is known of the connection and the path of an event. */
  List<Field> of(Event event) {
    List<Field> fields = new ArrayList<>();
    Connection connection = connections.get(new Key(event.lane(), number(event)));
    if (connection != null) {
      add(fields, connection);
    }
    if (event.lane().group() == Lane.Group.PATH) {
      path(fields, event.lane());
    }
    return fields;
  }

  private static void add(List<Field> fields, Connection connection) {
    if (connection.acceptedNanos != NONE) {
      fields.add(new Field("Connection began", new Timecode(connection.acceptedNanos).seconds()));
    }
    fields.add(
        new Field(
            "Connection ended",
            connection.end.isEmpty() ? "not by the end of the session" : connection.end));
    if (connection.pdus > 0) {
      fields.add(new Field("PDUs sent on it", Text.spaced(connection.pdus)));
    }
    if (connection.lostBytes > 0) {
      fields.add(new Field("Bytes lost on it", Text.spaced(connection.lostBytes)));
    }
  }

  private void path(List<Field> fields, Lane lane) {
    PathEvent.Opened it = opened.get(lane);
    if (it != null && !it.back().isEmpty()) {
      fields.add(new Field("Path leads to", it.back()));
    }
    List<Span.Path> states = spans.spans(lane, Span.Path.class);
    long downNanos =
        states.stream()
            .filter(span -> span.worst() != PathState.UP)
            .mapToLong(span -> span.interval().durationNanos())
            .sum();
    if (!states.isEmpty()) {
      fields.add(new Field("Path not up", downNanos == 0 ? "never" : Text.measured(downNanos)));
    }
    long count = connections.keySet().stream().filter(key -> key.path().equals(lane)).count();
    if (count > 0) {
      fields.add(new Field("Its connections", Text.spaced(count)));
    }
  }
}
