package dev.fenceline.timeline;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import java.util.AbstractList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The events of a run, in order. One thread appends by {@link #accept}; any thread may read at the
 * same time, and sees the events below the {@link #size} that it has read. An event's index is its
 * sequence number minus one.
 */
public final class Timeline implements Consumer<Event> {
  /** The default limit of a timeline: about a gigabyte. */
  public static final int MAX_EVENTS = 16_000_000;

  private final EventStore store = new EventStore();
  private final EventsByKind byKind = new EventsByKind(store);
  private final Map<Class<?>, Object> indexes = new ConcurrentHashMap<>();
  private final int maxEvents;
  private volatile long dropped;
  private volatile long reachedNanos;
  private volatile boolean isComplete;

  /** Creates an empty timeline that takes up to {@link #MAX_EVENTS} events. */
  public Timeline() {
    this(MAX_EVENTS);
  }

  /**
   * Creates an empty timeline. Events after the first {@code maxEvents} are counted and dropped.
   */
  public Timeline(int maxEvents) {
    this.maxEvents = maxEvents;
  }

  /**
   * Returns a timeline of the given events: if they are all events of a {@linkplain #complete
   * complete} timeline, that timeline.
   */
  public static Timeline of(Iterable<Event> events) {
    if (events instanceof Snapshot whole && whole.isComplete()) {
      return whole.timeline();
    }
    Timeline timeline = new Timeline();
    events.forEach(timeline);
    return timeline;
  }

  /**
   * Returns the same events as a list that never changes: {@code events} itself if it comes from
   * {@link #events()}, else a copy.
   */
  public static List<Event> unchanging(List<Event> events) {
    return events instanceof Snapshot ? events : List.copyOf(events);
  }

  /** Ends the timeline: there are no further events. */
  public void complete() {
    isComplete = true;
  }

  /**
   * Appends the next event. One thread only.
   *
   * @throws IllegalArgumentException if its sequence number is not the next one, or if its time is
   *     before that of the previous event
   */
  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // there is one writer
  public void accept(Event event) {
    int index = store.size();
    if (isComplete) {
      throw new IllegalStateException("event %d of a complete timeline".formatted(index + 1));
    }
    if (event.sequence() != index + dropped + 1) {
      throw new IllegalArgumentException(
          "got event %d, expected event %d".formatted(event.sequence(), index + dropped + 1));
    }
    if (index > 0 && event.nanos() < store.nanos(index - 1)) {
      throw new IllegalArgumentException(
          "event %d at %d ns is earlier than the event before it, at %d ns"
              .formatted(event.sequence(), event.nanos(), store.nanos(index - 1)));
    }
    if (index == maxEvents) {
      dropped++;
    } else {
      store.append(event);
    }
  }

  /** Returns how many events can be read now. */
  public int size() {
    return store.size();
  }

  /** Returns how many events were dropped because they did not fit. */
  public long dropped() {
    return dropped;
  }

  /**
   * Returns the event at an index from 0 to {@link #size} - 1. Its sequence number is index + 1.
   */
  public Event event(int index) {
    check(index);
    return new Event(
        index + 1L, store.nanos(index), store.lane(index), store.cause(index), store.detail(index));
  }

  /** Returns the event with a sequence number, or null if there is none. */
  public @Nullable Event find(long sequence) {
    return sequence >= 1 && sequence <= size() ? event((int) sequence - 1) : null;
  }

  /** Returns the event to which a cause refers, or null if there is none. */
  public @Nullable Event find(Cause cause) {
    return find(cause.sequence());
  }

  /** Returns the time of an event. */
  public long nanos(int index) {
    check(index);
    return store.nanos(index);
  }

  /** Returns the lane of an event. */
  public Lane lane(int index) {
    check(index);
    return store.lane(index);
  }

  /** Returns the detail of an event. */
  public Detail detail(int index) {
    check(index);
    return store.detail(index);
  }

  /** Returns the class of the detail of an event, without reading the detail. */
  public Class<? extends Detail> kind(int index) {
    check(index);
    return store.kind(index);
  }

  /** Returns the cause of an event. */
  public Cause cause(int index) {
    check(index);
    return store.cause(index);
  }

  /**
   * Returns the time of the last event, or 0 if there is none; if a later time was reached without
   * an event, that time.
   */
  public long endNanos() {
    int size = size();
    return Math.max(reachedNanos, size == 0 ? 0 : store.nanos(size - 1));
  }

  /**
   * Records that a time has passed without further events. A replay that shows a session bit by bit
   * does so, so that what has begun lasts until then.
   */
  public void reach(long nanos) {
    reachedNanos = nanos;
  }

  /** Returns the time that was reached without an event; 0 if none was recorded. */
  public long reachedNanos() {
    return reachedNanos;
  }

  /**
   * Returns the lanes that have events, by group from top to bottom, then in order of appearance.
   * Lanes of an overlaid recording come last in their group.
   */
  public List<Lane> lanes() {
    return store.lanes().stream()
        .sorted(Comparator.comparing(Lane::group).thenComparing(lane -> !lane.mark().isEmpty()))
        .toList();
  }

  /** Returns the events up to the current size, as a view that does not grow. */
  public List<Event> events() {
    return new Snapshot(size());
  }

  /**
   * Returns those of the first {@code size} events that are of one of these kinds, in order. Events
   * are read once; after that, the time depends on the number of events returned.
   *
   * @param kinds classes of details, or sealed families of them
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final List<Event> events(int size, Class<? extends Detail>... kinds) {
    return events(size, List.of(kinds));
  }

  /** Does the same for a list of kinds. */
  public List<Event> events(int size, List<Class<? extends Detail>> kinds) {
    return new Selection(byKind.indexes(size, kinds));
  }

  /**
   * Returns the object that a class derives from the events. There is one object of each class,
   * which all readers share, so that nothing is derived twice. It must be thread-safe.
   *
   * @param make creates the object for the first reader
   */
  public <T> T index(Class<T> type, Function<Timeline, T> make) {
    return type.cast(indexes.computeIfAbsent(type, _ -> make.apply(this)));
  }

  private void check(int index) {
    if (index < 0 || index >= store.size()) {
      throw new IndexOutOfBoundsException("event index " + index + " of " + store.size());
    }
  }

  private final class Snapshot extends AbstractList<Event> implements RandomAccess {
    private final int size;

    Snapshot(int size) {
      this.size = size;
    }

    /** Reports whether these are all events of a timeline that has ended. */
    boolean isComplete() {
      return isComplete && size == store.size();
    }

    Timeline timeline() {
      return Timeline.this;
    }

    @Override
    public Event get(int index) {
      if (index >= size) {
        throw new IndexOutOfBoundsException("event index " + index + " of " + size);
      }
      return event(index);
    }

    @Override
    public int size() {
      return size;
    }
  }

  /** The events at some indexes. */
  private final class Selection extends AbstractList<Event> implements RandomAccess {
    private final int[] indexes;

    Selection(int[] indexes) {
      this.indexes = indexes;
    }

    @Override
    public Event get(int index) {
      return event(indexes[index]);
    }

    @Override
    public int size() {
      return indexes.length;
    }
  }
}
