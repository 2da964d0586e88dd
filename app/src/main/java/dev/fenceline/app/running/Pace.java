package dev.fenceline.app.running;

/** How fast the virtual time of a run passes. */
enum Pace {
  AT_ONCE("As fast as it can", 0),
  QUARTER("\u00bc s a second", 0.25),
  ONE("1 s a second", 1),
  FOUR("4 s a second", 4);

  private final String words;
  private final double factor;

  Pace(String words, double factor) {
    this.words = words;
    this.factor = factor;
  }

  /** Returns the seconds of the run that pass in a second; 0 for as many as possible. */
  double factor() {
    return factor;
  }

  @Override
  public String toString() {
    return words;
  }
}
