package dev.fenceline.benchmark;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import java.util.List;

/** Plays a part of the material with other times, numbers and names. */
final class Player {
  private final List<Event> part;
  private final Controllers.Part names;
  private final long moveNanos;
  private final int number;
  private final long[] sequences;
  private int next;

  /**
   * Creates a player.
   *
   * @param atNanos the time of its first event
   * @param operations number of earlier operations
   * @param number orders players whose next events are at the same time
   */
  Player(List<Event> part, Controllers pair, long atNanos, long operations, int number) {
    this.part = part;
    this.number = number;
    moveNanos = atNanos - part.getFirst().nanos();
    sequences = new long[Math.toIntExact(part.getLast().sequence() - first()) + 1];
    names = pair.new Part(moveNanos, operations - operationsBefore(), this::sequence);
  }

  private long first() {
    return part.getFirst().sequence();
  }

  private long operationsBefore() {
    for (Event event : part) {
      if (event.detail() instanceof dev.fenceline.event.IoEvent.Submitted io) {
        return io.operation() - 1;
      }
    }
    return 0;
  }

  private long sequence(long old) {
    long index = old - first();
    return index < 0 || index >= sequences.length ? 0 : sequences[(int) index];
  }

  /** Returns the time of the next event. */
  long nanos() {
    return part.get(next).nanos() + moveNanos;
  }

  int number() {
    return number;
  }

  boolean isOver() {
    return next == part.size();
  }

  /** Returns the next event, with a new sequence number. */
  Event play(long sequence) {
    Event event = part.get(next);
    sequences[Math.toIntExact(event.sequence() - first())] = sequence;
    long nanos = nanos();
    next++;
    return new Event(
        sequence,
        nanos,
        names.lane(event.lane()),
        Cause.of(sequence(event.cause().sequence())),
        names.detail(event));
  }
}
