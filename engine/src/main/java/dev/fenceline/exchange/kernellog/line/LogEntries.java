package dev.fenceline.exchange.kernellog.line;

import dev.fenceline.event.value.LogClock;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a log in any form: lines; JSON objects, one per line, spread over several lines,
 * or in a list ({@code journalctl -o json} and {@code json-pretty}, {@code jq -s}, container
 * runtimes); blocks of fields ({@code journalctl -o verbose} and {@code -o export}).
 */
public final class LogEntries {
  /** The most lines of a JSON object. A longer object is not treated as part of a log. */
  private static final int OBJECT_LINES_MAX = 2_000;

  private static final int OBJECT_CHARS_MAX = 1 << 20;
  private static final int HEXADECIMAL = 16;

  /** A field of {@code -o export}, or of {@code -o verbose}, which indents fields. */
  private static final Pattern FIELD =
      Pattern.compile("^ {0,8}([A-Z_][A-Z0-9_]{1,63})=(.*)$", Pattern.DOTALL);

  /** The first line of an entry of {@code -o verbose}. */
  private static final Pattern VERBOSE =
      Pattern.compile(
          "^(.{10,60}) \\[s=[0-9a-f]+;.*b=([0-9a-f]+);m=([0-9a-f]{1,15});t=([0-9a-f]{1,15});.*]$");

  /** Every match of {@link #VERBOSE} contains this text, and searching for it first is faster. */
  private static final String VERBOSE_MARK = " [s=";

  private final LogLines lines;
  private final Deque<LogEntry> ready = new ArrayDeque<>();
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final StringBuilder object = new StringBuilder();
  private final Deque<LogEntry> objectLines = new ArrayDeque<>();
  private int openObjects;
  private int fieldLines;
  private long number;

  /** Creates the entries of the given lines. */
  public LogEntries(LogLines lines) {
    this.lines = lines;
  }

  /** Returns the number of lines that were read. */
  long lines() {
    return number;
  }

  /** Reports whether a packed file was truncated. */
  boolean isCut() {
    return lines.isCut();
  }

  /** Returns the next entry, or null at the end. */
  @Nullable LogEntry next() throws IOException {
    while (ready.isEmpty()) {
      String line = lines.next();
      if (line == null) {
        endFields();
        abandonObject();
        return ready.poll();
      }
      number = lines.number();
      take(line);
    }
    return ready.poll();
  }

  private void take(String line) {
    String start = line.startsWith("\u001E") ? line.substring(1) : line;
    if (openObjects > 0) {
      if (start.startsWith("{\"")
          || objectLines.size() >= OBJECT_LINES_MAX
          || object.length() >= OBJECT_CHARS_MAX) {
        abandonObject();
      } else {
        addToObject(line, line);
        return;
      }
    }
    String json = objectIn(start);
    if (!json.isEmpty()) {
      endFields();
      addToObject(json, line);
    } else if (!field(start)) {
      endFields();
      ready.add(LogEntry.of(number, start));
    }
  }

  /**
   * Returns the text from the opening brace on, if the line begins an object, possibly in a list.
   */
  private static String objectIn(String line) {
    int at = 0;
    while (at < line.length() && " \t[,".indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    boolean begins =
        line.startsWith("{", at)
            && (line.substring(at + 1).isBlank()
                || line.substring(at + 1).stripLeading().startsWith("\""));
    return begins ? line.substring(at) : "";
  }

  private void addToObject(String json, String line) {
    object.append(json).append('\n');
    objectLines.add(LogEntry.of(number, line));
    openObjects = JsonObjects.open(json, openObjects);
    if (openObjects <= 0) {
      Optional<Map<String, String>> read = JsonObjects.read(object.toString());
      if (read.isPresent()) {
        ready.addAll(
            FieldNames.entries(objectLines.getFirst().number(), objectLines.size(), read.get()));
        forgetObject();
      } else {
        abandonObject();
      }
    }
  }

  /** Gives up an object that turned out not to be one. Its lines are treated as plain lines. */
  private void abandonObject() {
    ready.addAll(objectLines);
    forgetObject();
  }

  private void forgetObject() {
    objectLines.clear();
    object.setLength(0);
    openObjects = 0;
  }

  private boolean field(String line) {
    return (line.contains(VERBOSE_MARK) && beginsVerbose(VERBOSE.matcher(line)))
        || (beginsLikeField(line) && takeField(FIELD.matcher(line)));
  }

  private boolean beginsVerbose(Matcher verbose) {
    if (verbose.matches()) {
      endFields();
      fieldLines = 1;
      fields.put("date", verbose.group(1));
      fields.put("_BOOT_ID", verbose.group(2));
      fields.put("__MONOTONIC_TIMESTAMP", decimal(verbose.group(3)));
      fields.put("__REALTIME_TIMESTAMP", decimal(verbose.group(4)));
      return true;
    }
    return false;
  }

  private boolean takeField(Matcher field) {
    if (!field.matches()) {
      return false;
    }
    if (field.group(1).equals("__CURSOR")) {
      endFields();
    }
    fields.put(field.group(1), field.group(2));
    fieldLines++;
    return true;
  }

  /** Reports whether the first character after blanks can begin the name of a field. */
  private static boolean beginsLikeField(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at < line.length()
        && (line.charAt(at) == '_' || (line.charAt(at) >= 'A' && line.charAt(at) <= 'Z'));
  }

  private static String decimal(String hexadecimal) {
    return Long.toString(Long.parseLong(hexadecimal, HEXADECIMAL));
  }

  private void endFields() {
    if (fields.containsKey("MESSAGE")) {
      List<LogEntry> entries = FieldNames.entries(number, fieldLines, fields);
      Dated own = Dates.read(fields.getOrDefault("date", ""));
      for (LogEntry entry : entries) {
        ready.add(own.isThere() ? withText(entry, own.text()) : entry);
      }
    }
    fields.clear();
    fieldLines = 0;
  }

  /** Returns the entry with its date as in its first line, to the microsecond. */
  private static LogEntry withText(LogEntry entry, String text) {
    Dated date = entry.date();
    return date.clock() == LogClock.DATE
        ? new LogEntry(
            entry.number(),
            entry.lines(),
            entry.text(),
            entry.boot(),
            date.withText(text),
            entry.host(),
            entry.bootId())
        : entry;
  }
}
