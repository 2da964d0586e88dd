package dev.fenceline.sweep;

import dev.fenceline.scenario.Parameter;

/**
 * A parameter with one of its values.
 *
 * @param parameter the parameter to set
 * @param value in the form that {@link Parameter#apply} takes
 */
public record ParameterSetting(Parameter parameter, String value) {
  /** Returns the setting as the command line spells it, such as {@code cqt=5 s}. */
  @Override
  public String toString() {
    return parameter.key() + "=" + value;
  }
}
