package dev.fenceline.app.whatif;

import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.ValueList;
import dev.fenceline.scenario.setting.Range;
import dev.fenceline.scenario.setting.TimeText;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The values that a slider reaches: a range around the value that the scenario has, in steps that
 * are easy to read. The text field beside it takes the whole range of the parameter.
 *
 * @param least the value at the left end: nanoseconds, or a number
 * @param most the value at the right end
 * @param step the distance between two values
 * @param isTime whether the values are nanoseconds
 */
record SliderScale(long least, long most, long step, boolean isTime) {
  /** How many times the present value the right end is. */
  private static final long REACH = 3;

  /** The right end of a time that is now zero. */
  private static final long TIME_REACH_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** The smallest right end of a number. */
  private static final long NUMBER_REACH = 8;

  private static final long STEPS = 200;

  /** Returns the scale of a parameter around its present value; empty if it has none. */
  static Optional<SliderScale> of(Parameter parameter, String now) {
    OptionalLong magnitude = magnitude(parameter, now);
    return switch (parameter.range()) {
      case Range.Words _, Range.Switch _ -> Optional.empty();
      case Range.Times(long min, long max, _) ->
          Optional.of(times(parameter, min, max, magnitude.orElse(0)));
      case Range.Moments(long min, long max) ->
          Optional.of(times(parameter, min, max, magnitude.orElse(0)));
      case Range.Numbers(long min, long max) ->
          Optional.of(
              new SliderScale(
                  min,
                  Math.min(max, Math.max(NUMBER_REACH, REACH * magnitude.orElse(0))),
                  1,
                  false));
    };
  }

  /** Returns the amount of a value; of a moment with a random part, the amount before that. */
  static OptionalLong magnitude(Parameter parameter, String value) {
    int random = parameter.range() instanceof Range.Moments ? value.indexOf('+') : -1;
    return ValueList.magnitude(parameter, random < 0 ? value : value.substring(0, random));
  }

  private static SliderScale times(Parameter parameter, long min, long max, long now) {
    long reach = now > max / REACH ? max : now == 0 ? TIME_REACH_NANOS : REACH * now;
    long most = Math.max(min + 1, Math.min(max, reach));
    return new SliderScale(
        min, most, Math.max(readable((most - min) / STEPS), parameter.unitNanos()), true);
  }

  /** Returns the smallest of 1, 2 and 5 times a power of ten that is not below a value. */
  private static long readable(long atLeast) {
    long power = 1;
    while (10 * power <= atLeast) {
      power *= 10;
    }
    for (long factor : new long[] {1, 2, 5}) {
      if (factor * power >= atLeast) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** Returns the value at a fraction of the way, as a parameter reads it. */
  String at(double fraction) {
    long exact = least + Math.round(fraction * (most - least));
    long value = Math.clamp(Math.round((double) exact / step) * step, least, most);
    return isTime ? TimeText.of(value) : Long.toString(value);
  }

  /** Returns the fraction of the way at which a value stands, 0 to 1. */
  double fraction(long value) {
    return Math.clamp((double) (value - least) / (most - least), 0, 1);
  }
}
