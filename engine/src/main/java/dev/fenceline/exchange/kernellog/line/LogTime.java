package dev.fenceline.exchange.kernellog.line;

import dev.fenceline.event.value.LogClock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Converts the times of one host's lines to session time, which never goes back. If a line has the
 * kernel's time and a date, the kernel's time counts. If the kernel's time restarts or stands
 * still, the date gives the time that has passed.
 */
public final class LogTime {
  /** The beginning of a remark about a restart of the host. */
  static final String RESTARTED = "The host was restarted";

  /** Neither a line nor a date shows that the host was restarted. */
  static final String BEGINS_AGAIN =
      "The kernel's clock begins again here, as after a restart of the host.";

  /** The interval at which lines without times are shown. Only their order is known. */
  static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long BOOT_KEPT_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final long HALF_YEAR_NANOS = TimeUnit.DAYS.toNanos(180);
  private static final long YEAR_NANOS = TimeUnit.DAYS.toNanos(365);

  /** The largest disorder of lines that several processors print. */
  private static final long DISORDER_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The largest difference between two clocks that measure the same interval. */
  private static final long APART_NANOS = TimeUnit.MINUTES.toNanos(1);

  /**
   * The smallest difference between clocks that is reported. Smaller ones occur because lines are
   * dated when they are read.
   */
  private static final long NOTICED_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Time for which the kernel's clock must stand still before the date is used instead. */
  private static final long STANDSTILL_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final LogClock clock;
  private final long originNanos;
  private final List<String> remarks = new ArrayList<>();
  private long lastNanos;

  /** The offset that is added to the times of this clock because it went back or stood still. */
  private long shiftNanos;

  private int years;
  private long lastRaw;
  private @Nullable Stamp lastBoot;
  private Dated lastDate = Dated.NONE;
  private boolean isOfBoth;
  private int restarts;
  private boolean isStartedAgain;
  private boolean isGapKnown = true;

  /** The time that has passed, according to the dates, since the kernel's clock stopped. */
  private long standingNanos;

  /**
   * The part of that time that has not been added to the times yet, because dates in whole seconds
   * are too coarse at first.
   */
  private long heldNanos;

  private boolean isStanding;

  /** Creates the clock of a log whose own time is the given one when the session begins. */
  public LogTime(LogClock clock, long originNanos) {
    this.clock = clock;
    this.originNanos = originNanos;
    lastRaw = originNanos;
  }

  /**
   * Returns the clock of most lines; the kernel's time takes precedence over dates, and both over
   * differences. For several hosts, whose kernels count from different moments, dates take
   * precedence.
   */
  public static LogClock clockOf(List<LogItem> items, boolean isDatePreferred) {
    long boot = items.stream().filter(it -> it.stamp().clock() == LogClock.BOOT).count();
    long date = items.stream().filter(it -> it.date().clock() == LogClock.DATE).count();
    long yearless =
        items.stream().filter(it -> it.date().clock() == LogClock.DATE_WITHOUT_YEAR).count();
    long sums = items.stream().filter(it -> it.stamp().clock() == LogClock.DIFFERENCES).count();
    if (boot > 0 && boot >= Math.max(date, yearless) && !isDatePreferred) {
      return LogClock.BOOT;
    }
    if (date > 0 || yearless > 0) {
      return date >= yearless ? LogClock.DATE : LogClock.DATE_WITHOUT_YEAR;
    }
    return boot > 0 ? LogClock.BOOT : sums > 0 ? LogClock.DIFFERENCES : LogClock.NONE;
  }

  /**
   * Returns the log's own time at time 0 of its session: the start of the host if the log begins
   * within ten minutes of it, otherwise the whole second before the first line minus one second.
   */
  public static long originOf(LogClock clock, List<LogItem> items) {
    long second = TimeUnit.SECONDS.toNanos(1);
    if (clock == LogClock.NONE || clock == LogClock.DIFFERENCES) {
      return 0;
    }
    for (LogItem item : items) {
      long nanos = clock == LogClock.BOOT ? item.stamp().nanos() : item.date().nanos();
      boolean isOfClock =
          clock == LogClock.BOOT ? item.stamp().clock() == clock : item.date().clock() == clock;
      if (isOfClock) {
        return clock == LogClock.BOOT && nanos <= BOOT_KEPT_NANOS
            ? 0
            : Math.floorDiv(nanos, second) * second - second;
      }
    }
    return 0;
  }

  public LogClock clock() {
    return clock;
  }

