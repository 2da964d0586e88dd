package dev.fenceline.exchange.kernellog.line;

import dev.fenceline.event.value.LogClock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates before a message, as journalctl, syslog, {@code dmesg -T}, container runtimes and
 * search engines print them, in any language of {@link Months}.
 */
final class Dates {
  /** The year of dates without a year: a leap year, so that every date exists. */
  static final int NO_YEAR = 2000;

  private static final int FRACTION_DIGITS = 9;
  private static final int HOURS_HALF = 12;
  private static final int MONTHS_MAX = 12;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** Seconds since 1970 have ten digits until the year 2286. */
  private static final int EPOCH_DIGITS = 10;

  private static final String YEAR = "(?<y>(?:19[7-9]|20\\d|21\\d)\\d)";
  private static final String DAY = "(?<d>\\d{1,2})";
  private static final String NAME = "(?<mon>\\p{L}{2,10}\\.?)";
  private static final String TIME =
      "(?<h>\\d{1,2}):(?<min>\\d\\d):(?<s>\\d\\d)(?:[.,](?<f>\\d{1,9})(?!\\d))?"
          + "(?: ?(?<half>[AaPp])\\.? ?[Mm]\\b\\.?)?";
  private static final String ZONE =
      "(?: ?(?<utc>Z|UTC|GMT)\\b| ?(?<sign>[+-])(?<zh>\\d\\d):?(?<zm>\\d\\d)(?!\\d)"
          + "|(?<short>[+-]\\d\\d)(?![\\d:]))?";

  /** Day and month in either order: {@code 11/29}. */
  private static final String TWO = "(?<![\\w.:/-])(?<a>\\d{1,2})(?<sep>[-/.])(?<b>\\d{1,2})";

  private static final String TWO_WITHOUT_YEAR = TWO + "\\.?,?[ T] *" + TIME;
  private static final Pattern DIGITS = pattern(TWO_WITHOUT_YEAR);

  /** The forms of dates. The first one that matches is used. */
  private static final List<Pattern> PATTERNS =
      List.of(
          pattern(YEAR + "([-/.])(?<m>\\d\\d)\\2(?<d>\\d\\d)(?:[T,:@ ]|, | @ ){1,2}" + TIME + ZONE),
          pattern(NAME + " +" + DAY + " " + TIME + "(?: [A-Z]{2,5})? " + YEAR + "\\b"),
          pattern("(?<!\\d)" + YEAR + " " + NAME + " +" + DAY + " " + TIME + ZONE),
          pattern(NAME + " +" + DAY + ",? +" + YEAR + ",?(?: @| at)? +" + TIME + ZONE),
          pattern(DAY + "\\.?[ /-] ?" + NAME + "[ /-] ?" + YEAR + ",?[ :]+" + TIME + ZONE),
          pattern("(?<!\\d)" + DAY + "\\.(?<m>\\d{1,2})\\." + YEAR + ",? +" + TIME + ZONE),
          pattern(TWO + "\\k<sep>" + YEAR + ",?[ T]+" + TIME + ZONE),
          pattern("(?<!\\d)(?<m>\\d{1,2})[月월] *" + DAY + "[日일]? +" + TIME),
          pattern(NAME + " +" + DAY + " " + TIME),
          pattern("(?<!\\d)" + DAY + "\\.? " + NAME + " " + TIME),
          pattern(TWO_WITHOUT_YEAR));

  /** The first line of a minute in {@code dmesg -H}. */
  private static final Pattern MINUTE =
      Pattern.compile(
          "\\[(?:(?<mon>\\p{L}{2,10}\\.?) *(?<d>\\d{1,2})|(?<day>\\d{1,2})\\.?"
              + " *(?<name>\\p{L}{2,10}\\.?)|(?<num>\\d{1,2})[月월] *(?<cd>\\d{1,2})[日일]?)"
              + " (?<h>\\d\\d):(?<min>\\d\\d)\\]");

