package dev.fenceline.timeline.recovery;

import dev.fenceline.event.Event;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.value.PathState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When paths refused connections. An attempt to connect that was refused does not reach the point
 * from which a target sees its hosts.
 */
final class RefusedConnections {
  private static final long STILL = Long.MAX_VALUE;

  private record Refusal(long fromNanos, long toNanos) {}

  private final Map<String, List<Refusal>> refusals = new HashMap<>();

  void read(Event event) {
    if (!(event.detail() instanceof PathEvent.StateChanged change)) {
      return;
    }
    List<Refusal> all = refusals.computeIfAbsent(event.lane().name(), _ -> new ArrayList<>());
    boolean isRefusing = !all.isEmpty() && all.getLast().toNanos() == STILL;
    if (change.to() == PathState.REFUSING && !isRefusing) {
      all.add(new Refusal(event.nanos(), STILL));
    } else if (change.from() == PathState.REFUSING && isRefusing) {
      all.add(new Refusal(all.removeLast().fromNanos(), event.nanos()));
    }
  }

  /** Reports whether a path refused connections at any moment of a time. */
  boolean isAnyBetween(String path, long fromNanos, long toNanos) {
    return refusals.getOrDefault(path, List.of()).stream()
        .anyMatch(refusal -> refusal.fromNanos() <= toNanos && refusal.toNanos() >= fromNanos);
  }
}
