package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.Lane;
import dev.fenceline.event.LogClock;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.Note;
import dev.fenceline.session.ProgramVersion;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log of a Linux host's kernel: dmesg, journalctl, syslog, with any style of times or
 * none. Lines that are not about NVMe are counted and left out, so a log may be larger than memory.
 * Each line about NVMe is kept word for word, and what follows from it by rule is an event of its
 * own, caused by it. One instance reads one log.
 */
public final class KernelLogReader {
  /** The source of a session that was read from a log. */
  public static final String SOURCE = "kernel log";

  /** Events that are kept of one log. */
  static final int EVENTS_MAX = 4_000_000;

  /** Lines without a time that are kept until one with a time says what times there are. */
  private static final int UNDECIDED_MAX = 1_000;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final int eventsMax;
  private final Recording recording = new Recording();
  private final List<LogLine> undecided = new ArrayList<>();
  private @Nullable LogTime time;
  private @Nullable KernelStory story;
  private long lines;

  private KernelLogReader(int eventsMax) {
    this.eventsMax = eventsMax;
  }

  /**
   * Reads a log to its end; the stream is left open.
   *
   * @param title what the session is called, such as the name of the file
   * @return empty if no line is about NVMe
   */
  public static Optional<Session> read(InputStream in, String title) throws IOException {
    return read(in, title, EVENTS_MAX);
  }

  /** As {@link #read(InputStream, String)}; what follows so many events is left out and said. */
  static Optional<Session> read(InputStream in, String title, int eventsMax) throws IOException {
    return new KernelLogReader(eventsMax).readAll(new LogLines(in), title);
  }

  /** Reads a log that was pasted. */
  public static Optional<Session> read(String text, String title) {
    try {
      return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), title);
    } catch (IOException impossible) {
      throw new IllegalStateException("a text cannot be unreadable", impossible);
    }
  }

  /** Whether a line is about NVMe. */
  public static boolean isAboutNvme(String line) {
    return LogLine.of(line).isPresent();
  }

  private Optional<Session> readAll(LogLines source, String title) throws IOException {
    for (String line = source.next(); line != null; line = source.next()) {
      lines++;
      Optional<LogLine> about = LogLine.of(line);
      if (about.isPresent() && recording.size() < eventsMax) {
        read(about.get());
      } else if (time != null && line.startsWith("[")) {
        time.skip(Stamps.difference(line));
      }
    }
    decide(Stamp.NONE);
    return time == null || story == null
        ? Optional.empty()
        : Optional.of(session(title, time, story));
  }

  private void read(LogLine line) {
    if (time == null || story == null) {
      undecided.add(line);
      if (line.stamp().clock() != LogClock.NONE || undecided.size() == UNDECIDED_MAX) {
        decide(line.stamp());
      }
    } else {
      tell(line, time, story);
    }
  }

  /** The first line with a time says what the times of the log mean. */
  private void decide(Stamp first) {
    if (time != null || undecided.isEmpty()) {
      return;
    }
    LogTime decided = new LogTime(first);
    KernelStory begun = new KernelStory(recording, decided.clock());
    time = decided;
    story = begun;
    recording.addBefore(Lane.LAB, new LogEvent.Opened(decided.clock(), decided.originNanos()));
    undecided.forEach(line -> tell(line, decided, begun));
    undecided.clear();
  }

  private void tell(LogLine line, LogTime of, KernelStory told) {
    int restarts = of.restarts();
    long nanos = of.at(line.stamp());
    if (of.restarts() > restarts) {
      boolean isBoot = of.clock() == LogClock.BOOT;
      recording.add(
          nanos,
          Lane.LAB,
          null,
          new Note(
              isBoot
                  ? "The host was restarted: the times of its log begin anew."
                  : "The times of the log go back here."));
      if (isBoot) {
        told.hostRestarted(nanos);
      }
    }
    told.tell(line, nanos);
  }

  private Session session(String title, LogTime of, KernelStory told) {
    long about = told.messages() + told.unknown();
    recording.add(
        of.lastNanos(),
        Lane.LAB,
        null,
        new LogEvent.Closed(lines, told.messages(), told.unknown()));
    SessionHeader header =
        SessionHeader.of(ProgramVersion.number(), title, null, 0, "log", source(of));
    return new Session(
        header, recording.events(), List.of(), null, Map.of(), List.of(), warnings(of, about));
  }

  private static String source(LogTime of) {
    return of.clock() == LogClock.NONE ? SOURCE + " without times" : SOURCE;
  }

  private List<String> warnings(LogTime of, long about) {
    List<String> warnings = new ArrayList<>();
    if (of.clock() == LogClock.NONE) {
      warnings.add(
          ("The lines of this log have no times: only their order is known. They are shown %d s"
                  + " apart, and every duration is made up.")
              .formatted(LogTime.STEP_NANOS / NANOS_PER_SECOND));
    }
    if (of.clock() == LogClock.DIFFERENCES) {
      warnings.add(
          "The lines of this log say only how long after one another they came: the times are right"
              + " only if no line was left out.");
    }
    if (of.restarts() > 0) {
      warnings.add(
          "The times of this log go back %d %s; what follows is shown 1 s after what came before."
              .formatted(of.restarts(), of.restarts() == 1 ? "time" : "times"));
    }
    if (recording.size() > eventsMax) {
      warnings.add(
          "The log is very long: what follows its first %d lines about NVMe is left out."
              .formatted(about));
    }
    return warnings;
  }
}
