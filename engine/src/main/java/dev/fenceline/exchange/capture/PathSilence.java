package dev.fenceline.exchange.capture;

import dev.fenceline.event.PathEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.PathState;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * Finds out whether a captured path passes bytes. A direction is silent if one connection has
 * retransmitted the same bytes three times while no connection of the path received an
 * acknowledgment. The silence began at the last acknowledgment; this is known only afterwards. The
 * reverse direction is silent too if nothing has arrived since. A single loss does not count as
 * silence of the path, nor does one failing connection among others.
 */
final class PathSilence {
  /** The number of retransmissions of the same bytes after which a direction counts as silent. */
  static final int MANY = 3;

  private static final long NEVER = Long.MIN_VALUE;

  /** One direction. */
  private static final class Way {
    private long answeredNanos = NEVER;
    private long seenNanos = NEVER;
    private PathState state = PathState.UP;

    /**
     * Whether the silence was concluded from the absence of segments, so that any segment ends it.
     */
    private boolean endsWhenSeen;
  }

  private final Map<Direction, Way> ways = new EnumMap<>(Direction.class);
  private final ObjLongConsumer<PathEvent> told;

  /**
   * Creates a path that passes bytes.
   *
   * @param told receives each event with its time
   */
  PathSilence(ObjLongConsumer<PathEvent> told) {
    this.told = told;
    for (Direction direction : Direction.values()) {
      ways.put(direction, new Way());
    }
  }

  private Way way(Direction direction) {
    Way way = ways.get(direction);
    if (way == null) {
      throw new IllegalStateException("no direction " + direction);
    }
    return way;
  }

  /** Handles a segment of this direction. */
  void seen(Direction direction, long nanos) {
    Way way = way(direction);
    way.seenNanos = Math.max(way.seenNanos, nanos);
    if (way.endsWhenSeen) {
      become(direction, PathState.UP, nanos, "something comes again");
    }
  }

  /** Notes that bytes in this direction were acknowledged by the other end. */
  void answered(Direction direction, long nanos) {
    Way way = way(direction);
    if (nanos > way.answeredNanos) {
      way.answeredNanos = nanos;
      become(direction, PathState.UP, nanos, "what is sent is confirmed again");
    }
  }

  /** Notes that a connection retransmits its oldest bytes. */
  void unanswered(Direction direction, int connection, Retransmissions again) {
    Way way = way(direction);
    if (again.count() < MANY
        || way.state == PathState.SILENT
        || way.answeredNanos == NEVER
        || way.answeredNanos > again.firstNanos()) {
      return;
    }
    Direction back = direction == Direction.TO_TARGET ? Direction.TO_HOST : Direction.TO_TARGET;
    Way opposite = way(back);
    boolean isAllSilent = opposite.seenNanos < again.firstNanos();
    long since = isAllSilent ? Math.max(way.answeredNanos, opposite.seenNanos) : way.answeredNanos;
    String reason =
        "connection %d has sent the same bytes %d times more without a confirmation"
            .formatted(connection, MANY);
    become(direction, PathState.SILENT, since, reason);
    if (isAllSilent && opposite.state == PathState.UP) {
      become(back, PathState.SILENT, since, reason);
      opposite.endsWhenSeen = true;
    }
  }

  private void become(Direction direction, PathState state, long nanos, String reason) {
    Way way = way(direction);
    if (way.state != state) {
      told.accept(new PathEvent.StateChanged(direction, way.state, state, reason), nanos);
      way.state = state;
      way.endsWhenSeen = false;
    }
  }
}
