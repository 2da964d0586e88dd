package dev.fenceline.scenario.setting;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Times as people write them: a number and a unit, such as {@code 8.8 s} or {@code 100 us}. */
public final class TimeText {
  static final long MICRO = 1_000;
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000_000_000;

  private static final Map<String, Long> UNITS =
      Map.of(
          "ns",
          1L,
          "us",
          MICRO,
          "µs",
          MICRO,
          "ms",
          MILLI,
          "s",
          SECOND,
          "min",
          60 * SECOND,
          "h",
          3600 * SECOND);
  private static final Pattern TIME = Pattern.compile("(-?\\d{1,15}(?:\\.\\d{1,9})?)\\s*(\\p{L}*)");

  private TimeText() {}

  /** What a time looks like that is not negative, as a regular expression of JSON Schema. */
  public static String expression() {
    String units = UNITS.keySet().stream().sorted().collect(Collectors.joining("|"));
    return "(\\d{1,15}(\\.\\d{1,9})?\\s*(" + units + ")|0+(\\.0+)?)";
  }

  /**
   * Reads a time, in nanoseconds.
   *
   * @throws IllegalArgumentException with a message for the person who wrote it
   */
  public static long nanos(String text) {
    Matcher time = TIME.matcher(text.strip());
    if (!time.matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is not a time; write a number and a unit, such as \"5 s\" or \"100 us\"");
    }
    Long unit = UNITS.get(time.group(2));
    BigDecimal number = new BigDecimal(time.group(1));
    if (unit == null && number.signum() != 0) {
      throw new IllegalArgumentException(
          "\"%s\" has %s; units are ns, us, ms, s, min and h"
              .formatted(
                  text,
                  time.group(2).isEmpty()
                      ? "no unit"
                      : "the unknown unit \"" + time.group(2) + "\""));
    }
    try {
      return number.multiply(BigDecimal.valueOf(unit == null ? 0 : unit)).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a whole number of nanoseconds within 292 years", e);
    }
  }

  /** A time in the largest unit that keeps it at 1 or more. */
  public static String of(long nanos) {
    long size = Math.abs(nanos);
    if (size >= SECOND || nanos == 0) {
      return in(nanos, SECOND, "s");
    }
    if (size >= MILLI) {
      return in(nanos, MILLI, "ms");
    }
    return size >= MICRO ? in(nanos, MICRO, "us") : nanos + " ns";
  }

  private static String in(long nanos, long unit, String name) {
    BigDecimal number = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(unit));
    return number.stripTrailingZeros().toPlainString() + " " + name;
  }
}
