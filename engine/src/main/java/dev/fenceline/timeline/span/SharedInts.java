package dev.fenceline.timeline.span;

import java.util.Arrays;

/**
 * Numbers by index, 0 where none was set, with snapshots that do not change. A snapshot shares the
 * chunks. A chunk is copied when it changes after a snapshot. One thread at a time changes the
 * numbers; any thread reads snapshots, which are not changed.
 */
final class SharedInts {
  private static final int BITS = 12;
  private static final int CHUNK = 1 << BITS;
  private static final int[] EMPTY = new int[CHUNK];

  private int[][] chunks;
  private boolean[] shared;

  SharedInts() {
    this(new int[0][]);
  }

  private SharedInts(int[][] chunks) {
    this.chunks = chunks;
    this.shared = new boolean[chunks.length];
  }

  int get(int index) {
    int chunk = index >> BITS;
    return index < 0 || chunk >= chunks.length ? 0 : chunks[chunk][index & (CHUNK - 1)];
  }

  void set(int index, int number) {
    int chunk = index >> BITS;
    if (chunk >= chunks.length) {
      int length = chunks.length;
      chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, 2 * length));
      shared = Arrays.copyOf(shared, chunks.length);
      Arrays.fill(chunks, length, chunks.length, EMPTY);
      Arrays.fill(shared, length, shared.length, true);
    }
    if (shared[chunk]) {
      chunks[chunk] = chunks[chunk].clone();
      shared[chunk] = false;
    }
    chunks[chunk][index & (CHUNK - 1)] = number;
  }

  SharedInts snapshot() {
    Arrays.fill(shared, true);
    return new SharedInts(chunks.clone());
  }
}
