package dev.fenceline.sweep;

import dev.fenceline.scenario.Parameter;

/**
 * A parameter with one of its values.
 *
 * @param parameter what is set
 * @param value as {@link Parameter#apply} takes it
 */
public record Setting(Parameter parameter, String value) {
  /** As the command line spells it, such as {@code cqt=5 s}. */
  @Override
  public String toString() {
    return parameter.key() + "=" + value;
  }
}
