package dev.fenceline.scenario.setting;

/** The exception for an error at a place of a scenario's JSON, before file and line are known. */
public final class SettingError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String place;

  public SettingError(String place, String message) {
    super(message);
    this.place = place;
  }

  /**
   * Returns the place, such as {@code faults[1].takes}, or an empty string for the whole scenario.
   */
  public String place() {
    return place;
  }

  /** Returns the message, preceded by the place if there is one. */
  public String sentence() {
    return place.isEmpty() ? getMessage() + "" : place + ": " + getMessage();
  }
}
