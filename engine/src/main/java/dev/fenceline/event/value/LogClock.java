package dev.fenceline.event.value;

/** The meaning of the times in an imported log. */
public enum LogClock {
  /** Time since the host was started, as dmesg prints it. */
  BOOT("since the host was started"),
  /** Date and time, in UTC. */
  DATE("by date"),
  /** Date and time without a year. */
  DATE_WITHOUT_YEAR("by date, the year is not said"),
  /**
   * Each line has the time since the previous line. The sum is right only if no line is missing.
   */
  DIFFERENCES("added up from line to line, right only where no line was left out"),
  /** The lines have no times. Only their order is known, and the displayed times are invented. */
  NONE("not known: only the order of the lines is");

  private final String words;

  LogClock(String words) {
    this.words = words;
  }

  /** Returns a phrase for the times of the log, such as {@code since the host was started}. */
  public String words() {
    return words;
  }
}
