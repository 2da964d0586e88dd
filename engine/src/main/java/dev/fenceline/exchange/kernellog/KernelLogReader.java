package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.Note;
import dev.fenceline.event.value.LogClock;
import dev.fenceline.exchange.kernellog.line.Duplicates;
import dev.fenceline.exchange.kernellog.line.HostLogs;
import dev.fenceline.exchange.kernellog.line.LogContents;
import dev.fenceline.exchange.kernellog.line.LogEntries;
import dev.fenceline.exchange.kernellog.line.LogItem;
import dev.fenceline.exchange.kernellog.line.LogLine;
import dev.fenceline.exchange.kernellog.line.LogLines;
import dev.fenceline.exchange.kernellog.line.LogOrder;
import dev.fenceline.exchange.kernellog.line.LogTime;
import dev.fenceline.exchange.kernellog.line.LogWarnings;
import dev.fenceline.exchange.kernellog.line.UnknownHostException;
import dev.fenceline.session.ProgramVersion;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the log of a Linux host's kernel: dmesg, journalctl, syslog, or the output of collectors,
 * with times in any style or without times. Lines that are not about NVMe are counted and left out,
 * so a log may be larger than memory. Each line about NVMe is kept word for word. Conclusions from
 * it are events of their own, with the line as their cause. One instance reads one log.
 */
public final class KernelLogReader {
  /** The source of a session that was read from a log. */
  public static final String SOURCE = "kernel log";

  /** The largest number of events that are kept of one log. */
  static final int EVENTS_MAX = 4_000_000;

  private final int eventsMax;
  private final LogContents contents;
  private final LogWarnings warnings = new LogWarnings();
  private final Recording recording = new Recording();
  private long messages;
  private long unknown;
  private long copies;
  private long lastNanos;
  private boolean isCut;

  private KernelLogReader(LogContents contents, int eventsMax) {
    this.contents = contents;
    this.eventsMax = eventsMax;
  }

  /**
   * Reads a log to its end. The stream is left open.
   *
   * @param title the name of the session, such as the file name
   * @return empty if no line is about NVMe
   */
  public static Optional<Session> read(InputStream in, String title) throws IOException {
    return read(in, title, "", EVENTS_MAX);
  }

  /**
   * Reads the part of a log that belongs to one host.
   *
   * @param host one of {@link LogEvent.Opened#hosts}, or empty for all of them
   * @return empty if no line is about NVMe
   * @throws UnknownHostException if the log has no lines of that host
   */
  public static Optional<Session> read(InputStream in, String title, String host)
      throws IOException {
    return read(in, title, host, EVENTS_MAX);
  }

  /**
   * Reads a log as {@link #read(InputStream, String)} does. Events beyond the given number are left
   * out, with a warning.
   */
  static Optional<Session> read(InputStream in, String title, int eventsMax) throws IOException {
    return read(in, title, "", eventsMax);
  }

  private static Optional<Session> read(InputStream in, String title, String host, int eventsMax)
      throws IOException {
    LogContents contents = LogContents.read(new LogEntries(new LogLines(in)), eventsMax);
    return contents.items().isEmpty()
        ? Optional.empty()
        : Optional.of(new KernelLogReader(contents, eventsMax).session(title, host));
  }

