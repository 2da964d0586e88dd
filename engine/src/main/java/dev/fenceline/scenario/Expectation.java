package dev.fenceline.scenario;

import dev.fenceline.event.value.Verdict;
import dev.fenceline.scenario.setting.Conditions;
import dev.fenceline.scenario.setting.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that must be true of a run, checked from its events. Times are milliseconds of the
 * session.
 */
public sealed interface Expectation {
  /** The integrity check ends with this verdict: {@code intact} or {@code corrupt}. */
  @Setting(about = "the integrity check ends with this verdict")
  record DataIs(@Setting(about = "intact, corrupt or unknown") String verdict)
      implements Expectation {
    /** Reports whether no data may be lost. */
    public boolean isIntact() {
      return verdict.equals(Verdict.INTACT.word());
    }
  }

  /**
   * The first recovery of a controller was fenced in this way: {@code ccr}, {@code hold} or {@code
   * none}.
   */
  @Setting(about = "the first recovery of a controller was fenced so")
  record FencedBy(
      @Setting(about = "its device name, such as nvme4") String controller,
      @Setting(about = "ccr, hold or none") String by)
      implements Expectation {}

  /** A controller's failure was detected within these times. */
  @Setting(about = "the first failure of a controller was detected at such a time")
  record DetectedBetween(
      @Setting(about = "its device name, such as nvme4") String controller,
      @Setting(about = "at the earliest", value = "0 s") long fromMillis,
      @Setting(about = "at the latest") long toMillis)
      implements Expectation {}

  /** A controller's I/O was able to continue within these times, counted from detection. */
  @Setting(about = "the time from detection until the I/O of a controller could continue")
  record FencedWithin(
      @Setting(about = "its device name, such as nvme4") String controller,
      @Setting(about = "at the earliest", value = "0 s") long fromMillis,
      @Setting(about = "at the latest") long toMillis)
      implements Expectation {}

  /** A controller was reconnected at the given attempt. */
  @Setting(about = "a controller was connected again at this attempt")
  record Reconnected(
      @Setting(about = "its device name, such as nvme4") String controller,
      @Setting(about = "its number", value = "1") int attempt)
      implements Expectation {}

  /** At least this many writes were slow. Without them the run proves nothing. */
  @Setting(about = "at least so many writes were slow: without them the run proves nothing")
  record SlowWrites(
      @Setting(about = "a controller ID") int controller,
      @Setting(about = "how many", value = "1") int atLeast)
      implements Expectation {}

  /** Events that match happen in this order; others may happen between them. */
  @Setting(about = "events happen in this order; others may happen between them")
  record Sequence(@Setting(about = "the events") List<EventPattern> of) implements Expectation {
    public Sequence {
      of = List.copyOf(of);
    }
  }

  /** This number of events match. */
  @Setting(about = "so many events match")
  record Count(
      @Setting(about = "the event") EventPattern of,
      @Setting(about = "how many") @Nullable Integer exactly,
      @Setting(about = "how many at least") @Nullable Integer atLeast,
      @Setting(about = "how many at most") @Nullable Integer atMost)
      implements Expectation {
    public Count {
      if ((exactly == null) == (atLeast == null && atMost == null)) {
        throw new IllegalArgumentException(
            "give either \"exactly\", or \"atLeast\", \"atMost\" or both");
      }
    }

    /** Reports whether this number of events is expected. */
    public boolean isMetBy(int events) {
      return (exactly == null || events == exactly)
          && (atLeast == null || events >= atLeast)
          && (atMost == null || events <= atMost);
    }
  }

  /** An event happens, and its fields meet these conditions. */
  @Setting(about = "an event happens, and this is true of its fields")
  record Fields(
      @Setting(about = "the event") EventPattern of,
      @Setting(about = "what must be true of them") Conditions are)
      implements Expectation {}

  /** Two events happen, and the fields of one compare with those of the other in this way. */
  @Setting(
      about =
          "two events happen, and this is true of the fields of the one when compared with the"
              + " other")
  record Compared(
      @Setting(about = "the event") EventPattern of,
      @Setting(about = "the other event") EventPattern to,
      @Setting(about = "how its fields compare with fields of the other") Conditions are)
      implements Expectation {}

  /** The time between two events is within these limits. */
  @Setting(about = "so much time passes between two events")
  record Duration(
      @Setting(about = "the first event") EventPattern between,
      @Setting(about = "the second event, sought after the first") EventPattern and,
      @Setting(about = "at least", value = "0 s") long fromMillis,
      @Setting(about = "at most") long toMillis)
      implements Expectation {}
}
