package dev.fenceline.timeline.recovery;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.PathState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Finds when paths failed, if an event shows it: a fault, or the silence of a captured path. */
final class PathFailures {
  private static final long STILL = Long.MAX_VALUE;

  private final Map<String, List<Failure>> failures = new HashMap<>();
  private final Map<String, Set<Direction>> cut = new HashMap<>();

  /**
   * A period in which no bytes pass. Connections that lost bytes during it stay dead afterwards.
   */
  private static final class Failure {
    final long fromNanos;
    long toNanos;
    boolean hasLostBytes;

    Failure(long fromNanos, long toNanos) {
      this.fromNanos = fromNanos;
      this.toNanos = toNanos;
    }
  }

  void read(Event event) {
    switch (event.detail()) {
      case PathEvent.StateChanged change -> changed(event, change);
      case ConnectionEvent.Reset reset -> {
        if (reset.reason().equals(ConnectionEvent.Reset.BY_FAULT)) {
          of(event).add(new Failure(event.nanos(), event.nanos()));
        }
      }
      case ConnectionEvent.BytesLost _ -> {
        List<Failure> all = of(event);
        if (!all.isEmpty()) {
          all.getLast().hasLostBytes = true;
        }
      }
      default -> {}
    }
  }

  private List<Failure> of(Event event) {
    return failures.computeIfAbsent(event.lane().name(), _ -> new ArrayList<>());
  }

  private void changed(Event event, PathEvent.StateChanged change) {
    Set<Direction> directions =
        cut.computeIfAbsent(event.lane().name(), _ -> EnumSet.noneOf(Direction.class));
    boolean was = !directions.isEmpty();
    if (change.to() == PathState.UP) {
      directions.remove(change.direction());
    } else {
      directions.add(change.direction());
    }
    if (!was && !directions.isEmpty()) {
      of(event).add(new Failure(event.nanos(), STILL));
    } else if (was && directions.isEmpty()) {
      for (Failure failure : of(event)) {
        failure.toNanos = Math.min(failure.toNanos, event.nanos());
      }
    }
  }

  /**
   * Returns when the path of a failed controller failed, or empty if no event shows it.
   *
   * @param sinceNanos when the controller last answered; a failure that had ended by then is not
   *     the cause
   */
  OptionalLong of(String path, long sinceNanos) {
    OptionalLong found = OptionalLong.empty();
    for (Failure failure : failures.getOrDefault(path, List.of())) {
      if (failure.toNanos >= sinceNanos) {
        found = OptionalLong.of(failure.fromNanos);
        if (failure.hasLostBytes) {
          return found;
        }
      }
    }
    return found;
  }
}
