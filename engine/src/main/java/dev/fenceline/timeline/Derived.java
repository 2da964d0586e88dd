package dev.fenceline.timeline;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A result that is derived from the events of a timeline and grows with it. Reads each event once.
 * All readers of a timeline share it through {@link Timeline#index}. Thread-safe.
 *
 * @param <T> the type of the result; a result must not change when more events are read
 */
public final class Derived<T> {
  private final Timeline timeline;
  private final List<Class<? extends Detail>> kinds;
  private final Consumer<Event> read;
  private final Supplier<T> result;
  private int size;
  private long reachedNanos;
  private @Nullable T last;

  /**
   * Creates the object without reading any event.
   *
   * @param read takes the next event
   * @param result creates the result from the events read so far
   */
  public Derived(Timeline timeline, Consumer<Event> read, Supplier<T> result) {
    this(timeline, List.of(Detail.class), read, result);
  }

  /**
   * Creates the object for events of some kinds. The others cost almost nothing.
   *
   * @param kinds classes of details, or sealed families of them
   * @param read takes the next event of these kinds
   * @param result creates the result from the events read so far
   */
  public Derived(
      Timeline timeline,
      List<Class<? extends Detail>> kinds,
      Consumer<Event> read,
      Supplier<T> result) {
    this.timeline = timeline;
    this.kinds = kinds;
    this.read = read;
    this.result = result;
  }

  /** Returns the result for the events that the timeline currently contains. */
  public synchronized T now() {
    int end = timeline.size();
    long reached = timeline.reachedNanos();
    T known = last;
    if (known != null && size == end && reachedNanos == reached) {
      return known;
    }
    reachedNanos = reached;
    for (; size < end; size++) {
      if (isWanted(timeline.kind(size))) {
        read.accept(timeline.event(size));
      }
    }
    T made = result.get();
    last = made;
    return made;
  }

  /** Returns how many events have been read, or passed over. */
  public synchronized int size() {
    return size;
  }

  private boolean isWanted(Class<? extends Detail> found) {
    // Without an iterator, of which there would be one for each event.
    for (int i = 0; i < kinds.size(); i++) {
      if (kinds.get(i).isAssignableFrom(found)) {
        return true;
      }
    }
    return false;
  }
}
