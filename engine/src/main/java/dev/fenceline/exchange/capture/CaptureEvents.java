package dev.fenceline.exchange.capture;

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
 * The events of a capture while it is read. They are said in the order in which they become known:
 * the packets of a connection are told only once it is known to be NVMe/TCP, and what follows a gap
 * only once nothing fills it. In the end all are in the order of time.
 *
 * <p>Of a long capture all events are kept at first, then only those that tell the story, and in
 * the end no more; notes say where.
 */
final class CaptureEvents implements Recorder {
  private static final int NO_EVENT = 0;

  private final int wholeMax;
  private final int max;
  private final Routine routine = new Routine();
  private final List<Event> events = new ArrayList<>();
  private long originNanos = Long.MIN_VALUE;
  private long nanos;
  private long leftOut;

  /**
   * None yet.
   *
   * @param wholeMax so many events are kept whatever they are
   * @param max so many events are kept at most, the notes about it included, but for the last
   */
  CaptureEvents(int wholeMax, int max) {
    this.wholeMax = wholeMax;
    this.max = max;
  }

  /** What follows happened at this moment: nanoseconds since 1970. */
  void at(long momentNanos) {
    if (originNanos == Long.MIN_VALUE) {
      originNanos = momentNanos;
    }
    nanos = Math.max(0, momentNanos - originNanos);
  }

  /** The first moment, which is time 0. */
  long originNanos() {
    return originNanos;
  }

  /** The present moment, since the session began. */
  long nanos() {
    return nanos;
  }

  /** A moment as the session counts it. */
  long sinceBegin(long momentNanos) {
    return Math.max(0, momentNanos - originNanos);
  }

  /** How many events there was no room for. */
  long leftOut() {
    return leftOut;
  }

  @Override
  public long record(Lane lane, long cause, Detail detail) {
    if (events.size() == wholeMax) {
      append(Lane.LAB, NO_EVENT, new Note(Routine.LEFT_OUT));
    }
    if (events.size() == max - 1) {
      append(Lane.LAB, NO_EVENT, new Note(Routine.ALL_LEFT_OUT));
    }
    Event event = new Event(events.size() + 1L, nanos, lane, cause, detail);
    if (events.size() >= max || (events.size() > wholeMax && routine.isRoutine(event))) {
      leftOut++;
      return NO_EVENT;
    }
    routine.kept(event);
    events.add(event);
    return event.sequence();
  }

  private void append(Lane lane, long cause, Detail detail) {
    events.add(new Event(events.size() + 1L, nanos, lane, cause, detail));
  }

  /** The last event, which is kept in any case. */
  void close(Detail detail) {
    append(Lane.LAB, NO_EVENT, detail);
  }

  /** All of them in the order of time, numbered anew; to be asked for once. */
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
            earlier(numbers[(int) event.cause()], numbers[(int) event.sequence()]),
            event.detail()));
    return events;
  }

  /** A cause comes before what it leads to. */
  private static long earlier(int cause, int sequence) {
    return cause < sequence ? cause : 0;
  }
}
