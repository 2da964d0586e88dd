package dev.fenceline.exchange.kernellog.line;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which number is the day in dates that consist only of numbers, such as {@code 11/12}.
 * Dates with the same separator have the same order. The order is certain if a number can only be a
 * day, if the other order would make the lines go back in time, or if the dates follow closely in
 * one order but are a month apart in the other. With points, the day comes first.
 */
final class DayOrder {
  /** The largest disorder of lines that several processors print. */
  private static final long DISORDER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long HALF_YEAR_NANOS = TimeUnit.DAYS.toNanos(180);

  /** The largest time between two lines of a log that continues past midnight. */
  private static final long NEXT_NANOS = TimeUnit.HOURS.toNanos(1);

  private static final long MONTH_NANOS = TimeUnit.DAYS.toNanos(27);
  private static final int HEAD_MAX = 60;

  /** The dates with one separator, each read in both orders. */
  private static final class Numbers {
    private final Reading monthFirst;
    private final Reading dayFirst;
    private final boolean isPoint;
    private final boolean hasYear;
    private boolean isVaried;
    private long firstNumber;
    private String firstText = "";
    private @Nullable DigitDate last;

    Numbers(DigitDate first) {
      isPoint = first.separator() == '.';
      hasYear = first.hasYear();
      monthFirst = new Reading(hasYear);
      dayFirst = new Reading(hasYear);
    }

    void see(DigitDate date, long number, String text) {
      monthFirst.see(date.monthFirstNanos());
      dayFirst.see(date.dayFirstNanos());
      DigitDate before = last;
      isVaried |= before != null && before.stepsDiffer(date);
      last = date;
      if (firstText.isEmpty() && date.isAmbiguous()) {
        firstNumber = number;
        firstText = text.strip();
      }
    }

    boolean isDayFirst() {
      return dayFirst.isPossible() && (isPoint || dayFirst.isBefore(monthFirst));
    }

    boolean isMonthFirst() {
      return !isDayFirst() && monthFirst.isBefore(dayFirst);
    }

    boolean isCertain() {
      return firstText.isEmpty() || isDayFirst() || isMonthFirst();
    }

    Dated settled(Dated date, DigitDate digits) {
      if (isDayFirst()) {
        return date.at(digits.dayFirstNanos());
      }
      if (isMonthFirst()) {
        return date.at(digits.monthFirstNanos());
      }
      return isCertain() || hasYear || !isVaried ? date : Dated.NONE;
    }

    String warning() {
      String what =
          !isVaried
              ? "no duration depends on it"
              : hasYear
                  ? "the first one is taken for the month, and durations over midnight may be wrong"
                  : "these dates are not read";
      return "Which number is the day in the dates of this log is not certain, first in line %d (\"%s\"): %s."
          .formatted(
              firstNumber, firstText.substring(0, Math.min(HEAD_MAX, firstText.length())), what);
    }
  }

  /** The dates in one order of day and month. */
  private static final class Reading {
    private final boolean hasYear;
    private boolean isImpossible;
    private boolean goesUp;
    private boolean goesDown;
    private long longestNanos;
    private OptionalLong last = OptionalLong.empty();

    Reading(boolean hasYear) {
      this.hasYear = hasYear;
    }

    void see(OptionalLong nanos) {
      isImpossible |= nanos.isEmpty();
      if (nanos.isPresent() && last.isPresent()) {
        step(nanos.getAsLong() - last.getAsLong());
      }
      last = nanos;
    }

    private void step(long nanos) {
      boolean isNewYear = !hasYear && Math.abs(nanos) > HALF_YEAR_NANOS;
      goesUp |= isNewYear ? nanos < 0 : nanos > DISORDER_NANOS;
      goesDown |= isNewYear ? nanos > 0 : nanos < -DISORDER_NANOS;
      longestNanos = Math.max(longestNanos, Math.abs(nanos));
    }

    boolean isPossible() {
      return !isImpossible;
    }

    private boolean isInOrder() {
      return isPossible() && !(goesUp && goesDown);
    }

    /** Reports whether this order is preferable to the other one. */
    boolean isBefore(Reading other) {
      if (!isPossible() || !other.isPossible()) {
        return isPossible();
      }
      if (isInOrder() != other.isInOrder()) {
        return isInOrder();
      }
      return isInOrder() && longestNanos <= NEXT_NANOS && other.longestNanos >= MONTH_NANOS;
    }
  }

  private final Map<Character, Numbers> bySeparator = new HashMap<>();

  /** Adds a date. Dates must be added in the order of the lines. */
  void see(Dated date, long number, String text) {
    DigitDate digits = date.digits();
    if (digits != null) {
      bySeparator
          .computeIfAbsent(digits.separator(), separator -> new Numbers(digits))
          .see(digits, number, text);
    }
  }

  /**
   * Returns an item with its date read in the order of the log, or without a date if the order is
   * not known.
   */
  LogItem settled(LogItem item) {
    return switch (item) {
      case LogLine line -> settled(line, line.date(), it -> line.at(line.stamp(), it, line.head()));
      case LogItem.Restart restart ->
          settled(
              restart,
              restart.date(),
              it -> new LogItem.Restart(restart.stamp(), it, restart.host()));
    };
  }

  private LogItem settled(LogItem item, Dated date, Function<Dated, LogItem> with) {
    DigitDate digits = date.digits();
    Numbers numbers = digits == null ? null : bySeparator.get(digits.separator());
    return digits == null || numbers == null ? item : with.apply(numbers.settled(date, digits));
  }

  /** Returns a sentence for each separator whose order is not certain. */
  Iterable<String> warnings() {
    return bySeparator.values().stream()
        .filter(numbers -> !numbers.isCertain())
        .map(Numbers::warning)
        .toList();
  }
}
