package dev.fenceline.exchange.kernellog.line;

import dev.fenceline.event.value.LogClock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Finds out whether a log is written from its end to its beginning, as by {@code journalctl -r}.
 */
public final class LogOrder {
  /** The largest kernel time of a recently started host. */
  private static final long YOUNG_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** The largest disorder of lines that several processors print. */
  private static final long DISORDER_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** The largest step back of a clock when daylight saving ends. */
  private static final long SET_BACK_NANOS = TimeUnit.MINUTES.toNanos(61);

  private static final long HALF_YEAR_NANOS = TimeUnit.DAYS.toNanos(180);

  /** The length of the year in which dates without a year are. */
  private static final long YEAR_NANOS = TimeUnit.DAYS.toNanos(366);

  /** Pairs of steps that directly follow each other if the oldest line comes first. */
  private static final Map<Step, Step> NEXT =
      Map.of(
          Step.ERROR_RECOVERY, Step.RECONNECTING,
          Step.RECONNECT_FAILED, Step.RECONNECTING,
          Step.CONNECT_ERROR, Step.RECONNECT_FAILED,
          Step.CREATING, Step.MAPPED,
          Step.MAPPED, Step.RECONNECTED,
          Step.TIMEOUT, Step.ERROR_RECOVERY,
          Step.FENCING, Step.CCR_ATTEMPT,
          Step.HOLD, Step.HOLD_END);

  private int later;
  private int earlier;
  private int forward;
  private int backward;

  private LogOrder() {}

  /** Reports whether the newest line comes first. */
  public static boolean isNewestFirst(List<LogItem> items) {
    LogOrder order = new LogOrder();
    for (int i = 1; i < items.size(); i++) {
      if (items.get(i - 1) instanceof LogLine before && items.get(i) instanceof LogLine line) {
        order.compare(before, line);
      }
    }
    if (order.later == 0 && order.earlier == 0) {
      return order.backward > order.forward && order.forward == 0;
    }
    return order.earlier > order.later && order.forward <= order.backward;
  }

  /**
   * Returns the lines sorted by date if files were joined in another order, so that dates go back
   * further than any clock is set back.
   */
  public static List<LogItem> sorted(List<LogItem> items) {
    boolean isUnordered = false;
    for (int i = 1; i < items.size(); i++) {
      Dated before = items.get(i - 1).date();
      Dated date = items.get(i).date();
      if (!before.isThere() || before.clock() != date.clock()) {
        return items;
      }
      long back = before.nanos() - date.nanos();
      boolean isNewYear = date.clock() == LogClock.DATE_WITHOUT_YEAR && back > HALF_YEAR_NANOS;
      isUnordered |=
          back > SET_BACK_NANOS && !isNewYear && !isDateSet(items.get(i - 1), items.get(i));
    }
    return isUnordered
        ? items.stream().sorted(Comparator.comparingLong(item -> item.date().nanos())).toList()
        : items;
  }

  /**
   * Reports whether the kernel's clock advanced only a little, so that the date must have been set,
   * as by NTP.
   */
  private static boolean isDateSet(LogItem before, LogItem item) {
    long passed = item.stamp().nanos() - before.stamp().nanos();
    return before.stamp().clock() == LogClock.BOOT
        && item.stamp().clock() == LogClock.BOOT
        && passed >= 0
        && passed < SET_BACK_NANOS;
  }

  private void compare(LogLine before, LogLine line) {
    boolean isBoot =
        before.stamp().clock() == LogClock.BOOT && line.stamp().clock() == LogClock.BOOT;
    boolean isDated = before.date().isThere() && before.date().clock() == line.date().clock();
    long boot = isBoot ? line.stamp().nanos() - before.stamp().nanos() : 0;
    long date = isDated ? passed(before.date(), line.date()) : 0;
    boolean isSummerOver =
        date < 0
            && date > -SET_BACK_NANOS
            && line.date().isLocal()
            && DaylightSaving.mayEnd(line.date().nanos());
    boolean isYoung = line.stamp().nanos() < YOUNG_NANOS && before.stamp().nanos() > YOUNG_NANOS;
    if (boot > 0 || (boot < 0 && date == 0 && !isYoung)) {
      count(boot);
    } else if (!isSummerOver) {
      count(date);
    }
    if (before.found() != null && line.found() != null && before.device().equals(line.device())) {
      Step one = before.found().message().step();
      Step other = line.found().message().step();
      forward += NEXT.get(one) == other ? 1 : 0;
      backward += NEXT.get(other) == one ? 1 : 0;
    }
  }

  /**
   * Returns the time from one date to another; for dates without a year, the shorter of the two
   * possible intervals.
   */
  private static long passed(Dated from, Dated to) {
    long nanos = to.nanos() - from.nanos();
    boolean isNewYear =
        to.clock() == LogClock.DATE_WITHOUT_YEAR && Math.abs(nanos) > HALF_YEAR_NANOS;
    return isNewYear ? nanos - Long.signum(nanos) * YEAR_NANOS : nanos;
  }

  private void count(long differenceNanos) {
    later += differenceNanos > DISORDER_NANOS ? 1 : 0;
    earlier += differenceNanos < -DISORDER_NANOS ? 1 : 0;
  }
}
