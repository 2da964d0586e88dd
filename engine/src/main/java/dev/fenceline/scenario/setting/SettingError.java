package dev.fenceline.scenario.setting;

/** What is wrong at a place of a scenario's JSON, before file and line are known. */
public final class SettingError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String place;

  public SettingError(String place, String message) {
    super(message);
    this.place = place;
  }

  /** Returns the place, such as {@code faults[1].takes}; empty for the whole scenario. */
  String place() {
    return place;
  }

  /** Returns the message after the place, if there is one. */
  public String sentence() {
    return place.isEmpty() ? getMessage() + "" : place + ": " + getMessage();
  }
}
