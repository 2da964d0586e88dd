package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.Range;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.scenario.setting.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Several values of a parameter as users write them: {@code 0 s, 1 s, 5 s}; evenly spaced between
 * two values, {@code 0 s .. 10 s in 6 steps}; every whole number, {@code 1 .. 4}; or {@code all}
 * words of a fixed set.
 */
public final class ValueList {
  /** The largest number of values in a list. */
  public static final int MAX = 100;

  private static final String ALL = "all";
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;

  private static final Pattern SPREAD =
      Pattern.compile(
          "(?<from>.+?)\\s*(?:\\.{2,3}|\\u2026|\\u2013|\\bto\\b)\\s*(?<to>.+?)"
              + "(?:\\s+in\\s+(?<steps>\\d{1,4})(?:\\s+(?:steps?|values?))?)?");

  private ValueList() {}

  /**
   * Returns the values that a text names, at most {@value #MAX}.
   *
   * @throws ScenarioException if it is not a list of values; the single values are not checked
   */
  public static List<String> read(Parameter parameter, String text) {
    List<String> values = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher spread = SPREAD.matcher(part.strip());
      if (part.strip().equals(ALL)) {
        values.addAll(every(parameter));
      } else if (isMeasured(parameter) && spread.matches()) {
        values.addAll(spread(parameter, spread));
      } else {
        values.add(part.strip());
      }
    }
    if (values.size() > MAX) {
      throw new ScenarioException(
          "%s: %d values; at most %d".formatted(parameter.key(), values.size(), MAX));
    }
    return values;
  }

  /** Returns an example of such a list for a parameter. */
  public static String example(Parameter parameter) {
    return switch (parameter.range()) {
      case Range.Times _ -> "0 s, 1 s, 5 s or 0 s .. 10 s in 6 steps";
      case Range.Moments _ -> "6 s, 6.5 s or 6 s .. 8 s in 5 steps";
      case Range.Numbers _ -> "1, 2, 4 or 1 .. 4";
      case Range.Words _, Range.Switch _ -> ALL;
    };
  }

  /**
   * Returns the size of a value: the nanoseconds of a time, or the number itself, or empty for
   * words, switches, "never" and moments that are not a plain time.
   */
  public static OptionalLong magnitude(Parameter parameter, String value) {
    try {
      return switch (parameter.range()) {
        case Range.Times _, Range.Moments _ -> OptionalLong.of(TimeText.nanos(value.strip()));
        case Range.Numbers _ -> OptionalLong.of(Long.parseLong(value.strip()));
        case Range.Words _, Range.Switch _ -> OptionalLong.empty();
      };
    } catch (IllegalArgumentException notOne) {
      return OptionalLong.empty();
    }
  }

  private static boolean isMeasured(Parameter parameter) {
    return switch (parameter.range()) {
      case Range.Times _, Range.Moments _, Range.Numbers _ -> true;
      case Range.Words _, Range.Switch _ -> false;
    };
  }

  private static List<String> every(Parameter parameter) {
    return switch (parameter.range()) {
      case Range.Words(List<String> words) -> words;
      case Range.Switch _ -> List.of("off", "on");
      case Range.Times _, Range.Moments _, Range.Numbers _ ->
          throw new ScenarioException(
              "%s takes %s: say from where to where, such as %s"
                  .formatted(parameter.key(), parameter.range(), example(parameter)));
    };
  }

  private static List<String> spread(Parameter parameter, Matcher spread) {
    long from = end(parameter, spread.group("from"));
    long to = end(parameter, spread.group("to"));
    boolean counts = parameter.range() instanceof Range.Numbers;
    String steps = spread.group("steps");
    if (steps == null && !(counts && Math.abs(to - from) < MAX)) {
      throw new ScenarioException(
          "%s: in how many steps from %s to %s? Such as \"%s .. %s in 6 steps\""
              .formatted(
                  parameter.key(),
                  spread.group("from"),
                  spread.group("to"),
                  spread.group("from"),
                  spread.group("to")));
    }
    long count = steps == null ? Math.abs(to - from) + 1 : Long.parseLong(steps);
    if (count < 2 || count > MAX) {
      throw new ScenarioException(
          "%s: %d steps; from 2 to %d".formatted(parameter.key(), count, MAX));
    }
    long unit = counts ? 1 : Math.max(readableUnit(from, to, (int) count), parameter.unitNanos());
    return evenly(from, to, (int) count, unit)
        .mapToObj(value -> counts ? Long.toString(value) : TimeText.of(value))
        .distinct()
        .toList();
  }

  private static long end(Parameter parameter, String text) {
    return magnitude(parameter, text)
        .orElseThrow(() ->
            new ScenarioException(
                "%s: \"%s\" is not one of its values; it takes %s"
                    .formatted(parameter.key(), text.strip(), parameter.range())));
  }

  /** Returns the unit to which intermediate values are rounded, so that they are easy to read. */
  private static long readableUnit(long from, long to, int count) {
    boolean fine = from % MILLI != 0 || to % MILLI != 0 || Math.abs(to - from) / count < MILLI;
    return fine ? MICRO : MILLI;
  }

  private static LongStream evenly(long from, long to, int count, long unit) {
    return LongStream.range(0, count)
        .map(i -> {
          double exact = from + ((double) to - from) * i / (count - 1);
          return i == 0 ? from : i == count - 1 ? to : Math.round(exact / unit) * unit;
        });
  }
}
