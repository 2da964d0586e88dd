package dev.fenceline.swimlane.level;

import java.util.Arrays;

/**
 * A growing sequence of numbers with a pyramid of maxima above it: the highest of every 16, 32, 64
 * and so on. Finds the highest number in a range, and the first number in a range that reaches a
 * threshold, in logarithmic time. Not thread-safe while it grows.
 */
final class Peaks {
  /** The lowest level has one peak for every 2 to the power of this many numbers. */
  private static final int BASE_BITS = 4;

  private static final int LEVELS_MAX = Integer.SIZE - BASE_BITS;

  private long[] numbers = new long[1 << BASE_BITS];
  private final long[][] levels = new long[LEVELS_MAX][];
  private int height;
  private int size;

  /**
   * Appends a number. {@link Long#MIN_VALUE} is stored as the next higher number, because it marks
   * empty peaks.
   */
  void add(long appended) {
    long number = Math.max(appended, Long.MIN_VALUE + 1);
    int index = size;
    if (index == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * index);
    }
    numbers[index] = number;
    size++;
    if (index >> (BASE_BITS + height) > 0) {
      addLevel();
    }
    for (int level = 0; level < height; level++) {
      if (!raise(level, index >> (BASE_BITS + level), number)) {
        return;
      }
    }
  }

  /** Adds a level on top, whose first peak is the highest number so far. */
  private void addLevel() {
    long[] peaks = new long[2];
    Arrays.fill(peaks, Long.MIN_VALUE);
    peaks[0] = height == 0 ? highestOf(0, 1 << BASE_BITS) : Math.max(top(0), top(1));
    levels[height++] = peaks;
  }

  private long top(int index) {
    return levels[height - 1][index];
  }

  /**
   * Raises a peak to a number. Returns whether peaks in the levels above may have to be raised too.
   */
  private boolean raise(int level, int index, long number) {
    long[] peaks = levels[level];
    if (index == peaks.length) {
      peaks = Arrays.copyOf(peaks, 2 * index);
      Arrays.fill(peaks, index, peaks.length, Long.MIN_VALUE);
      levels[level] = peaks;
    }
    if (peaks[index] >= number) {
      return false;
    }
    peaks[index] = number;
    return true;
  }

  private long highestOf(int from, int to) {
    long highest = Long.MIN_VALUE;
    for (int i = from; i < to; i++) {
      highest = Math.max(highest, numbers[i]);
    }
    return highest;
  }

  /**
   * Returns the index of the highest number in a range that is not empty; the first one if several
   * are equal.
   */
  int highest(int from, int to) {
    long highest = Long.MIN_VALUE;
    int at = from;
    while (at < to) {
      int level = levelAt(at, to);
      highest =
          Math.max(highest, level < 0 ? numbers[at] : levels[level][at >> (BASE_BITS + level)]);
      at += step(level);
    }
    return first(from, to, highest);
  }

  /** Returns the first index in a range whose number is at least {@code least}, or {@code to}. */
  int first(int from, int to, long least) {
    int at = from;
    while (at < to) {
      int level = levelAt(at, to);
      long peak = level < 0 ? numbers[at] : levels[level][at >> (BASE_BITS + level)];
      if (peak >= least) {
        return level < 0 ? at : down(at, level, least);
      }
      at += step(level);
    }
    return to;
  }

  /** Descends from a peak that is high enough to the first number that is high enough. */
  private int down(int from, int fromLevel, long least) {
    int at = from;
    for (int level = fromLevel - 1; level >= 0; level--) {
      if (levels[level][at >> (BASE_BITS + level)] < least) {
        at += step(level);
      }
    }
    while (numbers[at] < least) {
      at++;
    }
    return at;
  }

  /** Returns the highest level with a peak that begins at an index and ends within a range. */
  private int levelAt(int at, int to) {
    int level = -1;
    while (level + 1 < height && (at & (step(level + 1) - 1)) == 0 && at + step(level + 1) <= to) {
      level++;
    }
    return level;
  }

  private static int step(int level) {
    return level < 0 ? 1 : 1 << (BASE_BITS + level);
  }
}
