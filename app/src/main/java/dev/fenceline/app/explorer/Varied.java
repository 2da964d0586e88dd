package dev.fenceline.app.explorer;

import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ValueList;
import dev.fenceline.sweep.Variation;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** A parameter to vary, and the text of its values. */
final class Varied {
  private final ObjectProperty<@Nullable Parameter> parameter = new SimpleObjectProperty<>();
  private final StringProperty values = new SimpleStringProperty("");
  private String suggested = "";

  /** Returns the parameter; null if none is varied. */
  ObjectProperty<@Nullable Parameter> parameter() {
    return parameter;
  }

  /** Returns the values as text in the syntax of {@link ValueList}. */
  StringProperty values() {
    return values;
  }

  /** Suggests values, unless the user has entered some. */
  void suggest(@Nullable Scenario scenario) {
    Parameter chosen = parameter.get();
    boolean own = !values.get().isBlank() && !values.get().equals(suggested);
    if (chosen != null && scenario != null && !own) {
      suggested = Suggestion.of(chosen, scenario);
      values.set(suggested);
    }
  }

  /** Clears the values, because they belong to another parameter. */
  void forget() {
    suggested = "";
    values.set("");
  }

  /**
   * Returns the variation; empty if no parameter is varied.
   *
   * @throws dev.fenceline.scenario.setting.ScenarioException if the values cannot be read
   */
  Optional<Variation> variation() {
    Parameter chosen = parameter.get();
    return chosen == null
        ? Optional.empty()
        : Optional.of(new Variation(chosen, ValueList.read(chosen, values.get())));
  }

  /** Returns a text with the description, the range and the current value of the parameter. */
  static String hint(@Nullable Parameter parameter, @Nullable Scenario scenario) {
    if (parameter == null || scenario == null) {
      return "";
    }
    String now = parameter.value(scenario).map(value -> "; current value " + value).orElse("");
    return "%s. Range: %s%s".formatted(parameter.sentence(), parameter.range(), now);
  }
}