  /** Seconds since 1970, or thousandths, millionths or billionths of them. */
  private static final Pattern EPOCH =
      Pattern.compile(
          "(?<![\\w.:+-])(?<whole>[1-4]\\d{9}(?:\\d{3}){0,3}|(?<=^)\\d{9}(?=\\.))"
              + "(?:[.,](?<f>\\d{1,9}))?(?![\\w:])");

  private Dates() {}

  private static Pattern pattern(String expression) {
    return Pattern.compile(expression);
  }

  /** Returns the date in the text before a message, or {@link Dated#NONE} if it has none. */
  static Dated read(String head) {
    if (head.indexOf(':') >= 0) {
      for (Pattern pattern : PATTERNS) {
        Matcher matcher = pattern.matcher(head);
        for (int from = 0; matcher.find(from); from = matcher.start() + 1) {
          Dated dated = dated(matcher, pattern.namedGroups().keySet()::contains);
          if (dated != null) {
            return dated;
          }
        }
      }
    }
    return epoch(head);
  }

  /**
   * Returns the date at the beginning of a line that has neither a year nor the name of a month.
   */
  static Dated digits(String line) {
    if (line.isEmpty() || line.charAt(0) < '0' || line.charAt(0) > '9') {
      return Dated.NONE; // true of most lines, and cheaper than the pattern
    }
    Matcher matcher = DIGITS.matcher(line);
    Dated dated =
        matcher.lookingAt() ? dated(matcher, DIGITS.namedGroups().keySet()::contains) : null;
    return dated == null ? Dated.NONE : dated;
  }

  /** Reports whether a bracket closes two characters after a colon, as in {@code 12:05]}. */
  private static boolean endsAMinute(String head) {
    for (int end = head.indexOf(']'); end >= 0; end = head.indexOf(']', end + 1)) {
      if (end > 2 && head.charAt(end - 3) == ':') {
        return true;
      }
    }
    return false;
  }

  /** Returns the date of a line of {@code dmesg -H} that contains only the minute. */
  static Dated minute(String head) {
    return endsAMinute(head) ? minute(MINUTE.matcher(head)) : Dated.NONE;
  }

  private static Dated minute(Matcher matcher) {
    if (!matcher.find()) {
      return Dated.NONE;
    }
    boolean isNumber = matcher.group("num") != null;
    boolean isDayFirst = matcher.group("day") != null;
    int month =
        isNumber
            ? Integer.parseInt(matcher.group("num"))
            : Months.number(matcher.group(isDayFirst ? "name" : "mon"));
    int day = Integer.parseInt(matcher.group(isNumber ? "cd" : isDayFirst ? "day" : "d"));
    try {
      LocalDate date = LocalDate.of(NO_YEAR, month, day);
      LocalTime time =
          LocalTime.of(
              Integer.parseInt(matcher.group("h")), Integer.parseInt(matcher.group("min")));
      String text = matcher.group().substring(1, matcher.group().length() - 1);
      return new Dated(LogClock.DATE_WITHOUT_YEAR, nanos(date, time), text, true);
    } catch (DateTimeException noSuchDate) {
      return Dated.NONE;
    }
  }

  private interface Groups {
    boolean have(String name);
  }

  private static @Nullable Dated dated(Matcher matcher, Groups groups) {
    try {
      return groups.have("a") ? ofDigits(matcher, groups) : ofMonth(matcher, groups);
    } catch (DateTimeException noSuchDate) {
      return null;
    }
  }

  private static @Nullable Dated ofMonth(Matcher matcher, Groups groups) {
    int month = groups.have("mon") ? Months.number(matcher.group("mon")) : number(matcher, "m");
    return month < 1 || month > MONTHS_MAX
        ? null
        : dated(matcher, groups, nanos(matcher, groups, month, number(matcher, "d")), null);
  }

