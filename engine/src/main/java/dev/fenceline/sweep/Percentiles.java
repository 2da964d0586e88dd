package dev.fenceline.sweep;

import java.util.LongSummaryStatistics;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * The distribution of a duration over runs, in nanoseconds: p50, p90 and p99 to four digits, the
 * longest exactly.
 *
 * @param runs number of runs that had it; if it is 0, the rest is 0
 */
public record Percentiles(int runs, long p50, long p90, long p99, long max) {
  private static final int DIGITS = 4;

  /** Returns the distribution of the durations that are present. */
  static Percentiles of(Stream<OptionalLong> durations) {
    Histogram histogram = new Histogram(DIGITS);
    LongSummaryStatistics exact = new LongSummaryStatistics();
    durations
        .flatMapToLong(OptionalLong::stream)
        .forEach(nanos -> {
          histogram.recordValue(nanos);
          exact.accept(nanos);
        });
    if (exact.getCount() == 0) {
      return new Percentiles(0, 0, 0, 0, 0);
    }
    return new Percentiles(
        (int) exact.getCount(),
        at(histogram, 50, exact),
        at(histogram, 90, exact),
        at(histogram, 99, exact),
        exact.getMax());
  }

  /**
   * Returns the value at a percentile. A histogram returns the top of the value's bucket, which may
   * lie above every value, so the result is limited to the exact maximum.
   */
  private static long at(Histogram histogram, double percent, LongSummaryStatistics exact) {
    return Math.clamp(histogram.getValueAtPercentile(percent), exact.getMin(), exact.getMax());
  }
}
