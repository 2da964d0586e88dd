package dev.fenceline.scenario.setting;

import dev.fenceline.event.value.Unit;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Times as users write them: a number and a unit, such as {@code 8.8 s} or {@code 100 us}. */
public final class TimeText {
  private static final Map<String, Unit> UNITS = units();
  private static final Pattern TIME = Pattern.compile("(-?\\d{1,15}(?:\\.\\d{1,9})?)\\s*(\\p{L}*)");

  private TimeText() {}

  private static Map<String, Unit> units() {
    Map<String, Unit> units = new HashMap<>();
    for (Unit unit : Unit.values()) {
      units.put(unit.key(), unit);
      units.put(unit.symbol(), unit);
    }
    return Map.copyOf(units);
  }

  /** Returns the form of a time that is not negative, as a regular expression of JSON Schema. */
  public static String expression() {
    String units = UNITS.keySet().stream().sorted().collect(Collectors.joining("|"));
    return "(\\d{1,15}(\\.\\d{1,9})?\\s*(" + units + ")|0+(\\.0+)?)";
  }

  /**
   * Reads a time, in nanoseconds.
   *
   * @throws IllegalArgumentException with a message for the user who wrote it
   */
  public static long nanos(String text) {
    Matcher time = TIME.matcher(text.strip());
    if (!time.matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is not a time; write a number and a unit, such as \"5 s\" or \"100 us\"");
    }
    Unit unit = UNITS.get(time.group(2));
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
      return number.multiply(BigDecimal.valueOf(unit == null ? 0 : unit.nanos())).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a whole number of nanoseconds within 292 years", e);
    }
  }

  /** Formats a time as in files, in the largest unit in which it is at least 1. */
  public static String of(long nanos) {
    Unit unit = Unit.largest(nanos);
    BigDecimal number = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(unit.nanos()));
    return number.stripTrailingZeros().toPlainString() + " " + unit.key();
  }
}
