package dev.fenceline.timeline.span;

import dev.fenceline.event.Event;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Some of the events of a recording, stored as their sequence numbers. A number takes a tenth of
 * the memory of an event, which is recreated from the recording on request.
 */
final class Steps extends AbstractList<Event> implements RandomAccess {
  private static final int FIRST_SIZE = 8;

  private final List<Event> recording;
  private int[] indexes = new int[FIRST_SIZE];
  private int size;

  /**
   * Creates an empty list.
   *
   * @param recording all events; the first has the sequence number 1
   */
  Steps(List<Event> recording) {
    this.recording = recording;
  }

  /** Appends an event of the recording. */
  void append(Event event) {
    if (size == indexes.length) {
      indexes = Arrays.copyOf(indexes, 2 * size);
    }
    indexes[size++] = Math.toIntExact(event.sequence() - 1);
  }

  /** Returns the sequence number of the first event. */
  long firstSequence() {
    return indexes[Objects.checkIndex(0, size)] + 1L;
  }

  @Override
  public Event get(int index) {
    return recording.get(indexes[Objects.checkIndex(index, size)]);
  }

  @Override
  public int size() {
    return size;
  }
}
