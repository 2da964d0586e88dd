package dev.fenceline.app.whatif;

import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;

/** A setting of the scenario and the value that the user gives it. */
final class ChangedSetting {
  private final Parameter parameter;
  private final String original;
  private final Optional<SliderScale> scale;
  private final StringProperty value;

  /** Creates a setting with the value that it has in the scenario. */
  ChangedSetting(Parameter parameter, String original) {
    this.parameter = parameter;
    this.original = original;
    this.scale = SliderScale.of(parameter, original);
    this.value = new SimpleStringProperty(original);
  }

  /** Returns what is set. */
  Parameter parameter() {
    return parameter;
  }

  /** Returns the slider's scale; empty if the value is chosen from words. */
  Optional<SliderScale> scale() {
    return scale;
  }

  /** Returns the value as text, such as {@code 5 s}. */
  StringProperty value() {
    return value;
  }

  /** Returns the value that the scenario has. */
  String original() {
    return original;
  }

  /** Returns whether the user has changed the value. */
  ObservableBooleanValue isChanged() {
    return Bindings.notEqual(value, original);
  }

  /** Returns where the value stands on the slider, 0 to 1; 0 if it is not an amount. */
  double fraction() {
    return scale
        .map(it -> it.fraction(SliderScale.magnitude(parameter, value.get()).orElse(it.least())))
        .orElse(0.0);
  }

  /** Sets the value at a fraction of the slider. */
  void slideTo(double fraction) {
    scale.ifPresent(it -> value.set(it.at(fraction)));
  }

  /** Sets the value that the scenario has. */
  void reset() {
    value.set(original);
  }

  /**
   * Returns the scenario with this value; the same one if it has not been changed.
   *
   * @throws dev.fenceline.scenario.setting.ScenarioException if the value does not fit
   */
  Scenario applyTo(Scenario scenario) {
    return isChanged().get() ? parameter.apply(scenario, value.get()) : scenario;
  }

  @Override
  public String toString() {
    return parameter.key() + " " + value.get();
  }
}
