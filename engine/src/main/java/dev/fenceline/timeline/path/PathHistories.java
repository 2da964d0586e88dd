package dev.fenceline.timeline.path;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.schema.FieldSchema;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.timeline.Routine;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.metrics.PathOutage;
import dev.fenceline.timeline.path.PathHistory.KeepAlives;
import dev.fenceline.timeline.span.Span;
import dev.fenceline.timeline.span.StateSpans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The histories of all paths and connections of a timeline. They do not grow with it. */
public final class PathHistories {
  private static final int NO_CONNECTION = -1;

  private record Key(Lane path, int number) {}

  private record Queue(Lane lane, int qid) {}

  private final Timeline timeline;
  private final Map<Key, ConnectionReader> connections = new LinkedHashMap<>();
  private final Map<Long, ConnectionReader> byQueueEvent = new HashMap<>();
  private final Map<Lane, Set<Lane>> controllersOfPaths = new LinkedHashMap<>();
  private final List<Event> queueEvents = new ArrayList<>();
  private final List<Event> keepAlives = new ArrayList<>();
  private final List<Event> faults = new ArrayList<>();
  private final Map<Lane, Event> opened = new LinkedHashMap<>();
  private final Set<Lane> seenAtTarget = new HashSet<>();
  private boolean isWhole = true;

  private PathHistories(Timeline timeline) {
    this.timeline = timeline;
  }

  /** Returns the histories in the events that a timeline has now. */
  public static PathHistories of(Timeline timeline) {
    PathHistories histories = new PathHistories(timeline);
    timeline.events().forEach(histories::read);
    histories.joinQueues();
    return histories;
  }

  private void read(Event event) {
    switch (event.detail()) {
      case PathEvent.Opened _ -> opened.putIfAbsent(event.lane(), event);
      case ControllerEvent.Created it when !it.path().isEmpty() ->
          controllersOfPaths
              .computeIfAbsent(Lane.parse("path/" + it.path()), _ -> new LinkedHashSet<>())
              .add(event.lane());
      case PduEvent.Passed pdu when isAtTarget(pdu) -> seenAtTarget.add(event.lane());
      case KeepAliveEvent _ -> keepAlives.add(event);
      case RunEvent.FaultApplied _ -> faults.add(event);
      case ConnectionEvent.QueueConnected _,
          ConnectionEvent.QueueClosed _,
          ConnectionEvent.TransportError _ ->
          queueEvents.add(event);
      case Note note ->
          isWhole &=
              !note.text().equals(Routine.LEFT_OUT) && !note.text().equals(Routine.ALL_LEFT_OUT);
      default -> {}
    }
    int number = number(event);
    if (number != NO_CONNECTION) {
      connections
          .computeIfAbsent(
              new Key(event.lane(), number), key -> new ConnectionReader(key.path(), key.number()))
          .read(event);
    }
  }

  private static boolean isAtTarget(PduEvent.Passed pdu) {
    return (pdu.direction() == Direction.TO_TARGET) == (pdu.point() == Point.LEFT);
  }

  /** Returns the number of the connection that an event of a path is about. */
  private static int number(Event event) {
    if (event.lane().group() != Lane.Group.PATH) {
      return NO_CONNECTION;
    }
    if (event.detail() instanceof PduEvent pdu) {
      return pdu.connection();
    }
    if (event.detail() instanceof ConnectionEvent) {
      for (FieldSchema field : EventSchema.of(event.detail()).fields()) {
        if (field.name().equals("connection")
            && field.value(event.detail()) instanceof Integer number) {
          return number;
        }
      }
    }
    return NO_CONNECTION;
  }

