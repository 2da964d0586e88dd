package dev.fenceline.timeline.recovery;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.value.PathState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Connection attempts that cannot be attributed to a host. While a path refuses connections, an
 * attempt does not reach the point at which a target sees its hosts. A connection without a PDU,
 * such as a SYN in a capture that is answered by a reset or not at all, does not show who attempted
 * it.
 */
final class UnseenAttempts {
  private static final long STILL = Long.MAX_VALUE;

  private record Refusal(long fromNanos, long toNanos) {}

  private final Map<String, List<Refusal>> refusals = new HashMap<>();

  /** The time at which each connection without a PDU began, by path and number. */
  private final Map<String, Map<Integer, Long>> silent = new HashMap<>();

  void read(Event event) {
    switch (event.detail()) {
      case PathEvent.StateChanged change -> changed(event, change);
      case ConnectionEvent.Accepted it ->
          silent
              .computeIfAbsent(event.lane().name(), _ -> new HashMap<>())
              .put(it.connection(), event.nanos());
      case PduEvent.Passed it -> {
        Map<Integer, Long> ofPath = silent.get(event.lane().name());
        if (ofPath != null) {
          ofPath.remove(it.connection());
        }
      }
      default -> {}
    }
  }

  private void changed(Event event, PathEvent.StateChanged change) {
    List<Refusal> all = refusals.computeIfAbsent(event.lane().name(), _ -> new ArrayList<>());
    boolean isRefusing = !all.isEmpty() && all.getLast().toNanos() == STILL;
    if (change.to() == PathState.REFUSING && !isRefusing) {
      all.add(new Refusal(event.nanos(), STILL));
    } else if (change.from() == PathState.REFUSING && isRefusing) {
      all.add(new Refusal(all.removeLast().fromNanos(), event.nanos()));
    }
  }

  /** Reports whether there was or may have been an attempt over a path between two moments. */
  boolean isAnyBetween(String path, long fromNanos, long toNanos) {
    return isRefusing(path, fromNanos, toNanos)
        || silent.getOrDefault(path, Map.of()).values().stream()
            .anyMatch(nanos -> nanos >= fromNanos && nanos <= toNanos);
  }

  private boolean isRefusing(String path, long fromNanos, long toNanos) {
    return refusals.getOrDefault(path, List.of()).stream()
        .anyMatch(refusal -> refusal.fromNanos() <= toNanos && refusal.toNanos() >= fromNanos);
  }
}