  /** Reads a log from pasted text. */
  public static Optional<Session> read(String text, String title) {
    try {
      return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), title);
    } catch (IOException impossible) {
      throw new IllegalStateException("a text cannot be unreadable", impossible);
    }
  }

  /** Reports whether a line is about NVMe. */
  public static boolean isAboutNvme(String line) {
    return LogLine.of(line).isPresent();
  }

  private Session session(String title, String host) throws UnknownHostException {
    Map<String, List<LogItem>> all = HostLogs.of(contents.items());
    List<String> names = all.size() > 1 ? List.copyOf(all.keySet()) : List.of();
    Map<String, List<LogItem>> told = host.isEmpty() ? all : only(all, host);
    Map<String, List<LogItem>> inOrder = new LinkedHashMap<>();
    told.forEach((name, items) -> inOrder.put(name, ordered(items)));
    boolean isOfMany = inOrder.size() > 1;
    Map<String, LogTime> times = times(inOrder, isOfMany);
    LogTime first = times.values().iterator().next();
    recording.addBefore(Lane.LAB, new LogEvent.Opened(first.clock(), first.originNanos(), names));
    inOrder.forEach((name, items) -> {
      LogTime time = times.getOrDefault(name, first);
      String lane = isOfMany ? name : "";
      long begins = isOfMany ? firstNumber(items) : beginning(items);
      tell(items, time, new KernelLog(recording, lane, time.clock(), begins));
    });
    if (isOfMany) {
      warnings.severalHosts(names, first.clock() == LogClock.BOOT);
    }
    warnings.contents(contents, inOrder.values(), isCut, messages + unknown);
    recording.add(lastNanos, Lane.LAB, null, closed());
    String source = first.clock() == LogClock.NONE ? SOURCE + " without times" : SOURCE;
    SessionHeader header = SessionHeader.of(ProgramVersion.number(), title, null, 0, "log", source);
    return new Session(
        header, recording.events(), List.of(), null, Map.of(), List.of(), warnings.all());
  }

  private LogEvent.Closed closed() {
    long about = contents.items().stream().filter(LogLine.class::isInstance).count();
    long notTold = about - messages - unknown - copies + contents.leftOut();
    long parts = Math.max(0, contents.parts());
    long lines = contents.lines() + parts - contents.parts();
    return new LogEvent.Closed(lines, messages, unknown, copies, parts, notTold);
  }

  /** Returns the lines of the chosen host only, as if the log had no other. */
  private static Map<String, List<LogItem>> only(Map<String, List<LogItem>> all, String host)
      throws UnknownHostException {
    for (Map.Entry<String, List<LogItem>> each : all.entrySet()) {
      boolean isOnlyOne = each.getKey().isEmpty();
      String name = isOnlyOne ? each.getValue().getFirst().host() : each.getKey();
      if (name.equals(host) || name.equals(host.split("\\.", 2)[0])) {
        return Map.of("", each.getValue());
      }
    }
    throw new UnknownHostException(host, all.keySet());
  }

  private List<LogItem> ordered(List<LogItem> items) {
    List<LogItem> once = Duplicates.without(items);
    warnings.copies(items.size() - once.size());
    copies += items.size() - once.size();
    boolean isReversed = LogOrder.isNewestFirst(once);
    List<LogItem> forward = isReversed ? once.reversed() : once;
    List<LogItem> sorted = LogOrder.sorted(forward);
    warnings.order(isReversed, !sorted.equals(forward));
    return sorted;
  }

  /**
   * Returns the clock of each host. Hosts share dates, but each kernel counts from its own start.
   */
  private static Map<String, LogTime> times(
      Map<String, List<LogItem>> hosts, boolean isDatePreferred) {
    Map<String, LogTime> times = new LinkedHashMap<>();
    boolean isDated =
        isDatePreferred
            && hosts.values().stream()
                .allMatch(items -> items.stream().anyMatch(item -> item.date().isThere()));
    long originNanos = Long.MAX_VALUE;
    for (List<LogItem> items : hosts.values()) {
      LogClock clock = LogTime.clockOf(items, isDated);
      originNanos = Math.min(originNanos, LogTime.originOf(clock, items));
    }
    for (Map.Entry<String, List<LogItem>> host : hosts.entrySet()) {
      LogClock clock = LogTime.clockOf(host.getValue(), isDated);
      long own = isDated ? originNanos : LogTime.originOf(clock, host.getValue());
      times.put(host.getKey(), new LogTime(clock, own));
    }
    return times;
  }

  /** Returns the number of the first line about NVMe; 0 if there is none. */
  private static long firstNumber(List<LogItem> items) {
    return items.stream()
        .filter(LogLine.class::isInstance)
        .mapToLong(item -> ((LogLine) item).number())
        .findFirst()
        .orElse(0);
  }

  /**
   * Returns the number of the line with which the log begins. In a log with the newest line first,
   * that is the last line.
   */
  private long beginning(List<LogItem> items) {
    boolean isReversed =
        items.getFirst() instanceof LogLine first
            && items.getLast() instanceof LogLine last
            && first.number() > last.number();
    return isReversed && items.getFirst() instanceof LogLine first
        ? first.number()
        : contents.firstNumber();
  }

  private void tell(List<LogItem> items, LogTime time, KernelLog story) {
    for (LogItem item : items) {
      if (recording.size() >= eventsMax) {
        isCut = true;
        break;
      }
      long nanos = time.at(item);
      warnings.remarks(time.remarks());
      time.remarks().forEach(remark -> recording.add(nanos, Lane.LAB, null, new Note(remark)));
      if (item instanceof LogItem.Restart || time.isStartedAgain()) {
        story.hostRestarted(nanos, item instanceof LogItem.Restart || time.isRestartShown());
      }
      if (item instanceof LogLine line) {
        story.tell(line, nanos);
      }
    }
    messages += story.messages();
    unknown += story.unknown();
    lastNanos = Math.max(lastNanos, time.lastNanos());
    warnings.clock(time);
  }
}