  /**
   * Finds the connections of the queues that hosts and instances name: the latest one of that queue
   * when its Connect succeeded. Until the next Connect, all events of the queue are about it.
   */
  private void joinQueues() {
    Map<Queue, ConnectionReader> current = new HashMap<>();
    for (Event event : queueEvents) {
      int qid =
          switch (event.detail()) {
            case ConnectionEvent.QueueConnected it -> it.qid();
            case ConnectionEvent.QueueClosed it -> it.qid();
            case ConnectionEvent.TransportError it -> it.qid();
            default -> ConnectionHistory.NOT_KNOWN;
          };
      Queue queue = new Queue(event.lane(), qid);
      if (event.detail() instanceof ConnectionEvent.QueueConnected it) {
        current.remove(queue);
        ConnectionReader found = latest(event, it);
        if (found != null) {
          current.put(queue, found);
        }
      }
      ConnectionReader of = current.get(queue);
      if (of != null) {
        byQueueEvent.put(event.sequence(), of);
      }
    }
  }

  private @Nullable ConnectionReader latest(Event event, ConnectionEvent.QueueConnected queue) {
    boolean isAtHost = event.lane().group() == Lane.Group.HOST;
    ConnectionReader latest = null;
    for (ConnectionReader connection : connections.values()) {
      boolean isOnPath =
          isAtHost
              ? controllers(connection.path()).contains(event.lane())
              : connection.path().mark().equals(event.lane().mark());
      if (isOnPath && connection.isOf(queue.qid(), queue.cntlid(), event)) {
        latest = connection;
      }
    }
    return latest;
  }

  private Set<Lane> controllers(Lane path) {
    return controllersOfPaths.getOrDefault(path, Set.of());
  }

  /** Returns the connection that an event is about, or null if none is known. */
  public @Nullable ConnectionHistory connection(Event event) {
    int number = number(event);
    ConnectionReader reader =
        number == NO_CONNECTION
            ? byQueueEvent.get(event.sequence())
            : connections.get(new Key(event.lane(), number));
    return reader == null ? null : reader.history(isWhole);
  }

  /** Returns the path that the host uses for a controller, or null if it is not known. */
  public @Nullable Lane pathOf(Lane controller) {
    return controllersOfPaths.entrySet().stream()
        .filter(entry -> entry.getValue().contains(controller))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /**
   * Reports whether PDUs of a path were seen at the side of the target. A capture sees them at one
   * place only.
   */
  public boolean isSeenAtTarget(Lane path) {
    return seenAtTarget.contains(path);
  }

  /** Returns the first event that was seen of a path, or null if there is none. */
  public @Nullable Event first(Lane path) {
    return opened.get(path);
  }

  /** Returns the history of a path. */
  public PathHistory path(Lane lane) {
    StateSpans spans = StateSpans.of(timeline);
    List<Lane> controllers = List.copyOf(controllers(lane));
    return new PathHistory(
        lane,
        opened.get(lane),
        spans.spans(lane, Span.Path.class),
        faults.stream().filter(it -> isOn(it, lane)).toList(),
        connections.values().stream()
            .filter(it -> it.path().equals(lane))
            .map(it -> it.history(isWhole))
            .toList(),
        controllers,
        keepAlives(controllers),
        controllers.stream().flatMap(it -> spans.spans(it, Span.Held.class).stream()).toList(),
        PathOutage.of(timeline).stream()
            .filter(it -> controllers.contains(it.controller()))
            .toList());
  }

  /** Reports whether a fault names a path: {@code fault path B stall}, {@code heal path B}. */
  private static boolean isOn(Event fault, Lane path) {
    if (!(fault.detail() instanceof RunEvent.FaultApplied it)
        || !fault.lane().mark().equals(path.mark())) {
      return false;
    }
    return (it.command() + " ").contains(" path " + path.plainName() + " ");
  }

  private KeepAlives keepAlives(List<Lane> controllers) {
    Predicate<Event> isOwn = event -> controllers.contains(event.lane());
    return new KeepAlives(
        count(isOwn, KeepAliveEvent.Sent.class),
        count(isOwn, KeepAliveEvent.Answered.class),
        count(isOwn, KeepAliveEvent.Expired.class));
  }

  private long count(Predicate<Event> isOwn, Class<? extends KeepAliveEvent> kind) {
    return keepAlives.stream().filter(isOwn).filter(it -> kind.isInstance(it.detail())).count();
  }
}
