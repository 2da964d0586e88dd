package dev.fenceline.timeline;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/**
 * The events of each kind, so that a reader of rare events need not look at all of them. Grows with
 * its timeline. Thread-safe.
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

  private final Timeline timeline;
  private final Map<Class<?>, Indexes> kinds = new HashMap<>();
  private int read;

  private EventsByKind(Timeline timeline) {
    this.timeline = timeline;
  }

  static EventsByKind of(Timeline timeline) {
    return timeline.index(EventsByKind.class, EventsByKind::new);
  }

  /** Returns the first {@code size} events as far as they are of these kinds, in order. */
  List<Event> events(int size, List<Class<? extends Detail>> wanted) {
    return new Found(timeline, indexes(size, wanted));
  }

  private synchronized int[] indexes(int size, List<Class<? extends Detail>> wanted) {
    for (; read < size; read++) {
      kinds.computeIfAbsent(timeline.detail(read).getClass(), _ -> new Indexes()).add(read);
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

  /** The events at some indexes of a timeline. */
  private static final class Found extends AbstractList<Event> implements RandomAccess {
    private final Timeline timeline;
    private final int[] indexes;

    Found(Timeline timeline, int[] indexes) {
      this.timeline = timeline;
      this.indexes = indexes;
    }

    @Override
    public Event get(int index) {
      return timeline.event(indexes[index]);
    }

    @Override
    public int size() {
      return indexes.length;
    }
  }
}
