package dev.fenceline.timeline.metrics;

/**
 * What was measured between two moments.
 *
 * @param toNanos the end, which is not part of it
 * @param completed the number of requests that completed
 * @param medianNanos half of them took no longer; -1 if none completed
 * @param p99Nanos 99 % of them took no longer; -1 if none completed
 * @param maxNanos the longest time; -1 if none completed
 * @param inFlight the largest number of requests in flight at one time
 */
public record Bucket(
    long fromNanos,
    long toNanos,
    int completed,
    long medianNanos,
    long p99Nanos,
    long maxNanos,
    int inFlight) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Returns the number of requests that completed for each second. */
  public double perSecond() {
    return completed * NANOS_PER_SECOND / (toNanos - fromNanos);
  }
}
