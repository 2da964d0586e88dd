package dev.fenceline.sweep;

import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.ValueList;
import dev.fenceline.scenario.setting.ScenarioException;
import java.util.HashSet;
import java.util.List;

/**
 * A parameter with the values that it gets in turn.
 *
 * @param parameter the parameter that varies
 * @param values at least one, each in the form that {@link Parameter#apply} takes
 */
public record Variation(Parameter parameter, List<String> values) {
  public Variation {
    values = values.stream().map(String::strip).toList();
    if (values.isEmpty() || values.contains("")) {
      throw new ScenarioException(
          "%s: a value is missing; it takes %s".formatted(parameter.key(), parameter.range()));
    }
    if (new HashSet<>(values).size() < values.size()) {
      throw new ScenarioException(
          "%s=%s: a value is there twice".formatted(parameter.key(), String.join(",", values)));
    }
  }

  /**
   * Parses {@code KEY=VALUES}, such as {@code cqt=0 s,1 s,5 s} or {@code cqt=0 s .. 10 s in 6
   * steps} (see {@link ValueList}).
   *
   * @throws ScenarioException if there is no such parameter or no value
   */
  public static Variation parse(String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw new ScenarioException(
          "\"%s\": expected KEY=A,B,C, such as \"cqt=0 s,1 s,5 s\"".formatted(text));
    }
    Parameter parameter = Parameter.named(text.substring(0, equals).strip());
    return new Variation(parameter, ValueList.read(parameter, text.substring(equals + 1)));
  }
}
