package dev.fenceline.timeline;

import dev.fenceline.event.Event;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Some events of a timeline, in order. Keeps four bytes for each and copies none. Immutable;
 * thread-safe.
 */
public final class EventSet {
  /** No events. */
  public static final EventSet NONE = new EventSet(new int[0]);

  private final int[] sequences;

  private EventSet(int[] sequences) {
    this.sequences = sequences;
  }

  /**
   * Finds events, on all cores.
   *
   * @param from index of the first event to test
   * @param to index after the last event to test
   * @param isCancelled asks whether the result is still wanted; if not, it is incomplete
   */
  public static EventSet find(
      Timeline timeline, int from, int to, Predicate<Event> filter, BooleanSupplier isCancelled) {
    return new EventSet(
        IntStream.range(from, to)
            .parallel()
            .filter(index -> !isCancelled.getAsBoolean() && filter.test(timeline.event(index)))
            .map(index -> index + 1)
            .toArray());
  }

  /**
   * Returns these events and later ones.
   *
   * @throws IllegalArgumentException if the others are not later
   */
  public EventSet plus(EventSet later) {
    if (size() > 0 && later.size() > 0 && later.sequence(0) <= sequence(size() - 1)) {
      throw new IllegalArgumentException("the other events are not later");
    }
    int[] all = Arrays.copyOf(sequences, size() + later.size());
    System.arraycopy(later.sequences, 0, all, size(), later.size());
    return new EventSet(all);
  }

  /** Returns the number of events. */
  public int size() {
    return sequences.length;
  }

  /** Returns the sequence number of the event at a position from 0 to {@link #size} - 1. */
  public int sequence(int position) {
    return sequences[position];
  }

  /** Returns the position of an event, or of the last one before it; -1 if there is none. */
  public int positionOf(long sequence) {
    int found = Arrays.binarySearch(sequences, Math.clamp(sequence, 0, Integer.MAX_VALUE));
    return found >= 0 ? found : -found - 2;
  }

  /** Returns the sequence numbers. */
  public IntStream stream() {
    return Arrays.stream(sequences);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EventSet set && Arrays.equals(sequences, set.sequences);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sequences);
  }
}
