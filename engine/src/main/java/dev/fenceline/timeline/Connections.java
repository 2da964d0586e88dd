package dev.fenceline.timeline;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ControllerState;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.nvme.InstanceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which instance at the target a host controller was connected to, and when. A controller is
 * connected anew at each attempt, and then talks to a new instance: the target's name for it is
 * found by the identity that both sides recorded.
 */
final class Connections {
  /** A controller from one attempt to connect to the next. */
  static final class Connection {
    private final Lane host;
    private final long fromSequence;
    private @Nullable Lane target;

    private Connection(Lane host, long fromSequence) {
      this.host = host;
      this.fromSequence = fromSequence;
    }

    /** The lane of the instance; null where the target was not seen. */
    @Nullable Lane target() {
      return target;
    }

    Lane host() {
      return host;
    }
  }

  /** An instance, in one of two recordings that lie over one another. */
  private record Instance(String mark, InstanceId id) {}

  private final Map<Lane, List<Connection>> byHost = new HashMap<>();
  private final Map<String, Lane> hostOfPath = new HashMap<>();
  private final Map<Instance, Lane> instances = new HashMap<>();

  Connections(List<Event> events) {
    for (Event event : events) {
      read(event);
    }
  }

  private void read(Event event) {
    switch (event.detail()) {
      case InstanceEvent.Ready ready ->
          instances.put(new Instance(event.lane().mark(), ready.instance()), event.lane());
      case ControllerEvent.Created created -> {
        hostOfPath.put(created.path(), event.lane());
        begin(event);
      }
      case ControllerEvent.StateChanged change when change.to() == ControllerState.CONNECTING ->
          begin(event);
      case ReconnectEvent.Attempted _ -> begin(event);
      case ControllerEvent.Identified identified ->
          latest(event.lane()).target =
              instances.get(new Instance(event.lane().mark(), identified.instance()));
      default -> {}
    }
  }

  private void begin(Event event) {
    byHost
        .computeIfAbsent(event.lane(), _ -> new ArrayList<>())
        .add(new Connection(event.lane(), event.sequence()));
  }

  private Connection latest(Lane host) {
    List<Connection> connections = byHost.computeIfAbsent(host, _ -> new ArrayList<>());
    if (connections.isEmpty()) {
      connections.add(new Connection(host, 0));
    }
    return connections.getLast();
  }

  /** The connection of a host controller at an event; null where the controller is not known. */
  @Nullable Connection at(Lane host, long sequence) {
    List<Connection> connections = byHost.getOrDefault(host, List.of());
    for (int i = connections.size() - 1; i >= 0; i--) {
      if (connections.get(i).fromSequence <= sequence) {
        return connections.get(i);
      }
    }
    return connections.isEmpty() ? null : connections.getFirst();
  }

  /** The lane of the host controller that uses a path; null where none was seen. */
  @Nullable Lane hostOf(Lane path) {
    return hostOfPath.get(path.name());
  }
}
