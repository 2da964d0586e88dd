package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.LogClock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times at the start of a line, in every style of dmesg, journalctl and syslog. Where a line has
 * two, the kernel's own, in brackets, is the one that counts: it is exact.
 */
final class Stamps {
  /** The year of dates that say none: a leap year, so that every date exists. */
  static final int NO_YEAR = 2000;

  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final int FRACTION_DIGITS = 9;
  private static final String MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
  private static final String TIME = "(\\d\\d):(\\d\\d):(\\d\\d)(?:[.,](\\d{1,9}))?";

  /** {@code [ 12.345678]}, also with the difference that {@code dmesg -d} adds. */
  private static final Pattern BOOT =
      Pattern.compile("\\[ *(\\d{1,9})\\.(\\d{1,9})(?: +<[^>]{1,40}>)?\\]");

  /** {@code /dev/kmsg}: priority, number, microseconds, flags. */
  private static final Pattern KMSG =
      Pattern.compile("^\\d{1,5},\\d{1,18},(\\d{1,15}),[^;]{0,80};");

  private static final Pattern DIFFERENCE =
      Pattern.compile("\\[(?:< *| *\\+)(\\d{1,9})\\.(\\d{1,9})>?\\]");
  private static final Pattern ISO =
      Pattern.compile(
          "((?:19[7-9]|20\\d|21\\d)\\d)-(\\d\\d)-(\\d\\d)[T ]"
              + TIME
              + "(?:Z|([+-])(\\d\\d):?(\\d\\d))?");
  private static final Pattern CTIME =
      Pattern.compile(MONTH + " +(\\d{1,2}) " + TIME + " ((?:19[7-9]|20\\d|21\\d)\\d)\\b");
  private static final Pattern SYSLOG = Pattern.compile(MONTH + " +(\\d{1,2}) " + TIME);
  private static final Pattern MINUTE =
      Pattern.compile("\\[" + MONTH + " +(\\d{1,2}) (\\d\\d):(\\d\\d)\\]");
  private static final Pattern UNIX = Pattern.compile("^([12]?\\d{9})\\.(\\d{1,9}) ");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss,SSSSSS'+00:00 '", Locale.ROOT);
  private static final DateTimeFormatter WITHOUT_YEAR =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss.SSSSSS ", Locale.ENGLISH);

  private Stamps() {}

  /** The time in what comes before a message. */
  static Stamp read(String head) {
    if (head.isBlank()) {
      return Stamp.NONE;
    }
    try {
      return find(head);
    } catch (DateTimeException noSuchDate) {
      return Stamp.NONE;
    }
  }

  private static Stamp find(String head) {
    Matcher matcher = BOOT.matcher(head);
    if (matcher.find()) {
      return new Stamp(LogClock.BOOT, seconds(matcher.group(1), matcher.group(2)));
    }
    matcher = KMSG.matcher(head);
    if (matcher.find()) {
      return new Stamp(LogClock.BOOT, Long.parseLong(matcher.group(1)) * NANOS_PER_MICRO);
    }
    Stamp difference = difference(head);
    if (difference.clock() != LogClock.NONE) {
      return difference;
    }
    matcher = UNIX.matcher(head);
    if (matcher.find()) {
      return new Stamp(LogClock.DATE, seconds(matcher.group(1), matcher.group(2)));
    }
    return date(head);
  }

  /** How long after the line before this one came, where a line says that alone. */
  static Stamp difference(String head) {
    Matcher matcher = DIFFERENCE.matcher(head);
    return matcher.find()
        ? new Stamp(LogClock.DIFFERENCES, seconds(matcher.group(1), matcher.group(2)))
        : Stamp.NONE;
  }

  private static Stamp date(String head) {
    Matcher iso = ISO.matcher(head);
    if (iso.find()) {
      LocalDate day = LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3));
      return new Stamp(LogClock.DATE, nanos(day, iso, 4) - offsetNanos(iso));
    }
    Matcher ctime = CTIME.matcher(head);
    if (ctime.find()) {
      LocalDate day = LocalDate.of(number(ctime, 7), month(ctime), number(ctime, 2));
      return new Stamp(LogClock.DATE, nanos(day, ctime, 3));
    }
    Matcher syslog = SYSLOG.matcher(head);
    if (syslog.find()) {
      LocalDate day = LocalDate.of(NO_YEAR, month(syslog), number(syslog, 2));
      return new Stamp(LogClock.DATE_WITHOUT_YEAR, nanos(day, syslog, 3));
    }
    Matcher minute = MINUTE.matcher(head);
    if (minute.find()) {
      LocalDate day = LocalDate.of(NO_YEAR, month(minute), number(minute, 2));
      LocalTime time = LocalTime.of(number(minute, 3), number(minute, 4));
      return new Stamp(LogClock.DATE_WITHOUT_YEAR, nanos(day.atTime(time)));
    }
    return Stamp.NONE;
  }

  /** The time of day whose hour is that group. */
  private static long nanos(LocalDate day, Matcher matcher, int hour) {
    String fraction = matcher.group(hour + 3);
    return nanos(
            day.atTime(number(matcher, hour), number(matcher, hour + 1), number(matcher, hour + 2)))
        + (fraction == null ? 0 : fraction(fraction));
  }

  private static long nanos(LocalDateTime time) {
    return TimeUnit.SECONDS.toNanos(time.toEpochSecond(ZoneOffset.UTC));
  }

  private static long offsetNanos(Matcher iso) {
    if (iso.group(8) == null) {
      return 0;
    }
    long minutes = number(iso, 9) * 60L + number(iso, 10);
    return TimeUnit.MINUTES.toNanos(iso.group(8).equals("-") ? -minutes : minutes);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static int month(Matcher matcher) {
    return MONTHS.indexOf(matcher.group(1)) + 1;
  }

  private static long seconds(String whole, String fraction) {
    return TimeUnit.SECONDS.toNanos(Long.parseLong(whole)) + fraction(fraction);
  }

  private static long fraction(String digits) {
    long nanos = Long.parseLong(digits);
    for (int i = digits.length(); i < FRACTION_DIGITS; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** The time as a line of that clock has it, to the microsecond, with a blank behind it. */
  static String print(LogClock clock, long nanos) {
    return switch (clock) {
      case BOOT, DIFFERENCES -> {
        long micros = nanos / NANOS_PER_MICRO;
        yield String.format(
            Locale.ROOT, "[%5d.%06d] ", micros / MICROS_PER_SECOND, micros % MICROS_PER_SECOND);
      }
      case DATE -> DATE.format(time(nanos));
      case DATE_WITHOUT_YEAR -> WITHOUT_YEAR.format(time(nanos));
      case NONE -> "";
    };
  }

  private static LocalDateTime time(long nanos) {
    long second = TimeUnit.SECONDS.toNanos(1);
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(nanos, second), (int) Math.floorMod(nanos, second), ZoneOffset.UTC);
  }
}
