package dev.fenceline.timeline.metrics;

import java.util.ArrayList;
import java.util.List;

/** The buckets of one width, from the beginning of the session on. */
final class MetricsLevel {
  private final long widthNanos;
  private List<Bucket> buckets = new ArrayList<>();

  MetricsLevel(long widthNanos) {
    this.widthNanos = widthNanos;
  }

  long widthNanos() {
    return widthNanos;
  }

  /**
   * Measures everything from the bucket of a moment on. What a reader has is not changed.
   *
   * @param changedNanos the first moment at which anything is new
   * @param endNanos the last moment of the session
   */
  void grow(RequestLog requests, long changedNanos, long endNanos) {
    int first = (int) Math.min(buckets.size(), changedNanos / widthNanos);
    List<Bucket> grown = new ArrayList<>(buckets.subList(0, first));
    for (long from = first * widthNanos; from <= endNanos; from += widthNanos) {
      grown.add(requests.measure(from, from + widthNanos));
    }
    buckets = grown;
  }

  /** Returns the buckets now, which do not change. */
  List<Bucket> buckets() {
    return buckets;
  }
}
