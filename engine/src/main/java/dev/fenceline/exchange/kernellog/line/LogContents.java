package dev.fenceline.exchange.kernellog.line;

import dev.fenceline.event.value.LogClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a log about NVMe, in its own order. Wrapped lines are joined, and restarts of the
 * host are marked. One instance reads one log.
 */
public final class LogContents {
  private static final Pattern BOOT_MARK =
      Pattern.compile("^-- (?:Boot [0-9a-f]{8,32}|Reboot) --$");
  private static final Pattern BOOT_LINE =
      Pattern.compile("(?:^|: |\\] ?|^<\\d+>)(?:Linux version \\d|Booting Linux on physical CPU)");

  /** Matches the end of a line that was wrapped before its message began. */
  private static final Pattern WRAPPED_HEAD =
      Pattern.compile(".*(?:\\bnvme|\\bblock|kernel:|]) *$");

  private static final String WRAPPED_HEAD_ENDS = "ek:]";
  private static final Pattern CONTINUATION_HEAD = Pattern.compile("^[>|\\s]+");
  private static final int TIME_CHARS = 80;

  /** The smallest width at which a log is assumed to be wrapped. */
  private static final int WIDTH_MIN = 40;

  private final int linesMax;
  private final List<LogItem> items = new ArrayList<>();
  private final DayOrder dayOrder = new DayOrder();
  private final DeltaClock deltas = new DeltaClock();
  private final Map<String, String> bootIds = new HashMap<>();
  private @Nullable LogLine pending;
  private @Nullable LogEntry plain;
  private boolean isRestartPending;
  private boolean isCut;
  private int widest;
  private boolean isPendingWide;
  private long lines;
  private long leftOut;
  private long parts;
  private long firstNumber;

  private LogContents(int linesMax) {
    this.linesMax = linesMax;
  }

  /** Reads a log to its end, and keeps at most {@code linesMax} lines about NVMe. */
  public static LogContents read(LogEntries entries, int linesMax) throws IOException {
    LogContents contents = new LogContents(linesMax);
    for (LogEntry entry = entries.next(); entry != null; entry = entries.next()) {
      contents.take(entry);
    }
    contents.endPending();
    contents.items.replaceAll(contents.dayOrder::settled);
    contents.lines = entries.lines();
    contents.isCut = entries.isCut();
    return contents;
  }

  /** Returns the lines about NVMe, with the restarts between them. */
  public List<LogItem> items() {
    return List.copyOf(items);
  }

  /** Reports whether a packed file was truncated. */
  boolean isCut() {
    return isCut;
  }

  /** Returns the number of lines of the log. */
  public long lines() {
    return lines;
  }

  /** Returns the order of day and month in the dates. */
  DayOrder dayOrder() {
    return dayOrder;
  }

  /** Returns the number of minutes that lines of {@code dmesg -H} name. */
  int minutes() {
    return deltas.minutes();
  }

  /** Returns the number of lines about NVMe that were left out because there are too many. */
  public long leftOut() {
    return leftOut;
  }

  /** Returns the number of lines that are parts of wrapped lines about NVMe. */
  public long parts() {
    return parts;
  }

  /**
   * Returns the number of the first line that has a time or is about NVMe. Earlier lines are not
   * part of the log.
   */
  public long firstNumber() {
    return firstNumber;
  }

  private void take(LogEntry entry) {
    if (firstNumber == 0 && (LogLine.of(entry).isPresent() || hasTime(entry.text()))) {
      firstNumber = entry.number();
    }
    Optional<LogLine> about = LogLine.of(entry).map(line -> deltas.timed(line, entry.text()));
    if (about.isEmpty() || about.get().time().isEmpty()) {
      Optional<LogLine> whole = wrappedHead(entry);
      parts += whole.isPresent() ? 1 : 0;
      about = whole.isPresent() ? whole : about;
    }
    if (about.isPresent()) {
      take(entry, about.get());
    } else if (!goesOn(entry)) {
      dayOrder.see(Dates.digits(entry.text()), entry.number(), entry.text());
      takeOther(entry);
    }
  }

  private void take(LogEntry entry, LogLine line) {
    endPending();
    dayOrder.see(line.date(), line.number(), line.head());
    parts += entry.lines() - 1;
    restartBefore(entry, line.stamp(), line.date(), line.host());
    plain = null;
    widest = Math.max(widest, entry.text().length());
    pending = entry.hasFields() ? null : unfinished(entry, line);
    isPendingWide = isWide(entry);
    if (pending == null) {
      add(line);
    }
  }

