package dev.fenceline.timeline.metrics;

import java.util.Arrays;

/**
 * Requests as they completed, and the number in flight as it changed, both in order of time. One
 * thread appends; a {@link #snapshot} can be read by any thread.
 */
final class RequestLog {
  private long[] ends;
  private long[] latencies;
  private int completed;
  private long[] changes;
  private int[] counts;
  private int changed;

  RequestLog() {
    this(new long[64], new long[64], 0, new long[64], new int[64], 0);
  }

  private RequestLog(
      long[] ends, long[] latencies, int completed, long[] changes, int[] counts, int changed) {
    this.ends = ends;
    this.latencies = latencies;
    this.completed = completed;
    this.changes = changes;
    this.counts = counts;
    this.changed = changed;
  }

  /** Returns the same requests. Later ones are appended behind what it can see. */
  RequestLog snapshot() {
    return new RequestLog(ends, latencies, completed, changes, counts, changed);
  }

  void begin(long nanos) {
    change(nanos, inFlight() + 1);
  }

  /** Ends a request without an answer. */
  void giveUp(long nanos, int requests) {
    change(nanos, inFlight() - requests);
  }

  void complete(long beganNanos, long nanos) {
    if (completed == ends.length) {
      ends = Arrays.copyOf(ends, 2 * completed);
      latencies = Arrays.copyOf(latencies, 2 * completed);
    }
    ends[completed] = nanos;
    latencies[completed++] = nanos - beganNanos;
    change(nanos, inFlight() - 1);
  }

  private int inFlight() {
    return changed == 0 ? 0 : counts[changed - 1];
  }

  private void change(long nanos, int count) {
    if (changed == changes.length) {
      changes = Arrays.copyOf(changes, 2 * changed);
      counts = Arrays.copyOf(counts, 2 * changed);
    }
    changes[changed] = nanos;
    counts[changed++] = count;
  }

  /** Returns whether no request was seen. */
  boolean isEmpty() {
    return changed == 0;
  }

  int completed() {
    return completed;
  }

  /** Returns when a request ended. */
  long end(int index) {
    return ends[index];
  }

  /** Measures the time from one moment to just before another. */
  Bucket measure(long fromNanos, long toNanos) {
    int first = from(ends, completed, fromNanos);
    int end = from(ends, completed, toNanos);
    int most = peak(fromNanos, toNanos);
    if (first == end) {
      return new Bucket(fromNanos, toNanos, 0, -1, -1, -1, most);
    }
    long[] sorted = Arrays.copyOfRange(latencies, first, end);
    Arrays.sort(sorted);
    return new Bucket(
        fromNanos,
        toNanos,
        sorted.length,
        rank(sorted, 50),
        rank(sorted, 99),
        sorted[sorted.length - 1],
        most);
  }

  /** Returns the smallest number that so many per cent of the numbers do not exceed. */
  private static long rank(long[] sorted, int percent) {
    return sorted[(int) ((sorted.length * (long) percent + 99) / 100) - 1];
  }

  private int peak(long fromNanos, long toNanos) {
    int at = from(changes, changed, fromNanos);
    int most = at == 0 ? 0 : counts[at - 1];
    for (; at < changed && changes[at] < toNanos; at++) {
      most = Math.max(most, counts[at]);
    }
    return most;
  }

  /** Returns the index of the first number that is not less. */
  static int from(long[] sorted, int size, long least) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < least) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
