package dev.fenceline.timeline.span;

import dev.fenceline.event.Event;
import dev.fenceline.timeline.Timeline;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Some of the events of a recording, stored as their sequence numbers. A number takes a tenth of
 * the memory of an event, which is recreated from the recording on request.
 */
final class Steps extends AbstractList<Event> implements RandomAccess {
  private static final int FIRST_SIZE = 8;

  private final Timeline recording;
  private int[] indexes;
  private int size;

  /** Creates an empty list of events of a recording. */
  Steps(Timeline recording) {
    this.recording = recording;
    this.indexes = new int[FIRST_SIZE];
  }

  private Steps(Timeline recording, int[] indexes, int size) {
    this.recording = recording;
    this.indexes = indexes;
    this.size = size;
  }

  /** Returns another list of the same events, which can be appended to separately. */
  Steps copy() {
    return new Steps(recording, indexes.clone(), size);
  }

  /** Returns the events of this list and of another one, in order. */
  Steps merged(Steps other) {
    int[] both = Arrays.copyOf(indexes, size + other.size);
    System.arraycopy(other.indexes, 0, both, size, other.size);
    Arrays.sort(both);
    return new Steps(recording, both, both.length);
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
    return recording.event(indexes[Objects.checkIndex(index, size)]);
  }

  @Override
  public int size() {
    return size;
  }
}
