package dev.fenceline.timeline;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
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
  private final Class<? extends Detail> kind;
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
    this(timeline, Detail.class, read, result);
  }

  /**
   * Creates the object for events of one kind, which costs nothing for the others.
   *
   * @param kind the type of the details of the events
   * @param read takes the next event of this kind
   * @param result creates the result from the events read so far
   */
  public Derived(
      Timeline timeline, Class<? extends Detail> kind, Consumer<Event> read, Supplier<T> result) {
    this.timeline = timeline;
    this.kind = kind;
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
      if (kind.isInstance(timeline.detail(size))) {
        read.accept(timeline.event(size));
      }
    }
    T made = result.get();
    last = made;
    return made;
  }
}
