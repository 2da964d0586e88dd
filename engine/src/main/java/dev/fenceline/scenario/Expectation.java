package dev.fenceline.scenario;

/**
 * Something that must be true of a run, checked from its events. Times are milliseconds of the
 * session.
 */
public sealed interface Expectation {
  /** The integrity check ends with this verdict: {@code intact} or {@code corrupt}. */
  record DataIs(String verdict) implements Expectation {}

  /**
   * The first recovery of a controller was fenced so: {@code ccr}, {@code hold} or {@code none}.
   */
  record FencedBy(String controller, String by) implements Expectation {}

  /** A controller's failure was detected within these times. */
  record DetectedBetween(String controller, long fromMillis, long toMillis)
      implements Expectation {}

  /** A controller's I/O could go on, counted from detection, within these times. */
  record FencedWithin(String controller, long fromMillis, long toMillis) implements Expectation {}

  /** A controller was connected again at the given attempt. */
  record Reconnected(String controller, int attempt) implements Expectation {}

  /** At least this many writes were slow: without them the run proves nothing. */
  record SlowWrites(int controller, int atLeast) implements Expectation {}
}
