package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.LogClock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * Makes session time, which never goes back, of the times of a log's lines. The session begins when
 * the host was started, if its log does within ten minutes; else at the whole second before the
 * first line.
 */
final class LogTime {
  /** How far apart lines without times are shown: only their order is known. */
  static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long BOOT_KEPT_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final long HALF_YEAR_NANOS = TimeUnit.DAYS.toNanos(180);

  /** Lines of several processors may be printed in another order than that of their times. */
  private static final long DISORDER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LogClock clock;
  private final long originNanos;
  private long lastNanos;

  /** What is added because the clock went back, or because a year has passed. */
  private long shiftNanos;

  private int years;
  private long lastRaw;
  private int restarts;

  /** The time of a log whose first line with a time has this one. */
  LogTime(Stamp first) {
    clock = first.clock();
    originNanos = origin(first);
  }

  private static long origin(Stamp first) {
    long second = TimeUnit.SECONDS.toNanos(1);
    return switch (first.clock()) {
      case BOOT ->
          first.nanos() <= BOOT_KEPT_NANOS
              ? 0
              : Math.floorDiv(first.nanos(), second) * second - second;
      case DATE, DATE_WITHOUT_YEAR -> Math.floorDiv(first.nanos(), second) * second - second;
      case DIFFERENCES, NONE -> 0;
    };
  }

  /** What the times of the log mean. */
  LogClock clock() {
    return clock;
  }

  /** The log's own time at time 0 of the session. */
  long originNanos() {
    return originNanos;
  }

  /** The time of the last line. */
  long lastNanos() {
    return lastNanos;
  }

  /** How often the clock of the log went back by more than the disorder of a few lines. */
  int restarts() {
    return restarts;
  }

  /** A line that is not shown came so long after the line before it. */
  void skip(Stamp difference) {
    if (clock == LogClock.DIFFERENCES && difference.clock() == LogClock.DIFFERENCES) {
      lastNanos += difference.nanos();
    }
  }

  /** The time of the next line; of one with no time of this clock, that of the line before. */
  long at(Stamp stamp) {
    if (clock == LogClock.NONE) {
      lastNanos += STEP_NANOS;
    } else if (clock == LogClock.DIFFERENCES) {
      skip(stamp);
    } else if (stamp.clock() == clock) {
      goTo(clock == LogClock.DATE_WITHOUT_YEAR ? inItsYear(stamp.nanos()) : stamp.nanos());
    }
    return lastNanos;
  }

  /** From December to January a year has passed that the lines do not say. */
  private long inItsYear(long nanos) {
    long raw = nanos + yearsNanos();
    if (raw < lastRaw - HALF_YEAR_NANOS) {
      years++;
      raw = nanos + yearsNanos();
    }
    lastRaw = raw;
    return raw;
  }

  private long yearsNanos() {
    LocalDateTime from = LocalDateTime.of(Stamps.NO_YEAR, 1, 1, 0, 0);
    long seconds =
        from.plusYears(years).toEpochSecond(ZoneOffset.UTC) - from.toEpochSecond(ZoneOffset.UTC);
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  private void goTo(long rawNanos) {
    long nanos = rawNanos - originNanos + shiftNanos;
    if (nanos >= lastNanos) {
      lastNanos = nanos;
    } else if (lastNanos - nanos > DISORDER_NANOS) {
      restarts++;
      shiftNanos += lastNanos + STEP_NANOS - nanos;
      lastNanos += STEP_NANOS;
    }
  }
}
