package dev.fenceline.event;

/**
 * An imported kernel log: what it says word for word. What follows from a line by rule, such as a
 * change of state, is an event of its own whose cause is the {@link Line}.
 */
public sealed interface LogEvent extends Detail {
  /** What it means, in a sentence. */
  default String explanation() {
    return switch (this) {
      case Opened it -> "A kernel log begins. Its times: " + it.clock().words() + ".";
      case Line _ -> "So it stands in the log.";
      case Closed it ->
          ("The log ends. Of its %d lines %d are messages about NVMe that are known, %d are"
                  + " about NVMe and not known, %d are about something else.")
              .formatted(
                  it.lines(),
                  it.messages(),
                  it.unknown(),
                  it.lines() - it.messages() - it.unknown());
    };
  }

  /**
   * The log begins; the first event of its session.
   *
   * @param clock what its times mean
   * @param originNanos the log's own time at time 0 of the session: since the host was started, or
   *     since 1970 (UTC)
   */
  @Kind("log-opened")
  record Opened(LogClock clock, long originNanos) implements LogEvent {}

  /**
   * A line about NVMe, on the lane of the controller that it names.
   *
   * @param prefix who printed it, such as {@code nvme nvme4: }
   * @param text the message after it
   */
  @Kind("log-line")
  record Line(String prefix, String text) implements LogEvent {}

  /**
   * The log ends.
   *
   * @param lines how many lines it has
   * @param messages how many of them are messages that Fenceline knows
   * @param unknown how many are about NVMe but none that Fenceline knows
   */
  @Kind("log-closed")
  record Closed(long lines, long messages, long unknown) implements LogEvent {}
}
