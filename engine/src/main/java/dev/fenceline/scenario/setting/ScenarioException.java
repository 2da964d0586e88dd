package dev.fenceline.scenario.setting;

/**
 * The exception for a scenario that cannot run or a bad parameter value. The message is for the
 * user who wrote it, and says what is wrong, where, and how to correct it.
 */
public final class ScenarioException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public ScenarioException(String message) {
    super(message);
  }
}
