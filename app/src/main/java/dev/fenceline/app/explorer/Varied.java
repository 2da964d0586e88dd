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

/** A parameter that a person may vary, and the values as they are written. */
final class Varied {
  private final ObjectProperty<@Nullable Parameter> parameter = new SimpleObjectProperty<>();
  private final StringProperty values = new SimpleStringProperty("");
  private String suggested = "";

  /** What varies; null: nothing. */
  ObjectProperty<@Nullable Parameter> parameter() {
    return parameter;
  }

  /** Its values, as {@link ValueList} reads them. */
  StringProperty values() {
    return values;
  }

  /** Suggests values, unless the person has written some. */
  void suggest(@Nullable Scenario scenario) {
    Parameter chosen = parameter.get();
    boolean own = !values.get().isBlank() && !values.get().equals(suggested);
    if (chosen != null && scenario != null && !own) {
      suggested = Suggestion.of(chosen, scenario);
      values.set(suggested);
    }
  }

  /** Forgets what the person has written: it was about another parameter. */
  void forget() {
    suggested = "";
    values.set("");
  }

  /**
   * What is varied; empty if nothing is.
   *
   * @throws dev.fenceline.scenario.ScenarioException if the values cannot be read
   */
  Optional<Variation> variation() {
    Parameter chosen = parameter.get();
    return chosen == null
        ? Optional.empty()
        : Optional.of(new Variation(chosen, ValueList.read(chosen, values.get())));
  }

  /** What the parameter is, which values it takes, and which it has now. */
  static String hint(@Nullable Parameter parameter, @Nullable Scenario scenario) {
    if (parameter == null || scenario == null) {
      return "";
    }
    String now = parameter.value(scenario).map(value -> "; now " + value).orElse("");
    return "%s. Takes %s%s".formatted(sentence(parameter), parameter.range(), now);
  }

  private static String sentence(Parameter parameter) {
    String words = parameter.description();
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
