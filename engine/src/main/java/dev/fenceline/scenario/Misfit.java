package dev.fenceline.scenario;

/** What is wrong at a place of a scenario's JSON, before file and line are known. */
final class Misfit extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String place;

  Misfit(String place, String message) {
    super(message);
    this.place = place;
  }

  /** Such as {@code faults[1].takes}; empty: the whole. */
  String place() {
    return place;
  }

  /** The message with the place in front, but for the whole. */
  String sentence() {
    return place.isEmpty() ? getMessage() + "" : place + ": " + getMessage();
  }
}
