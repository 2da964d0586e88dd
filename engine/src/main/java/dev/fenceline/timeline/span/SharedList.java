package dev.fenceline.timeline.span;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * A list that grows and has snapshots that do not change. A snapshot shares the chunks of the list.
 * A chunk is copied when an element that a snapshot contains is replaced. One thread at a time
 * changes the list; any thread reads snapshots.
 *
 * @param <T> the type of the elements, which must not change once a snapshot contains them
 */
final class SharedList<T> {
  private static final int BITS = 9;
  private static final int CHUNK = 1 << BITS;

  private Object[][] chunks = {};
  private boolean[] shared = {};
  private int size;

  /** Number of elements that the last snapshot contains. */
  private int published;

  int size() {
    return size;
  }

  void add(T element) {
    int chunk = size >> BITS;
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, Math.max(1, 2 * chunk));
      shared = Arrays.copyOf(shared, chunks.length);
      for (int i = chunk; i < chunks.length; i++) {
        chunks[i] = new Object[CHUNK];
      }
    }
    chunks[chunk][size & (CHUNK - 1)] = element;
    size++;
  }

  @SuppressWarnings("unchecked") // only elements of this type are added
  T get(int index) {
    Objects.checkIndex(index, size);
    return (T) chunks[index >> BITS][index & (CHUNK - 1)];
  }

  void set(int index, T element) {
    own(Objects.checkIndex(index, size));
    chunks[index >> BITS][index & (CHUNK - 1)] = element;
  }

  /** Copies the chunk of an element if a snapshot contains the element. */
  private void own(int index) {
    int chunk = index >> BITS;
    if (index < published && shared[chunk]) {
      chunks[chunk] = chunks[chunk].clone();
      shared[chunk] = false;
    }
  }

  /** Removes all elements from an index on. */
  void truncate(int newSize) {
    for (int index = newSize; index < size; index += CHUNK) {
      own(index);
    }
    size = newSize;
  }

  /** Returns the elements that the list contains now. */
  List<T> snapshot() {
    Arrays.fill(shared, true);
    published = size;
    return new Snapshot<>(chunks.clone(), size);
  }

  private static final class Snapshot<T> extends AbstractList<T> implements RandomAccess {
    private final Object[][] chunks;
    private final int size;

    Snapshot(Object[][] chunks, int size) {
      this.chunks = chunks;
      this.size = size;
    }

    @Override
    @SuppressWarnings("unchecked") // only elements of this type were added
    public T get(int index) {
      Objects.checkIndex(index, size);
      return (T) chunks[index >> BITS][index & (CHUNK - 1)];
    }

    @Override
    public int size() {
      return size;
    }
  }
}
