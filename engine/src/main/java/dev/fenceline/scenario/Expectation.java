package dev.fenceline.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** Events that match happen in this order; others may happen between them. */
  record Sequence(List<EventPattern> of) implements Expectation {
    public Sequence {
      of = List.copyOf(of);
    }
  }

  /**
   * So many events match.
   *
   * @param exactly how many; null: as the other two say
   * @param atLeast null: 0
   * @param atMost null: any number
   */
  record Count(
      EventPattern of,
      @Nullable Integer exactly,
      @Nullable Integer atLeast,
      @Nullable Integer atMost)
      implements Expectation {
    public Count {
      if ((exactly == null) == (atLeast == null && atMost == null)) {
        throw new IllegalArgumentException(
            "give either \"exactly\", or \"atLeast\", \"atMost\" or both");
      }
    }

    /** Whether so many are what is expected. */
    public boolean isMetBy(int events) {
      return (exactly == null || events == exactly)
          && (atLeast == null || events >= atLeast)
          && (atMost == null || events <= atMost);
    }
  }

  /** An event happens, and this is true of its fields. */
  record Fields(EventPattern of, Conditions are) implements Expectation {}

  /**
   * Two events happen, and this is true of the fields of the one when compared with the other.
   *
   * @param are the values of its conditions are paths of fields of {@code to}
   */
  record Compared(EventPattern of, EventPattern to, Conditions are) implements Expectation {}

  /** So much time passes between two events. */
  record Duration(EventPattern between, EventPattern and, long fromMillis, long toMillis)
      implements Expectation {}
}
