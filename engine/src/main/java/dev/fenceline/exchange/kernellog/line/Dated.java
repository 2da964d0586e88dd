package dev.fenceline.exchange.kernellog.line;

import dev.fenceline.event.value.LogClock;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A date and time of day before a message.
 *
 * @param clock {@link LogClock#DATE}, {@link LogClock#DATE_WITHOUT_YEAR}, or {@link LogClock#NONE}
 *     if there is none
 * @param nanos since 1970, in UTC if the zone is known, otherwise in the log's own zone; a date
 *     without a year is in the year 2000
 * @param text its text in the log
 * @param isLocal whether it has no zone, so that daylight saving can shift it
 * @param digits both readings of a date whose day and month are numbers in an order that the date
 *     alone does not determine, otherwise null
 */
public record Dated(
    LogClock clock, long nanos, String text, boolean isLocal, @Nullable DigitDate digits) {
  static final Dated NONE = new Dated(LogClock.NONE, 0, "", false);

  Dated(LogClock clock, long nanos, String text, boolean isLocal) {
    this(clock, nanos, text, isLocal, null);
  }

  /** Returns a copy with another text. */
  Dated withText(String other) {
    return new Dated(clock, nanos, other, isLocal, digits);
  }

  /** Returns a copy with the time of one of the readings. */
  Dated at(OptionalLong reading) {
    return new Dated(clock, reading.orElse(nanos), text, isLocal, null);
  }

  public boolean isThere() {
    return clock != LogClock.NONE;
  }
}
