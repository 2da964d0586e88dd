package dev.fenceline.event;

/** What the times of an imported log mean. */
public enum LogClock {
  /** Time since the host was started, as dmesg prints it. */
  BOOT("since the host was started"),
  /** Date and time, in UTC. */
  DATE("by date"),
  /** Date and time without a year. */
  DATE_WITHOUT_YEAR("by date, the year is not said"),
  /** Each line says how long after the line before it came: right only if no line was left out. */
  DIFFERENCES("added up from line to line, right only where no line was left out"),
  /** The lines have no times: only their order is known, and any time shown is made up. */
  NONE("not known: only the order of the lines is");

  private final String words;

  LogClock(String words) {
    this.words = words;
  }

  /** The times of the log in words, such as {@code since the host was started}. */
  public String words() {
    return words;
  }
}
