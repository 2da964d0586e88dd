package dev.fenceline.event;

import java.util.List;

/**
 * An imported kernel log, with its lines word for word. Anything concluded from a line, such as a
 * change of state, is a separate event whose cause is the {@link Line}.
 */
public sealed interface LogEvent extends Detail {
  /** Explains the event in one or two sentences. */
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
   * @param clock the meaning of its times
   * @param originNanos the log's own time at time 0 of the session, in nanoseconds since the host
   *     was started or since 1970 (UTC)
   * @param hosts the hosts in the log, if there are several; the controllers of each host have
   *     their own lanes unless one host was selected
   */
  @Kind("log-opened")
  record Opened(LogClock clock, long originNanos, List<String> hosts) implements LogEvent {
    public Opened {
      hosts = List.copyOf(hosts);
    }

    /** Creates the event for a log of one host. */
    public Opened(LogClock clock, long originNanos) {
      this(clock, originNanos, List.of());
    }
  }

  /**
   * A line about NVMe, on the lane of the controller that it names.
   *
   * @param head the part of the line before the message: time, host, priority; empty if there is
   *     none, or in files of versions that did not record it
   * @param time the time of the line as the log shows it, with the date if there is one: {@code Mar
   *     05 15:43:40}; empty if the log has no times
   * @param prefix the origin of the message, such as {@code nvme nvme4: }
   * @param text the message after it
   */
  @Kind("log-line")
  record Line(String head, String time, String prefix, String text) implements LogEvent {
    /** Creates a line of a log without times. */
    public Line(String prefix, String text) {
      this("", "", prefix, text);
    }
  }

  /**
   * Nothing is concluded from the line that is the cause, although it is about NVMe: the message is
   * not known, or belongs to a transport that Fenceline does not follow.
   *
   * @param reason the reason, as the end of a sentence
   */
  @Kind("log-not-understood")
  record NotUnderstood(String reason) implements LogEvent {}

  /** A reconnecting controller became live again at a time that no line gives. */
  @Kind("log-reconnect-not-seen")
  record ReconnectNotSeen() implements LogEvent {}

  /**
   * The kernel reports that no path to a disk is usable and that I/O waits. Like the other I/O
   * events, it is on the lane of each controller of the disk that has failed at that time, as far
   * as the log tells; otherwise on the multipath lane.
   *
   * @param disk such as {@code nvme0n1}
   */
  @Kind("log-io-waits")
  record IoWaits(String disk) implements LogEvent {}

  /**
   * A controller of the disk is live again, so waiting I/O is sent. This is concluded; no line says
   * it.
   */
  @Kind("log-io-goes-on")
  record IoGoesOn(String disk) implements LogEvent {}

  /**
   * The kernel reports that I/O failed: no path was left, or the block layer returned an error to
   * the submitter.
   *
   * @param what the failure in the words of the line, as the end of a sentence
   */
  @Kind("log-io-failed")
  record IoFailed(String disk, String what) implements LogEvent {}

  /** {@code fast_io_fail_tmo} of a failed controller has passed. */
  @Kind("log-fail-fast-expired")
  record FailFastExpired() implements LogEvent {}

  /**
   * A file system reports that it was shut down or remounted read-only.
   *
   * @param fileSystem its kind, such as {@code XFS}
   */
  @Kind("log-file-system-stopped")
  record FileSystemStopped(String fileSystem, String disk, String what) implements LogEvent {}

  /**
   * The log ends.
   *
   * @param lines number of lines
   * @param messages number of lines that are messages known to Fenceline
   * @param unknown number of lines that are about NVMe but not known to Fenceline
   * @param copies number of lines that are duplicates
   * @param parts number of lines that continue a wrapped message, or are fields of its entry
   * @param leftOut number of lines about NVMe that were left out: they are from another host than
   *     the selected one, or beyond the limit of lines
   */
  @Kind("log-closed")
  record Closed(long lines, long messages, long unknown, long copies, long parts, long leftOut)
      implements LogEvent {
    /** Creates the end of a log in which every line is one message and no line was left out. */
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