  /** Returns the log's own time at time 0 of the session. */
  public long originNanos() {
    return originNanos;
  }

  /** Returns the time of the last line. */
  public long lastNanos() {
    return lastNanos;
  }

  /**
   * Returns the number of times that the clock went back without a date that shows how much time
   * passed.
   */
  int restarts() {
    return restarts;
  }

  /** Reports whether a date shows that the host was restarted before the last line. */
  public boolean isRestartShown() {
    return isGapKnown;
  }

  /** Reports whether the last line belongs to a later start of the host than the previous one. */
  public boolean isStartedAgain() {
    return isStartedAgain;
  }

  /** Returns remarks about the clocks at the last line, one sentence each. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  /**
   * Returns the time of the next line, or that of the previous line if it has no time of this
   * clock.
   */
  public long at(LogItem item) {
    remarks.clear();
    isStartedAgain = item instanceof LogItem.Restart;
    isGapKnown = true;
    long before = lastNanos;
    switch (clock) {
      case NONE -> lastNanos += STEP_NANOS;
      case DIFFERENCES -> {
        if (item.stamp().clock() == LogClock.DIFFERENCES) {
          lastNanos = Math.max(lastNanos, item.stamp().nanos());
        }
      }
      case BOOT -> boot(item);
      case DATE, DATE_WITHOUT_YEAR -> {
        if (item.date().clock() == clock) {
          date(item.date(), item instanceof LogItem.Restart);
        }
      }
    }
    if (item.date().isThere()) {
      lastDate = item.date();
    }
    if (isStartedAgain) {
      remarks.add(
          isGapKnown
              ? "%s: %s after the line before."
                  .formatted(RESTARTED, Stamps.length(lastNanos - before))
              : item instanceof LogItem.Restart
                  ? RESTARTED + ": the times of its log begin again."
                  : BEGINS_AGAIN);
    }
    return lastNanos;
  }

  private void boot(LogItem item) {
    if (item.stamp().clock() != LogClock.BOOT) {
      if (isOfBoth && isOneDate(item.date()) && dateGap(item.date()) > DISORDER_NANOS) {
        lastNanos += dateGap(item.date());
      }
      return;
    }
    long boot = item.stamp().nanos();
    Stamp before = lastBoot;
    long nanos = boot - originNanos + shiftNanos;
    if (before != null && before.nanos() - boot > DISORDER_NANOS) {
      nanos = isTooYoung(item) ? startedAgain(item, nanos) : setBack(item.date(), nanos);
    } else if (before != null && isOneDate(item.date())) {
      long bootNanos = boot - before.nanos();
      isStanding &= bootNanos == 0;
      nanos =
          bootNanos == 0 ? standing(item.date(), nanos) : compared(item.date(), bootNanos, nanos);
    }
    lastNanos = Math.max(lastNanos, nanos);
    lastBoot = item.stamp();
    isOfBoth |= item.date().isThere();
  }

  /**
   * Reports whether the host can have been started between two lines: its uptime is not longer than
   * the time between their dates. Without dates, it is assumed to have been.
   */
  private boolean isTooYoung(LogItem item) {
    long gap = isOneDate(item.date()) ? dateGap(item.date()) : -1;
    return item instanceof LogItem.Restart || gap < 0 || item.stamp().nanos() <= gap + APART_NANOS;
  }

  /**
   * Returns the time of a line at which the kernel's clock went back without a restart. The date is
   * used.
   */
  private long setBack(Dated date, long nanos) {
    long gap = dateGap(date);
    remarks.add(
        "The kernel's clock goes back here while by the dates %s passed, less than the host had run: it was not started again. The dates are followed."
            .formatted(Stamps.length(gap)));
    shiftNanos += lastNanos + gap - nanos;
    return lastNanos + gap;
  }

  /**
   * Returns the time of a line at which the kernel's clock stands still. The dates are used once
   * they have advanced for long enough.
   */
  private long standing(Dated date, long nanos) {
    standingNanos += Math.max(0, dateGap(date));
    heldNanos += Math.max(0, dateGap(date));
    boolean isExact = date.nanos() % TimeUnit.SECONDS.toNanos(1) != 0;
    if (!isExact && standingNanos <= STANDSTILL_NANOS) {
      return nanos;
    }
    if (!isStanding && standingNanos > STANDSTILL_NANOS) {
      isStanding = true;
      remarks.add(
          "The kernel's clock stands still here while by the dates %s passed. The dates are followed."
              .formatted(Stamps.length(standingNanos)));
    }
    long passed = heldNanos;
    heldNanos = 0;
    shiftNanos += passed;
    return nanos + passed;
  }

