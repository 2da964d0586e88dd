package dev.fenceline.exchange.recording;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Records the events of a session that is rewritten, in order, at given times. */
final class ConclusionRecorder implements Recorder {
  private final List<Event> events = new ArrayList<>();
  private final List<Consumer<Event>> listeners = new ArrayList<>();
  private final Deque<Event> untold = new ArrayDeque<>();
  private boolean telling;
  private long nanos;

  /**
   * Adds a listener that is called with each event. Events that the listener records follow that
   * event.
   */
  void addListener(Consumer<Event> listener) {
    listeners.add(listener);
  }

  /** Sets the time of the events that follow. */
  void at(long moment) {
    nanos = moment;
  }

  long nanos() {
    return nanos;
  }

  List<Event> events() {
    return events;
  }

  @Override
  public Cause record(Lane lane, Cause cause, Detail detail) {
    Event event = new Event(events.size() + 1L, nanos, lane, cause, detail);
    events.add(event);
    untold.add(event);
    if (!telling) {
      telling = true;
      for (Event next = untold.poll(); next != null; next = untold.poll()) {
        Event told = next;
        listeners.forEach(listener -> listener.accept(told));
      }
      telling = false;
    }
    return event.asCause();
  }
}
