package dev.fenceline.timeline;

import dev.fenceline.event.Event;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is derived from the events of a timeline and grows with it. Reads each event once.
 * All readers of a timeline share it through {@link Timeline#index}. May be used by any thread.
 *
 * @param <T> the result, which must not change when more events are read
 */
public final class Derived<T> {
  private final Timeline timeline;
  private final Consumer<Event> read;
  private final Supplier<T> result;
  private int size;
  private @Nullable T last;

  /**
   * Creates it without reading any event.
   *
   * @param read takes the next event
   * @param result makes the result of the events that were read so far
   */
  public Derived(Timeline timeline, Consumer<Event> read, Supplier<T> result) {
    this.timeline = timeline;
    this.read = read;
    this.result = result;
  }

  /** Returns the result of the events that the timeline has at this moment. */
  public synchronized T now() {
    int end = timeline.size();
    T known = last;
    if (known != null && size == end) {
      return known;
    }
    for (; size < end; size++) {
      read.accept(timeline.event(size));
    }
    T made = result.get();
    last = made;
    return made;
  }
}