  /**
   * Returns the date with the month first, or with the day first if a point separates the numbers
   * or the month cannot come first.
   */
  private static @Nullable Dated ofDigits(Matcher matcher, Groups groups) {
    int first = number(matcher, "a");
    int second = number(matcher, "b");
    OptionalLong monthFirst = reading(matcher, groups, first, second);
    OptionalLong dayFirst = reading(matcher, groups, second, first);
    if (monthFirst.isEmpty() && dayFirst.isEmpty()) {
      return null;
    }
    char separator = matcher.group("sep").charAt(0);
    boolean isDayFirst = dayFirst.isPresent() && (separator == '.' || monthFirst.isEmpty());
    return dated(
        matcher,
        groups,
        (isDayFirst ? dayFirst : monthFirst).getAsLong(),
        new DigitDate(separator, groups.have("y"), monthFirst, dayFirst));
  }

  private static OptionalLong reading(Matcher matcher, Groups groups, int month, int day) {
    try {
      return OptionalLong.of(nanos(matcher, groups, month, day));
    } catch (DateTimeException noSuchDate) {
      return OptionalLong.empty();
    }
  }

  private static long nanos(Matcher matcher, Groups groups, int month, int day) {
    LocalDate date = LocalDate.of(groups.have("y") ? number(matcher, "y") : NO_YEAR, month, day);
    String fraction = matcher.group("f");
    return nanos(date, time(matcher))
        + (fraction == null ? 0 : fraction(fraction))
        - (groups.have("utc") ? offsetNanos(matcher) : 0);
  }

  private static Dated dated(
      Matcher matcher, Groups groups, long nanos, @Nullable DigitDate digits) {
    boolean isLocal =
        !groups.have("utc")
            || (matcher.group("utc") == null
                && matcher.group("sign") == null
                && matcher.group("short") == null);
    LogClock clock = groups.have("y") ? LogClock.DATE : LogClock.DATE_WITHOUT_YEAR;
    return new Dated(clock, nanos, matcher.group().strip(), isLocal, digits);
  }

  private static LocalTime time(Matcher matcher) {
    int hour = number(matcher, "h");
    String half = matcher.group("half");
    if (half != null && hour <= HOURS_HALF) {
      boolean isAfternoon = half.equalsIgnoreCase("p");
      hour = hour % HOURS_HALF + (isAfternoon ? HOURS_HALF : 0);
    }
    return LocalTime.of(hour, number(matcher, "min"), number(matcher, "s"));
  }

  private static long offsetNanos(Matcher matcher) {
    String hours = matcher.group("short");
    if (hours != null) {
      return TimeUnit.HOURS.toNanos(Integer.parseInt(hours));
    }
    String sign = matcher.group("sign");
    if (sign == null) {
      return 0;
    }
    long minutes = number(matcher, "zh") * 60L + number(matcher, "zm");
    return TimeUnit.MINUTES.toNanos(sign.equals("-") ? -minutes : minutes);
  }

  private static Dated epoch(String head) {
    Matcher matcher = EPOCH.matcher(head);
    if (!matcher.find()) {
      return Dated.NONE;
    }
    String whole = matcher.group("whole");
    int digits = Math.min(EPOCH_DIGITS, whole.length());
    long nanos = Long.parseLong(whole.substring(0, digits)) * NANOS_PER_SECOND;
    String rest = whole.substring(digits);
    String fraction = matcher.group("f");
    if (!rest.isEmpty()) {
      nanos += fraction(rest);
    } else if (fraction != null) {
      nanos += fraction(fraction);
    }
    return new Dated(LogClock.DATE, nanos, matcher.group(), false);
  }

  private static long nanos(LocalDate day, LocalTime time) {
    return TimeUnit.SECONDS.toNanos(day.atTime(time).toEpochSecond(ZoneOffset.UTC));
  }

  private static int number(Matcher matcher, String group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** Returns the digits after the point of seconds as nanoseconds. */
  static long fraction(String digits) {
    long nanos = Long.parseLong(digits);
    for (int i = digits.length(); i < FRACTION_DIGITS; i++) {
      nanos *= 10;
    }
    return nanos;
  }
}
