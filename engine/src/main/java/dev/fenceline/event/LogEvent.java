package dev.fenceline.event;

import java.util.List;

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
      case NotUnderstood it -> "Nothing is concluded from this line: " + it.reason() + ".";
      case ReconnectNotSeen _ ->
          "It was connected again before this line: it could not have failed otherwise. No line"
              + " says when.";
      case IoWaits it ->
          "No path to %s is usable: what is asked of it waits until one is.".formatted(it.disk());
      case IoGoesOn it ->
          "A path to %s is usable again: what has waited for one is sent now.".formatted(it.disk());
      case IoFailed it -> "What was asked of %s failed: %s.".formatted(it.disk(), it.what());
      case FailFastExpired _ ->
          "fast_io_fail_tmo has passed: from now on what waits for this controller alone fails.";
      case FileSystemStopped it ->
          "The file system %s on %s has stopped or takes no more writes: %s."
              .formatted(it.fileSystem(), it.disk(), it.what());
      case Closed it -> it.words();
    };
  }

  /**
   * The log begins; the first event of its session.
   *
   * @param clock what its times mean
   * @param originNanos the log's own time at time 0 of the session: since the host was started, or
   *     since 1970 (UTC)
   * @param hosts the hosts whose lines the log has, where they are several; the controllers of each
   *     have lanes of their own unless one host was chosen
   */
  @Kind("log-opened")
  record Opened(LogClock clock, long originNanos, List<String> hosts) implements LogEvent {
    public Opened {
      hosts = List.copyOf(hosts);
    }

    /** The log of one host. */
    public Opened(LogClock clock, long originNanos) {
      this(clock, originNanos, List.of());
    }
  }

  /**
   * A line about NVMe, on the lane of the controller that it names.
   *
   * @param head what stands before the message: its time, host, priority; empty where nothing does,
   *     or the file is of before this was kept
   * @param time the log's own time of the line, as a person reads it in the log, the date if there
   *     is one: {@code Mar 05 15:43:40}; empty where the log has none
   * @param prefix who printed it, such as {@code nvme nvme4: }
   * @param text the message after it
   */
  @Kind("log-line")
  record Line(String head, String time, String prefix, String text) implements LogEvent {
    /** A line of a log without times. */
    public Line(String prefix, String text) {
      this("", "", prefix, text);
    }
  }

  /**
   * The line that is its cause is about NVMe and nothing is concluded from it: it is not known, or
   * of a transport that is not followed.
   *
   * @param reason why not, as the end of a sentence
   */
  @Kind("log-not-understood")
  record NotUnderstood(String reason) implements LogEvent {}

  /** A controller that was reconnecting was live again at a moment that no line tells. */
  @Kind("log-reconnect-not-seen")
  record ReconnectNotSeen() implements LogEvent {}

  /**
   * The kernel says that no path to a disk is usable and that I/O waits. Like the other events of
   * I/O it is on the lane of each controller of the disk that is failed at that moment, as far as
   * the log tells which these are; else on the multipath lane.
   *
   * @param disk such as {@code nvme0n1}
   */
  @Kind("log-io-waits")
  record IoWaits(String disk) implements LogEvent {}

  /**
   * A controller of the disk is live again, so what has waited is sent: it follows by rule, no line
   * says it.
   */
  @Kind("log-io-goes-on")
  record IoGoesOn(String disk) implements LogEvent {}

  /**
   * The kernel says that I/O failed upwards: no path was left, or the block layer told the one who
   * had asked.
   *
   * @param what how the line says it, as the end of a sentence
   */
  @Kind("log-io-failed")
  record IoFailed(String disk, String what) implements LogEvent {}

  /** {@code fast_io_fail_tmo} of a controller that is failed has passed. */
  @Kind("log-fail-fast-expired")
  record FailFastExpired() implements LogEvent {}

  /**
   * A file system says that it was shut down or remounted read-only.
   *
   * @param fileSystem its kind, such as {@code XFS}
   */
  @Kind("log-file-system-stopped")
  record FileSystemStopped(String fileSystem, String disk, String what) implements LogEvent {}

  /**
   * The log ends.
   *
   * @param lines how many lines it has
   * @param messages how many of them are messages that Fenceline knows
   * @param unknown how many are about NVMe but none that Fenceline knows
   * @param copies how many stand there a second time
   * @param parts how many are the rest of a message that was wrapped, or fields of its entry
   * @param leftOut how many are about NVMe and not told: of another host than the chosen one, or
   *     beyond the limit of lines
   */
  @Kind("log-closed")
  record Closed(long lines, long messages, long unknown, long copies, long parts, long leftOut)
      implements LogEvent {
    /** A log whose lines are a message each, all of them told. */
    public Closed(long lines, long messages, long unknown) {
      this(lines, messages, unknown, 0, 0, 0);
    }

    private String words() {
      long others = lines - messages - unknown - copies - parts - leftOut;
      return ("The log ends. Of its %d lines %d are messages about NVMe that are known, %d are"
              + " about NVMe and not known, %s%s%s%d are about something else.")
          .formatted(
              lines,
              messages,
              unknown,
              some(copies, "are copies of these"),
              some(parts, "belong to these"),
              some(leftOut, "are about NVMe and left out"),
              others);
    }

    private static String some(long count, String what) {
      return count == 0 ? "" : count + " " + what + ", ";
    }
  }
}
