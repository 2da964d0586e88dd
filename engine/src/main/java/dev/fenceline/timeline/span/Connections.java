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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the instance at the target to which a host controller was connected at a given time. Each
 * attempt connects the controller to a new instance. The target's name for the instance is found by
 * the identity that both sides recorded.
 *
 * <p>It grows with the timeline and tells what it had answered differently before.
 */
final class Connections {
  /** A controller from one connection attempt to the next. */
  static final class Connection {
    private final Lane host;
    private final long fromSequence;
    private @Nullable Lane target;

    private Connection(Lane host, long fromSequence) {
      this.host = host;
      this.fromSequence = fromSequence;
    }

    Lane host() {
      return host;
    }

    /**
     * Returns the number of the event with which it began, or 0 for the first one of its host, to
     * which all earlier events belong too.
     */
    long fromSequence() {
      return fromSequence;
    }

    /** Returns the lane of the instance, or null if the target was not recorded. */
    @Nullable Lane target() {
      return target;
    }
  }

  /**
   * What earlier answers lacked.
   *
   * @param identified the connections whose target was not known
   * @param isOther whether an answer was different in another way
   */
  record Correction(List<Connection> identified, boolean isOther) {}

  private static final Set<Class<? extends Detail>> READ =
      Set.of(
          InstanceEvent.Ready.class,
          ControllerEvent.Created.class,
          ControllerEvent.StateChanged.class,
          ControllerEvent.Identified.class,
          ReconnectEvent.Attempted.class);

  /** An instance in one of two overlaid recordings. */
  private record Instance(String mark, InstanceId id) {}

  private final Map<Lane, List<Connection>> byHost = new HashMap<>();
  private final Map<String, Lane> hostOfPath = new HashMap<>();
  private final Map<Instance, Lane> instances = new HashMap<>();

  /** The instances that are the targets of connections. */
  private final Set<Lane> targets = new HashSet<>();

  private final Set<Lane> hostsNotFound = new HashSet<>();
  private final Set<String> pathsAsked = new HashSet<>();

  private int size;
  private int answeredSize;
  private List<Connection> identified = new ArrayList<>();
  private boolean isOther;

  /**
   * Reads more events of a timeline.
   *
   * @param end the number of events to have read then
   * @return how answers for the events read before are different now
   */
  Correction read(Timeline timeline, int end) {
    answeredSize = size;
    identified = new ArrayList<>();
    isOther = false;
    for (; size < end; size++) {
      if (READ.contains(timeline.kind(size))) {
        read(timeline.lane(size), size + 1L, timeline.detail(size));
      }
    }
    return new Correction(identified, isOther);
  }

  private void read(Lane lane, long sequence, Detail detail) {
    switch (detail) {
      case InstanceEvent.Ready ready ->
          instances.put(new Instance(lane.mark(), ready.instance()), lane);
      case ControllerEvent.Created created -> {
        Lane before = hostOfPath.put(created.path(), lane);
        isOther |= !lane.equals(before) && pathsAsked.contains(created.path());
        begin(lane, sequence);
      }
      case ControllerEvent.StateChanged change when change.to() == ControllerState.CONNECTING ->
          begin(lane, sequence);
      case ReconnectEvent.Attempted _ -> begin(lane, sequence);
      case ControllerEvent.Identified found ->
          identified(latest(lane), instances.get(new Instance(lane.mark(), found.instance())));
      default -> {}
    }
  }

  private void identified(Connection connection, @Nullable Lane target) {
    Lane before = connection.target;
    if (Objects.equals(before, target)) {
      return;
    }
    connection.target = target;
    boolean isShared = target != null && !targets.add(target);
    if (connection.fromSequence <= answeredSize) {
      identified.add(connection);
      isOther |= before != null || isShared;
    }
  }

  private void begin(Lane host, long sequence) {
    List<Connection> connections = byHost.computeIfAbsent(host, _ -> new ArrayList<>());
    isOther |= connections.isEmpty() && hostsNotFound.contains(host);
    connections.add(new Connection(host, connections.isEmpty() ? 0 : sequence));
  }

  private Connection latest(Lane host) {
    if (byHost.getOrDefault(host, List.of()).isEmpty()) {
      begin(host, 0);
    }
    return byHost.getOrDefault(host, List.of()).getLast();
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
    hostsNotFound.add(host);
    return null;
  }

  /** Returns the lane of the host controller that uses a path, or null if none was recorded. */
  @Nullable Lane hostOf(Lane path) {
    pathsAsked.add(path.name());
    return hostOfPath.get(path.name());
  }
}