  /**
   * Returns the time of a line at which the kernel's clock starts again. The date shows how long
   * that took.
   */
  private long startedAgain(LogItem item, long nanos) {
    long gap = isOneDate(item.date()) ? dateGap(item.date()) : -1;
    isStartedAgain = true;
    isGapKnown = gap >= 0;
    if (gap < 0) {
      restarts++;
      gap = STEP_NANOS;
    }
    shiftNanos += lastNanos + gap - nanos;
    return lastNanos + gap;
  }

  /**
   * Returns the time of a line with both clocks. If the dates show more time than the kernel
   * counted, the date is used.
   */
  private long compared(Dated date, long bootNanos, long nanos) {
    long dateNanos = dateGap(date);
    long apart = dateNanos - bootNanos;
    standingNanos = 0;
    heldNanos = 0;
    if (Math.abs(apart) < NOTICED_NANOS || (apart < 0 && dateNanos >= -DISORDER_NANOS)) {
      return nanos;
    }
    if (date.isLocal() && DaylightSaving.isHour(apart)) {
      remarks.add(
          "The dates jump by an hour here and the kernel's clock does not, as when daylight saving"
              + " begins or ends.");
      return nanos;
    }
    String passed = Stamps.passed(dateNanos, bootNanos);
    if (apart < 0 || apart > YEAR_NANOS) {
      remarks.add(
          passed + ", as when the date of the host is set. The kernel's clock is followed.");
      return nanos;
    }
    if (apart < APART_NANOS) {
      remarks.add(
          passed
              + ": the date was set, or the line was dated late. The kernel's clock is followed.");
      return nanos;
    }
    remarks.add(
        passed
            + ": the host slept, was started again or its date was set. The dates are followed.");
    shiftNanos += apart;
    return nanos + apart;
  }

  private boolean isOneDate(Dated date) {
    return date.isThere() && date.clock() == lastDate.clock();
  }

  /**
   * Returns the time since the last date. A step from December to January counts as a step into the
   * next year.
   */
  private long dateGap(Dated date) {
    long gap = date.nanos() - lastDate.nanos();
    return date.clock() == LogClock.DATE_WITHOUT_YEAR && gap < -HALF_YEAR_NANOS
        ? gap + YEAR_NANOS + TimeUnit.DAYS.toNanos(1)
        : gap;
  }

  private void date(Dated date, boolean isRestart) {
    long raw = clock == LogClock.DATE_WITHOUT_YEAR ? inItsYear(date.nanos()) : date.nanos();
    long nanos = raw - originNanos + shiftNanos;
    if (lastNanos - nanos > DISORDER_NANOS) {
      nanos = wentBack(date, nanos, isRestart);
    } else if (lastDate.isThere()
        && date.isLocal()
        && DaylightSaving.mayBeSkipped(lastDate.nanos(), date.nanos())) {
      remarks.add(
          "Local times go from %s to %s here: if daylight saving began, %s passed, else %s."
              .formatted(
                  lastDate.text(),
                  date.text(),
                  Stamps.length(nanos - lastNanos - DaylightSaving.HOUR_NANOS),
                  Stamps.length(nanos - lastNanos)));
    }
    lastNanos = Math.max(lastNanos, nanos);
  }

  private long wentBack(Dated date, long nanos, boolean isRestart) {
    long hourLater = nanos + DaylightSaving.HOUR_NANOS;
    if (date.isLocal()
        && hourLater >= lastNanos - DISORDER_NANOS
        && DaylightSaving.mayEnd(date.nanos())) {
      shiftNanos += DaylightSaving.HOUR_NANOS;
      remarks.add(
          "Local times go back here from %s to %s: taken for the end of daylight saving, so that %s"
                  .formatted(
                      lastDate.text(),
                      date.text(),
                      Stamps.length(Math.max(0, hourLater - lastNanos)))
              + " passed.");
      return hourLater;
    }
    restarts++;
    shiftNanos += lastNanos + STEP_NANOS - nanos;
    if (!isRestart) {
      remarks.add("The times of the log go back here.");
    }
    return lastNanos + STEP_NANOS;
  }

  /** Adds a year to dates without a year that go from December to January. */
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
    LocalDateTime from = LocalDateTime.of(Dates.NO_YEAR, 1, 1, 0, 0);
    long seconds =
        from.plusYears(years).toEpochSecond(ZoneOffset.UTC) - from.toEpochSecond(ZoneOffset.UTC);
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
