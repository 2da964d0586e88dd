package dev.fenceline.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The one {@link Recorder} of a run: numbers events, stamps them with the time of the loop and
 * hands them to its listeners in the order in which these were added. What a listener records while
 * it is told of an event is handed on after that event, so every listener sees the same order. Loop
 * thread only.
 */
public final class Journal implements Recorder {
  private final LongSupplier nanos;
  private final List<Consumer<Event>> listeners = new ArrayList<>();
  private final ArrayDeque<Event> undelivered = new ArrayDeque<>();
  private boolean delivering;
  private boolean ended;
  private long sequence;

  /**
   * A journal with no events.
   *
   * @param nanos the time of the loop: nanoseconds since the session began
   */
  public Journal(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Adds a listener, which is told of every later event, after the listeners that were added before
   * it.
   */
  public void addListener(Consumer<Event> listener) {
    listeners.add(listener);
  }

  /** Closes the journal: what parts report while the run is dismantled is not part of it. */
  public void end() {
    ended = true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>After {@link #end} nothing is recorded any more and the last sequence number is returned.
   */
  @Override
  public long record(Lane lane, long cause, Detail detail) {
    if (ended) {
      return sequence;
    }
    Event event = new Event(++sequence, nanos.getAsLong(), lane, cause, detail);
    undelivered.add(event);
    if (!delivering) {
      deliver();
    }
    return event.sequence();
  }

  private void deliver() {
    delivering = true;
    try {
      for (Event event = undelivered.poll(); event != null; event = undelivered.poll()) {
        for (Consumer<Event> listener : listeners) {
          listener.accept(event);
        }
      }
    } finally {
      delivering = false;
    }
  }
}
