package dev.fenceline.app.workspace;

import java.util.Locale;

/**
 * A time of a session, formatted for people.
 *
 * @param nanos nanoseconds since the session began, or a duration; not negative
 */
public record Timecode(long nanos) {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000L;
  private static final long NANOS_PER_MICRO = 1_000L;

  /** Returns minutes, seconds, milliseconds and microseconds: {@code 00:14.011 431}. */
  public String precise() {
    return "%s %03d".formatted(clock(), nanos / NANOS_PER_MICRO % 1000);
  }

  /** Returns minutes, seconds and milliseconds: {@code 00:26.040}. */
  public String clock() {
    long seconds = nanos / NANOS_PER_SECOND;
    long millis = nanos / NANOS_PER_MILLI % 1000;
    return String.format(Locale.ROOT, "%02d:%02d.%03d", seconds / 60, seconds % 60, millis);
  }

  /** Returns seconds to the microsecond: {@code 12.510 102 s}. */
  public String seconds() {
    return String.format(
        Locale.ROOT,
        "%d.%03d %03d s",
        nanos / NANOS_PER_SECOND,
        nanos / NANOS_PER_MILLI % 1000,
        nanos / NANOS_PER_MICRO % 1000);
  }

  /** Returns seconds to the millisecond: {@code 12.510 s}. */
  public String shortSeconds() {
    return String.format(
        Locale.ROOT, "%d.%03d s", nanos / NANOS_PER_SECOND, nanos / NANOS_PER_MILLI % 1000);
  }
}
