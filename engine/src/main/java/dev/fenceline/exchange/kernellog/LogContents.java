package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.LogClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a log has about NVMe, in the order in which it stands there: lines that were wrapped are put
 * together, and where the host was started again is marked. One instance reads one log.
 */
final class LogContents {
  private static final Pattern BOOT_MARK =
      Pattern.compile("^-- (?:Boot [0-9a-f]{8,32}|Reboot) --$");
  private static final Pattern BOOT_LINE =
      Pattern.compile("(?:^|: |\\] ?|^<\\d+>)(?:Linux version \\d|Booting Linux on physical CPU)");

  /** A line that goes on ends with one of these if it was wrapped before the message began. */
  private static final Pattern WRAPPED_HEAD =
      Pattern.compile(".*(?:\\bnvme|\\bblock|kernel:|]) *$");

  private static final Pattern CONTINUATION_HEAD = Pattern.compile("^[>|\\s]+");
  private static final int TIME_CHARS = 80;

  private final int linesMax;
  private final List<LogItem> items = new ArrayList<>();
  private final DeltaClock deltas = new DeltaClock();
  private final Map<String, String> bootIds = new HashMap<>();
  private @Nullable LogLine pending;
  private @Nullable LogEntry plain;
  private boolean isRestartPending;
  private boolean isCut;
  private long lines;
  private long leftOut;
  private long firstNumber;

  private LogContents(int linesMax) {
    this.linesMax = linesMax;
  }

  /** Reads a log to its end; of its lines about NVMe so many are kept at most. */
  static LogContents read(LogEntries entries, int linesMax) throws IOException {
    LogContents contents = new LogContents(linesMax);
    for (LogEntry entry = entries.next(); entry != null; entry = entries.next()) {
      contents.take(entry);
    }
    contents.endPending();
    contents.lines = entries.lines();
    contents.isCut = entries.isCut();
    return contents;
  }

  /** Lines about NVMe, and restarts between them. */
  List<LogItem> items() {
    return List.copyOf(items);
  }

  /** Whether a packed file ends before its end. */
  boolean isCut() {
    return isCut;
  }

  /** How many lines the log has. */
  long lines() {
    return lines;
  }

  /** How many minutes the lines of {@code dmesg -H} name. */
  int minutes() {
    return deltas.minutes();
  }

  /** How many lines about NVMe were not kept because there are too many. */
  long leftOut() {
    return leftOut;
  }

  /** The first line that has a time or is about NVMe: what came before it is not in the log. */
  long firstNumber() {
    return firstNumber;
  }

  private void take(LogEntry entry) {
    if (firstNumber == 0 && (LogLine.of(entry).isPresent() || hasTime(entry.text()))) {
      firstNumber = entry.number();
    }
    Optional<LogLine> about = LogLine.of(entry).map(line -> deltas.timed(line, entry.text()));
    if (about.isEmpty() || about.get().time().isEmpty()) {
      Optional<LogLine> whole = wrappedHead(entry);
      about = whole.isPresent() ? whole : about;
    }
    if (about.isPresent()) {
      take(entry, about.get());
    } else if (!goesOn(entry)) {
      takeOther(entry);
    }
  }

  private void take(LogEntry entry, LogLine line) {
    endPending();
    restartBefore(entry, line.stamp(), line.date(), line.host());
    plain = null;
    if (line.found() == null && !entry.hasFields()) {
      pending = line;
    } else {
      add(line);
    }
  }

  private void add(LogItem item) {
    if (items.size() < linesMax) {
      items.add(item);
    } else {
      leftOut++;
    }
  }

  /** A line that is not known and does not go on may have been cut. */
  private void endPending() {
    LogLine line = pending;
    pending = null;
    if (line != null) {
      add(line.cut());
    }
  }

  /** Whether a line is the rest of the one before it. */
  private boolean goesOn(LogEntry entry) {
    LogLine line = pending;
    String rest = CONTINUATION_HEAD.matcher(entry.text()).replaceFirst("");
    if (line == null || rest.isEmpty() || hasTime(entry.text())) {
      return false;
    }
    for (String between : List.of(" ", "")) {
      LogLine whole = line.joined(rest, between);
      if (whole.found() != null) {
        pending = null;
        add(whole);
        return true;
      }
    }
    for (String between : List.of("", " ")) {
      LogLine longer = line.joined(rest, between);
      if (longer.cut().found() != null) {
        pending = longer;
        return true;
      }
    }
    return false;
  }

  private static boolean hasTime(String text) {
    String head = text.substring(0, Math.min(text.length(), TIME_CHARS));
    return Stamps.read(head).clock() != LogClock.NONE;
  }

  /** A line whose beginning, with its time, is at the end of the one before. */
  private Optional<LogLine> wrappedHead(LogEntry entry) {
    LogEntry before = plain;
    if (before == null || entry.hasFields() || hasTime(entry.text())) {
      return Optional.empty();
    }
    String rest = CONTINUATION_HEAD.matcher(entry.text()).replaceFirst("");
    return LogLine.of(before.withText(before.text().stripTrailing() + " " + rest))
        .filter(line -> line.found() != null && line.head().length() < before.text().length() + 1);
  }

  private void takeOther(LogEntry entry) {
    endPending();
    String text = entry.text();
    deltas.skip(text);
    plain = WRAPPED_HEAD.matcher(text).matches() ? entry : null;
    if (BOOT_MARK.matcher(text).matches()) {
      isRestartPending = true;
    } else if (isRestartPending || text.contains("Linux")) {
      boolean isBoot = BOOT_LINE.matcher(text).find();
      String head = text.substring(0, Math.min(text.length(), TIME_CHARS));
      Dated date = Dates.read(head);
      isRestartPending |= isBoot;
      restartBefore(
          entry,
          Stamps.kernel(head),
          date.isThere() ? date : entry.date(),
          isBoot ? Hosts.of(head) : "");
    }
  }

  /** Marks a restart at the first line after it that has a time. */
  private void restartBefore(LogEntry entry, Stamp stamp, Dated date, String host) {
    String bootId = entry.bootId();
    String before = bootId.isEmpty() ? null : bootIds.put(entry.host(), bootId);
    isRestartPending |= before != null && !before.equals(bootId);
    Stamp own = stamp.clock() == LogClock.NONE ? entry.boot() : stamp;
    if (isRestartPending && (own.clock() == LogClock.BOOT || date.isThere())) {
      isRestartPending = false;
      if (!items.isEmpty()) {
        add(new LogItem.Restart(own, date, host.isEmpty() ? entry.host() : host));
      }
    }
  }
}
