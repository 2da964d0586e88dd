package dev.fenceline.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The {@link Recorder} of a run. Numbers events, adds the time of the loop and passes them to the
 * listeners in the order in which the listeners were added. If a listener records an event while it
 * handles another one, the new event is delivered after that one, so every listener sees the same
 * order. Loop thread only.
 */
public final class Journal implements Recorder {
  private final LongSupplier nanos;
  private final List<Consumer<Event>> listeners = new ArrayList<>();
  private final ArrayDeque<Event> undelivered = new ArrayDeque<>();
  private boolean delivering;
  private boolean ended;
  private long sequence;

  /**
   * Creates a journal without events.
   *
   * @param nanos the time of the loop: nanoseconds since the session began
   */
  public Journal(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Adds a listener, which is called for every later event, after the listeners that were added
   * before it.
   */
  public void addListener(Consumer<Event> listener) {
    listeners.add(listener);
  }

  /**
   * Closes the journal. Events that components record while they are closed are not part of the
   * run.
   */
  public void end() {
    ended = true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>After {@link #end}, records nothing and returns the last event.
   */
  @Override
  public Cause record(Lane lane, Cause cause, Detail detail) {
    if (ended) {
      return Cause.of(sequence);
    }
    Event event = new Event(++sequence, nanos.getAsLong(), lane, cause, detail);
    undelivered.add(event);
    if (!delivering) {
      deliver();
    }
    return event.asCause();
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
