package dev.fenceline.app.explorer;

import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ValueList;
import dev.fenceline.scenario.setting.Range;
import dev.fenceline.scenario.setting.TimeText;
import java.util.concurrent.TimeUnit;

/** Suggests values for a parameter, around the value that a scenario has. */
final class Suggestion {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long FEW = 8;

  private Suggestion() {}

  /** Returns a list in the syntax of {@link ValueList}, within the range of the parameter. */
  static String of(Parameter parameter, Scenario scenario) {
    long now =
        parameter.value(scenario).stream()
            .flatMapToLong(value -> ValueList.magnitude(parameter, value).stream())
            .findFirst()
            .orElse(0);
    return switch (parameter.range()) {
      case Range.Words _, Range.Switch _ -> "all";
      case Range.Numbers(long min, long max) -> numbers(min, Math.min(max, Math.max(4, 2 * now)));
      case Range.Times(long min, long max, _) ->
          times(min, Math.min(max, now == 0 ? 4 * SECOND : 2 * now));
      case Range.Moments(_, long max) -> {
        long from = now == 0 ? 6 * SECOND : now;
        yield times(from, Math.min(max, from + SECOND));
      }
    };
  }

  private static String numbers(long from, long to) {
    return from + " .. " + to + (to - from <= FEW ? "" : " in 5 steps");
  }

  private static String times(long from, long to) {
    return TimeText.of(from) + " .. " + TimeText.of(to) + " in 5 steps";
  }
}
