package dev.fenceline.timeline.span;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the instance at the target to which a host controller was connected at a given time. Each
 * attempt connects the controller to a new instance. The target's name for the instance is found by
 * the identity that both sides recorded.
 */
final class Connections {
  /** A controller from one connection attempt to the next. */
  static final class Connection {
    private final long fromSequence;
    private @Nullable Lane target;

    private Connection(long fromSequence) {
      this.fromSequence = fromSequence;
    }

    /** Returns the lane of the instance, or null if the target was not recorded. */
    @Nullable Lane target() {
      return target;
    }
  }

  /** An instance in one of two overlaid recordings. */
  private record Instance(String mark, InstanceId id) {}

  private final Map<Lane, List<Connection>> byHost = new HashMap<>();
  private final Map<String, Lane> hostOfPath = new HashMap<>();
  private final Map<Instance, Lane> instances = new HashMap<>();

  /** Reads the first {@code size} events of a timeline. */
  Connections(Timeline timeline, int size) {
    for (int i = 0; i < size; i++) {
      read(timeline.lane(i), i + 1L, timeline.detail(i));
    }
  }

  private void read(Lane lane, long sequence, Detail detail) {
    switch (detail) {
      case InstanceEvent.Ready ready ->
          instances.put(new Instance(lane.mark(), ready.instance()), lane);
      case ControllerEvent.Created created -> {
        hostOfPath.put(created.path(), lane);
        begin(lane, sequence);
      }
      case ControllerEvent.StateChanged change when change.to() == ControllerState.CONNECTING ->
          begin(lane, sequence);
      case ReconnectEvent.Attempted _ -> begin(lane, sequence);
      case ControllerEvent.Identified identified ->
          latest(lane).target = instances.get(new Instance(lane.mark(), identified.instance()));
      default -> {}
    }
  }

  private void begin(Lane host, long sequence) {
    byHost.computeIfAbsent(host, _ -> new ArrayList<>()).add(new Connection(sequence));
  }

  private Connection latest(Lane host) {
    List<Connection> connections = byHost.computeIfAbsent(host, _ -> new ArrayList<>());
    if (connections.isEmpty()) {
      connections.add(new Connection(0));
    }
    return connections.getLast();
  }

  /**
   * Returns the connection of a host controller at an event, or null if the controller is not
   * known.
   */
  @Nullable Connection at(Lane host, long sequence) {
    List<Connection> connections = byHost.getOrDefault(host, List.of());
    for (int i = connections.size() - 1; i >= 0; i--) {
      if (connections.get(i).fromSequence <= sequence) {
        return connections.get(i);
      }
    }
    return connections.isEmpty() ? null : connections.getFirst();
  }

  /** Returns the lane of the host controller that uses a path, or null if none was recorded. */
  @Nullable Lane hostOf(Lane path) {
    return hostOfPath.get(path.name());
  }
}
