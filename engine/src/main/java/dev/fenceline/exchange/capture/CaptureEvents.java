package dev.fenceline.exchange.capture;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The events of a capture while it is read. They are said in the order in which they become known:
 * the packets of a connection are told only once it is known to be NVMe/TCP, and what follows a gap
 * only once nothing fills it. In the end all are in the order of time.
 */
final class CaptureEvents implements Recorder {
  private final int eventsMax;
  private final List<Event> events = new ArrayList<>();
  private long originNanos = Long.MIN_VALUE;
  private long nanos;
  private long leftOut;

  CaptureEvents(int eventsMax) {
    this.eventsMax = eventsMax;
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
    if (events.size() >= eventsMax) {
      leftOut++;
      return events.size();
    }
    long sequence = events.size() + 1L;
    events.add(new Event(sequence, nanos, lane, cause, detail));
    return sequence;
  }

  /** All of them in the order of time, numbered anew. */
  List<Event> inOrder() {
    List<Event> ordered = new ArrayList<>(events);
    ordered.sort(Comparator.comparingLong(Event::nanos));
    int[] numbers = new int[events.size() + 1];
    for (int i = 0; i < ordered.size(); i++) {
      numbers[(int) ordered.get(i).sequence()] = i + 1;
    }
    ordered.replaceAll(event ->
        new Event(
            numbers[(int) event.sequence()],
            event.nanos(),
            event.lane(),
            earlier(numbers[(int) event.cause()], numbers[(int) event.sequence()]),
            event.detail()));
    return ordered;
  }

  /** A cause comes before what it leads to. */
  private static long earlier(int cause, int sequence) {
    return cause < sequence ? cause : 0;
  }
}
