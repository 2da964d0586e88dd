package dev.fenceline.scenario.setting;

/** What is wrong at a place of a scenario's JSON, before file and line are known. */
public final class SettingError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String place;

  public SettingError(String place, String message) {
    super(message);
    this.place = place;
  }

  /** Such as {@code faults[1].takes}; empty: the whole. */
  String place() {
    return place;
  }

  /** The message with the place in front, but for the whole. */
  public String sentence() {
    return place.isEmpty() ? getMessage() + "" : place + ": " + getMessage();
  }
}
