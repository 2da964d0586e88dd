package dev.fenceline.exchange.kernellog.line;

import dev.fenceline.event.value.LogClock;
import dev.fenceline.timeline.Text;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the times at the start of a line: the kernel's times here, dates in {@link Dates}. */
public final class Stamps {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final int WHOLE_CHARS = 5;
  private static final int FRACTION_CHARS = 6;

  /** {@code [ 12.345678]}, also with the difference that {@code dmesg -d} adds. */
  private static final Pattern BOOT =
      Pattern.compile("\\[ *(\\d{1,9})\\.(\\d{1,9})(?: +<[^>]{1,40}>)?\\]");

  /** {@code /dev/kmsg}: priority, number, microseconds, flags. */
  private static final Pattern KMSG =
      Pattern.compile("^\\d{1,5},\\d{1,18},(\\d{1,15}),[^;]{0,80};");

  private static final Pattern DIFFERENCE =
      Pattern.compile("\\[(?:< *| *\\+)(\\d{1,9})\\.(\\d{1,9})>?\\]");

  /** Seconds since boot without brackets, as some collectors write them. */
  private static final Pattern BARE = Pattern.compile("^\\s*(\\d{1,7})\\.(\\d{6})(?=[:\\s])");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss,SSSSSS'+00:00 '", Locale.ROOT);
  private static final DateTimeFormatter WITHOUT_YEAR =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss.SSSSSS ", Locale.ENGLISH);

  private Stamps() {}

  /**
   * Returns the time in the text before a message. If there are two times, it is the kernel's exact
   * time in brackets.
   */
  static Stamp read(String head) {
    if (head.isBlank()) {
      return Stamp.NONE;
    }
    Stamp boot = boot(head);
    if (boot.clock() != LogClock.NONE) {
      return boot;
    }
    Stamp difference = difference(head);
    if (difference.clock() != LogClock.NONE) {
      return difference;
    }
    Dated minute = Dates.minute(head);
    Dated date = minute.isThere() ? minute : Dates.read(head);
    return new Stamp(date.clock(), date.nanos());
  }

  /** Returns the kernel's time, otherwise the time since the previous line. */
  static Stamp kernel(String head) {
    Stamp boot = boot(head);
    return boot.clock() != LogClock.NONE ? boot : difference(head);
  }

  /** Returns the text to display before a message whose times and host came from fields. */
  static String head(LogEntry entry, String head) {
    StringBuilder whole = new StringBuilder();
    if (entry.date().isThere() && !Dates.read(head).isThere()) {
      whole.append(entry.date().text()).append(' ');
    }
    if (!entry.host().isEmpty() && Hosts.of(head).isEmpty()) {
      whole.append(entry.host()).append(" kernel: ");
    }
    if (entry.boot().clock() == LogClock.BOOT && boot(head).clock() == LogClock.NONE) {
      whole.append(print(LogClock.BOOT, entry.boot().nanos()));
    }
    return whole.append(head).toString();
  }

  /** Returns the kernel's time since the start of the host. */
  static Stamp boot(String head) {
    Matcher matcher = BOOT.matcher(head);
    if (matcher.find()) {
      return new Stamp(LogClock.BOOT, seconds(matcher.group(1), matcher.group(2)));
    }
    matcher = KMSG.matcher(head);
    if (matcher.find()) {
      return new Stamp(LogClock.BOOT, Long.parseLong(matcher.group(1)) * NANOS_PER_MICRO);
    }
    matcher = BARE.matcher(head);
    return matcher.find()
        ? new Stamp(LogClock.BOOT, seconds(matcher.group(1), matcher.group(2)))
        : Stamp.NONE;
  }

  /** Returns the time since the previous line, if a line has only that. */
  static Stamp difference(String head) {
    Matcher matcher = DIFFERENCE.matcher(head);
    return matcher.find()
        ? new Stamp(LogClock.DIFFERENCES, seconds(matcher.group(1), matcher.group(2)))
        : Stamp.NONE;
  }

  private static long seconds(String whole, String fraction) {
    return TimeUnit.SECONDS.toNanos(Long.parseLong(whole)) + Dates.fraction(fraction);
  }

  /** Formats a time in the style of a clock, to the microsecond, with a blank after it. */
  public static String print(LogClock clock, long nanos) {
    return switch (clock) {
      case BOOT, DIFFERENCES -> seconds(nanos / NANOS_PER_MICRO);
      case DATE -> DATE.format(time(nanos));
      case DATE_WITHOUT_YEAR -> WITHOUT_YEAR.format(time(nanos));
      case NONE -> "";
    };
  }

  /** Returns {@code [%5d.%06d] }, which each line about NVMe needs, without a formatter. */
  private static String seconds(long micros) {
    String whole = Long.toString(micros / MICROS_PER_SECOND);
    String fraction = Long.toString(micros % MICROS_PER_SECOND);
    String blanks = " ".repeat(Math.max(0, WHOLE_CHARS - whole.length()));
    String zeros = "0".repeat(Math.max(0, FRACTION_CHARS - fraction.length()));
    return "[" + blanks + whole + "." + zeros + fraction + "] ";
  }

  private static LocalDateTime time(long nanos) {
    long second = TimeUnit.SECONDS.toNanos(1);
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(nanos, second), (int) Math.floorMod(nanos, second), ZoneOffset.UTC);
  }

  /** Describes how much time passed by the dates and by the kernel's clock. */
  static String passed(long dateNanos, long bootNanos) {
    return dateNanos < 0
        ? "The dates go back by %s here while the kernel's clock counts %s"
            .formatted(length(-dateNanos), length(bootNanos))
        : "By the dates %s passed here, by the kernel's clock %s"
            .formatted(length(dateNanos), length(bootNanos));
  }

  /** Returns a length of time, which may be negative. */
  static String length(long nanos) {
    String sign = nanos < 0 ? "-" : "";
    return sign + Text.duration(Math.abs(nanos));
  }
}
