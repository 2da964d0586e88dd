package dev.fenceline.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A map from ASCII words to values. Words are looked up as bytes, so that a known word needs no new
 * string.
 */
final class Words<T> {
  private static final class Entry<T> {
    final byte[] word;
    final int hash;
    final T value;

    Entry(byte[] word, int hash, T value) {
      this.word = word;
      this.hash = hash;
      this.value = value;
    }
  }

  private static final int FIRST_SIZE = 16;

  private @Nullable Entry<T>[] entries = table(FIRST_SIZE);
  private int count;

  @SuppressWarnings("unchecked") // an array of a generic type
  private static <T> @Nullable Entry<T>[] table(int size) {
    return (@Nullable Entry<T>[]) new Entry<?>[size];
  }

  /** Returns the hash of a word. */
  static int hash(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  /** Returns the value of a word; null if the word is not known. */
  @Nullable T get(byte[] bytes, int from, int to, int hash) {
    Entry<T> entry = entries[slot(bytes, from, to, hash)];
    return entry == null ? null : entry.value;
  }

  /** Adds a word that is not known. */
  void put(String word, T value) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    if (++count * 2 > entries.length) {
      @Nullable Entry<T>[] before = entries;
      entries = table(before.length * 2);
      for (Entry<T> entry : before) {
        if (entry != null) {
          entries[slot(entry.word, 0, entry.word.length, entry.hash)] = entry;
        }
      }
    }
    int hash = hash(bytes, 0, bytes.length);
    entries[slot(bytes, 0, bytes.length, hash)] = new Entry<>(bytes, hash, value);
  }

  /** Returns the slot of a word, or the free slot for it. */
  private int slot(byte[] bytes, int from, int to, int hash) {
    int slot = (hash ^ hash >>> 16) & (entries.length - 1);
    for (Entry<T> entry = entries[slot];
        entry != null
            && (entry.hash != hash
                || !Arrays.equals(entry.word, 0, entry.word.length, bytes, from, to));
        entry = entries[slot]) {
      slot = (slot + 1) & (entries.length - 1);
    }
    return slot;
  }
}
