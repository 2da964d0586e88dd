package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.LogClock;

/**
 * A date and time of day before a message.
 *
 * @param clock {@link LogClock#DATE}, {@link LogClock#DATE_WITHOUT_YEAR}, or {@link LogClock#NONE}
 *     if there is none
 * @param nanos since 1970, in UTC if the zone is known, otherwise in the log's own zone; a date
 *     without a year is in the year 2000
 * @param text its text in the log
 * @param isLocal whether it has no zone, so that daylight saving can move it
 */
record Dated(LogClock clock, long nanos, String text, boolean isLocal) {
  static final Dated NONE = new Dated(LogClock.NONE, 0, "", false);

  boolean isThere() {
    return clock != LogClock.NONE;
  }
}
