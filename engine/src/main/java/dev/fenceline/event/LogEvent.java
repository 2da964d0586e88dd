package dev.fenceline.event;

import static dev.fenceline.event.Meaning.CHOICE;
import static dev.fenceline.event.Meaning.COUNT;
import static dev.fenceline.event.Meaning.IDENTIFIER;
import static dev.fenceline.event.Meaning.ORIGIN;
import static dev.fenceline.event.Meaning.TEXT;

import dev.fenceline.event.value.LogClock;
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
          "The file system %s on %s has stopped or accepts no more writes: %s."
              .formatted(it.fileSystem(), it.disk(), it.what());
      case Closed it -> it.words();
    };
  }

  @Kind(name = "log-opened", text = "A kernel log begins; this is the first event of its session.")
  record Opened(
      @Field(value = CHOICE, text = "the meaning of its times") LogClock clock,
      @Field(
              value = ORIGIN,
              text =
                  "the log's own time at time 0 of the session, since the host was started or since"
                      + " 1970 (UTC)")
          long originNanos,
      @Field(
              value = IDENTIFIER,
              text =
                  "the hosts in the log, if there are several; the controllers of each host have"
                      + " their own lanes unless one host was selected")
          List<String> hosts)
      implements LogEvent {
    public Opened {
      hosts = List.copyOf(hosts);
    }

    /** Creates the event for a log of one host. */
    public Opened(LogClock clock, long originNanos) {
      this(clock, originNanos, List.of());
    }
  }

  @Kind(name = "log-line", text = "The log has this line about NVMe, or about a disk of NVMe.")
  record Line(
      @Field(
              value = TEXT,
              text =
                  "the part of the line before the message: time, host, priority; empty if there is"
                      + " none, or in files of versions that did not record it")
          String head,
      @Field(
              value = TEXT,
              text =
                  "the time of the line as the log shows it, with the date if there is one: `Mar 05"
                      + " 15:43:40`; empty if the log has no times")
          String time,
      @Field(value = TEXT, text = "the origin of the message, such as `nvme nvme4: `")
          String prefix,
      @Field(value = TEXT, text = "the message after it") String text)
      implements LogEvent {
    /** Creates a line of a log without times. */
    public Line(String prefix, String text) {
      this("", "", prefix, text);
    }
  }

  @Kind(
      name = "log-not-understood",
      text =
          "Nothing is concluded from the line that is the cause, although it is about NVMe: the"
              + " message is not known, or belongs to a transport that Fenceline does not follow.")
  record NotUnderstood(
      @Field(value = TEXT, text = "the reason, as the end of a sentence") String reason)
      implements LogEvent {}

  @Kind(
      name = "log-reconnect-not-seen",
      text = "A reconnecting controller became live again at a time that no line gives.")
  record ReconnectNotSeen() implements LogEvent {}

  /**
   * Like the other I/O events, this event is recorded on the lane of each controller of the disk
   * that has failed at that time, as far as the log shows; otherwise on the multipath lane.
   */
  @Kind(
      name = "log-io-waits",
      text = "The kernel reports that no path to a disk is usable and that I/O waits.")
  record IoWaits(@Field(value = IDENTIFIER, text = "such as `nvme0n1`") String disk)
      implements LogEvent {}

  @Kind(
      name = "log-io-goes-on",
      text =
          "A controller of the disk is live again, so waiting I/O is sent; this is concluded, no"
              + " line says it.")
  record IoGoesOn(@Field(value = IDENTIFIER, text = "such as `nvme0n1`") String disk)
      implements LogEvent {}

  @Kind(
      name = "log-io-failed",
      text =
          "The kernel reports that I/O failed: no path was left, or the block layer returned an"
              + " error to the submitter.")
  record IoFailed(
      @Field(value = IDENTIFIER, text = "such as `nvme0n1`") String disk,
      @Field(value = TEXT, text = "the failure in the words of the line, as the end of a sentence")
          String what)
      implements LogEvent {}

  @Kind(
      name = "log-fail-fast-expired",
      text = "`fast_io_fail_tmo` of a failed controller has passed.")
  record FailFastExpired() implements LogEvent {}

  @Kind(
      name = "log-file-system-stopped",
      text = "A file system reports that it was shut down or remounted read-only.")
  record FileSystemStopped(
      @Field(value = TEXT, text = "its kind, such as `XFS`") String fileSystem,
      @Field(value = IDENTIFIER, text = "such as `nvme0n1`") String disk,
      @Field(value = TEXT, text = "the failure in the words of the line, as the end of a sentence")
          String what)
      implements LogEvent {}

  @Kind(name = "log-closed", text = "The log ends.")
  record Closed(
      @Field(value = COUNT, text = "lines of the log") long lines,
      @Field(value = COUNT, text = "lines that are messages known to Fenceline") long messages,
      @Field(value = COUNT, text = "lines that are about NVMe but not known to Fenceline")
          long unknown,
      @Field(value = COUNT, text = "lines that are duplicates") long copies,
      @Field(
              value = COUNT,
              text = "lines that continue a wrapped message, or are fields of its entry")
          long parts,
      @Field(
              value = COUNT,
              text =
                  "lines about NVMe that were left out: they are from another host than the"
                      + " selected one, or beyond the limit of lines")
          long leftOut)
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