  /**
   * Returns the line with all of its text if the next one may continue it, or null if it is
   * complete.
   */
  private @Nullable LogLine unfinished(LogEntry entry, LogLine line) {
    KernelMessages.Found found = line.found();
    if (found == null) {
      return line;
    }
    if (!isWide(entry)) {
      return null;
    }
    LogLine all =
        line.with(entry.text().substring(line.head().length() + line.prefix().length()), null);
    boolean isLonger = all.text().length() > line.text().length();
    if (found.message().endsWithValue()) {
      return isLonger ? all : line;
    }
    return isLonger && KernelMessages.isBeginning(line.printer(), all.text()) ? all : null;
  }

  /**
   * Reports whether the line has the maximum width, so that it may have been wrapped at its end.
   */
  private boolean isWide(LogEntry entry) {
    return entry.text().length() >= Math.max(widest, WIDTH_MIN);
  }

  private void add(LogItem item) {
    if (items.size() < linesMax) {
      items.add(item);
    } else {
      leftOut++;
    }
  }

  /**
   * Ends the pending line. If it is neither understood nor continued, it may have been truncated.
   */
  private void endPending() {
    LogLine line = pending;
    pending = null;
    if (line != null) {
      LogLine whole = line.found() == null ? line.joined("", "") : line;
      add(whole.found() == null ? line.cut() : whole);
    }
  }

  /** Reports whether an entry continues the previous line. */
  private boolean goesOn(LogEntry entry) {
    LogLine line = pending;
    if (line == null) {
      return false;
    }
    String rest = CONTINUATION_HEAD.matcher(entry.text()).replaceFirst("");
    if (rest.isEmpty() || hasTime(entry.text())) {
      return false;
    }
    if (line.found() != null) {
      return valueGoesOn(line, rest);
    }
    for (String between : isPendingWide ? List.of("", " ") : List.of(" ", "")) {
      LogLine whole = line.joined(rest, between);
      if (whole.found() != null) {
        parts++;
        isPendingWide = isWide(entry);
        pending = isPendingWide && whole.found().message().endsWithValue() ? whole : null;
        if (pending == null) {
          add(whole);
        }
        return true;
      }
    }
    for (String between : List.of("", " ")) {
      LogLine longer = line.joined(rest, between);
      if (longer.cut().found() != null) {
        pending = longer;
        isPendingWide = isWide(entry);
        parts++;
        return true;
      }
    }
    return false;
  }

  /**
   * Reports whether the rest continues a value at the end of a known message, or completes a longer
   * message.
   */
  private boolean valueGoesOn(LogLine line, String rest) {
    KernelMessages.Found found = line.found();
    String end = rest.stripTrailing();
    for (String between : List.of("", " ")) {
      LogLine whole = line.joined(end, between);
      boolean isWhole = whole.text().length() == line.text().length() + (between + end).length();
      boolean isOther =
          found != null
              && whole.found() != null
              && (whole.found().message() != found.message()
                  || found.message().isLastEmpty(found.values()));
      boolean isValue = between.isEmpty() && end.indexOf(' ') < 0 && whole.found() != null;
      if (isWhole && (isValue || isOther)) {
        pending = whole;
        parts++;
        return true;
      }
    }
    return false;
  }

  private static boolean hasTime(String text) {
    String head = text.substring(0, Math.min(text.length(), TIME_CHARS));
    return Stamps.read(head).clock() != LogClock.NONE;
  }

  /** Returns a line whose beginning, including its time, is at the end of the previous one. */
  private Optional<LogLine> wrappedHead(LogEntry entry) {
    LogEntry before = plain;
    if (before == null || entry.hasFields() || hasTime(entry.text())) {
      return Optional.empty();
    }
    String rest = CONTINUATION_HEAD.matcher(entry.text()).replaceFirst("");
    return LogLine.of(before.withText(before.text().stripTrailing() + " " + rest))
        .filter(line -> line.found() != null && line.head().length() < before.text().length() + 1);
  }

  /**
   * Reports whether the pattern of a wrapped beginning matches. Few lines end in its last
   * character, so it is seldom tried.
   */
  private static boolean isWrappedHead(String text) {
    int last = text.length() - 1;
    while (last >= 0 && text.charAt(last) == ' ') {
      last--;
    }
    return last >= 0
        && WRAPPED_HEAD_ENDS.indexOf(text.charAt(last)) >= 0
        && WRAPPED_HEAD.matcher(text).matches();
  }

  private void takeOther(LogEntry entry) {
    endPending();
    String text = entry.text();
    deltas.skip(text);
    plain = isWrappedHead(text) ? entry : null;
    if (text.startsWith("-- ") && BOOT_MARK.matcher(text).matches()) {
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
