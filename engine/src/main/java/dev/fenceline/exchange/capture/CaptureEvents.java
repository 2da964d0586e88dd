package dev.fenceline.exchange.capture;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.Recorder;
import dev.fenceline.timeline.Routine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The events of a capture while it is read. They are recorded in the order in which they become
 * known: the events of a connection only once it is known to be NVMe/TCP, and those after a gap
 * only once nothing can fill it. The final list is in order of time.
 *
 * <p>In a long capture, all events are kept at first, then all except routine I/O, and finally
 * none. Notes mark both limits.
 */
final class CaptureEvents implements Recorder {

  private final int wholeMax;
  private final int max;
  private final Routine routine = new Routine();
  private final List<Event> events = new ArrayList<>();
  private long originNanos = Long.MIN_VALUE;
  private long nanos;
  private long leftOut;

  /**
   * Creates a list without events.
   *
   * @param wholeMax number of events that are kept in any case
   * @param max the largest number of kept events, including the notes but not the last event
   */
  CaptureEvents(int wholeMax, int max) {
    this.wholeMax = wholeMax;
    this.max = max;
  }

  /** Sets the time of the events that follow, in nanoseconds since 1970. */
  void at(long momentNanos) {
    if (originNanos == Long.MIN_VALUE) {
      originNanos = momentNanos;
    }
    nanos = Math.max(0, momentNanos - originNanos);
  }

  /** Returns the first moment, which is time 0 of the session. */
  long originNanos() {
    return originNanos;
  }

  /** Returns the present time since the session began. */
  long nanos() {
    return nanos;
  }

  /** Converts a moment to session time. */
  long sinceBegin(long momentNanos) {
    return Math.max(0, momentNanos - originNanos);
  }

  /** Returns the number of events that were left out. */
  long leftOut() {
    return leftOut;
  }

  @Override
  public Cause record(Lane lane, Cause cause, Detail detail) {
    if (events.size() == wholeMax) {
      append(Lane.LAB, Cause.NONE, new Note(Routine.LEFT_OUT));
    }
    if (events.size() == max - 1) {
      append(Lane.LAB, Cause.NONE, new Note(Routine.ALL_LEFT_OUT));
    }
    Event event = new Event(events.size() + 1L, nanos, lane, cause, detail);
    if (events.size() >= max || (events.size() > wholeMax && routine.isRoutine(event))) {
      leftOut++;
      return Cause.NONE;
    }
    routine.kept(event);
    events.add(event);
    return event.asCause();
  }

  private void append(Lane lane, Cause cause, Detail detail) {
    events.add(new Event(events.size() + 1L, nanos, lane, cause, detail));
  }

  /** Adds the last event, which is kept in any case. */
  void close(Detail detail) {
    append(Lane.LAB, Cause.NONE, detail);
  }

  /** Returns all events in the order of time, renumbered. May be called once. */
  List<Event> inOrder() {
    events.sort(Comparator.comparingLong(Event::nanos));
    int[] numbers = new int[events.size() + 1];
    for (int i = 0; i < events.size(); i++) {
      numbers[(int) events.get(i).sequence()] = i + 1;
    }
    events.replaceAll(event ->
        new Event(
            numbers[(int) event.sequence()],
            event.nanos(),
            event.lane(),
            earlier(numbers[(int) event.cause().sequence()], numbers[(int) event.sequence()]),
            event.detail()));
    return events;
  }

  /** Returns a cause if it precedes its effect, otherwise {@link Cause#NONE}. */
  private static Cause earlier(int cause, int sequence) {
    return Cause.of(cause < sequence ? cause : 0);
  }
}
