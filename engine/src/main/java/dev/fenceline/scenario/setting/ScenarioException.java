package dev.fenceline.scenario.setting;

/**
 * A scenario that cannot run, or a parameter's bad value. The message says what is wrong, where,
 * and what to do; it is meant for the person who wrote it.
 */
public final class ScenarioException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public ScenarioException(String message) {
    super(message);
  }
}
