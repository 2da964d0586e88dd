package dev.fenceline.timeline;

import dev.fenceline.event.Detail;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The indexes of the events of each kind, so that a reader of rare events need not look at all of
 * them. Grows with its store. Thread-safe.
 */
final class EventsByKind {
  private static final int FIRST_EVENTS = 4;

  /** Indexes of events in ascending order. */
  private static final class Indexes {
    int[] indexes = new int[FIRST_EVENTS];
    int count;

    void add(int index) {
      if (count == indexes.length) {
        indexes = Arrays.copyOf(indexes, count * 2);
      }
      indexes[count++] = index;
    }

    IntStream upTo(int size) {
      return Arrays.stream(indexes, 0, count).filter(index -> index < size);
    }
  }

  private final EventStore store;
  private final Map<Class<?>, Indexes> kinds = new HashMap<>();
  private int read;

  EventsByKind(EventStore store) {
    this.store = store;
  }

  /** Returns the indexes of those of the first {@code size} events that are of these kinds. */
  synchronized int[] indexes(int size, List<Class<? extends Detail>> wanted) {
    for (; read < size; read++) {
      kinds.computeIfAbsent(store.kind(read), _ -> new Indexes()).add(read);
    }
    List<Indexes> found =
        kinds.entrySet().stream()
            .filter(each -> wanted.stream().anyMatch(kind -> kind.isAssignableFrom(each.getKey())))
            .map(Map.Entry::getValue)
            .toList();
    int[] indexes = found.stream().flatMapToInt(each -> each.upTo(size)).toArray();
    if (found.size() > 1) {
      Arrays.sort(indexes);
    }
    return indexes;
  }
}
