package dev.fenceline.exchange.kernellog.line;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Recognises jumps of local time where daylight saving begins or ends: today, early on a Sunday
 * morning in spring or autumn in every zone that has it. The zone of a log is not known.
 */
final class DaylightSaving {
  static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

  private static final Set<Month> MONTHS =
      EnumSet.of(Month.MARCH, Month.APRIL, Month.SEPTEMBER, Month.OCTOBER, Month.NOVEMBER);
  private static final int HOUR_MAX = 4;
  private static final long AROUND_NANOS = TimeUnit.SECONDS.toNanos(5);

  /**
   * The largest time between two lines around a skipped hour. Between lines further apart, a
   * skipped hour cannot be recognised.
   */
  private static final long SKIPPED_MAX_NANOS = HOUR_NANOS + TimeUnit.MINUTES.toNanos(10);

  private DaylightSaving() {}

  /** Reports whether a difference between two clocks is an hour. */
  static boolean isHour(long apartNanos) {
    return Math.abs(Math.abs(apartNanos) - HOUR_NANOS) < AROUND_NANOS;
  }

  /** Reports whether the local hour around this time may occur twice. */
  static boolean mayEnd(long nanos) {
    return mayChange(time(nanos));
  }

  /** Reports whether an hour between two local times may have been skipped. */
  static boolean mayBeSkipped(long fromNanos, long toNanos) {
    LocalDateTime from = time(fromNanos);
    LocalDateTime to = time(toNanos);
    long gap = toNanos - fromNanos;
    return gap >= HOUR_NANOS
        && gap < SKIPPED_MAX_NANOS
        && mayChange(from)
        && from.toLocalDate().equals(to.toLocalDate())
        && !from.plusHours(1).truncatedTo(ChronoUnit.HOURS).isAfter(to.minusHours(1));
  }

  private static boolean mayChange(LocalDateTime time) {
    boolean isKnownDay = time.getYear() != Dates.NO_YEAR;
    return MONTHS.contains(time.getMonth())
        && time.getHour() < HOUR_MAX
        && (!isKnownDay || time.getDayOfWeek() == DayOfWeek.SUNDAY);
  }

  private static LocalDateTime time(long nanos) {
    long second = TimeUnit.SECONDS.toNanos(1);
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(nanos, second), (int) Math.floorMod(nanos, second), ZoneOffset.UTC);
  }
}
