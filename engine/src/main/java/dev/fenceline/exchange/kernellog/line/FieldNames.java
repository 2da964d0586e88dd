package dev.fenceline.exchange.kernellog.line;

import dev.fenceline.event.value.LogClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Interprets the fields of an entry by the names that the journal, container runtimes and log
 * collectors use. In nested objects, only the last part of a name counts.
 */
final class FieldNames {
  private static final long NANOS_PER_MICRO = 1_000;
  private static final List<String> MESSAGE =
      List.of(
          "MESSAGE", "message", "log", "msg", "@message", "line", "_raw", "textPayload", "text");
  private static final List<String> BOOT_MICROS =
      List.of("_SOURCE_MONOTONIC_TIMESTAMP", "_SOURCE_BOOTTIME_TIMESTAMP", "__MONOTONIC_TIMESTAMP");
  private static final List<String> DATE =
      List.of(
          "_SOURCE_REALTIME_TIMESTAMP",
          "__REALTIME_TIMESTAMP",
          "@timestamp",
          "time",
          "timestamp",
          "ts",
          "_time",
          "date",
          "Timestamp");
  private static final List<String> HOST =
      List.of("_HOSTNAME", "hostname", "host", "node_name", "nodeName", "node", "name");

  private FieldNames() {}

  /** Returns the entries of one object. A message of several lines gives several entries. */
  static List<LogEntry> entries(long number, int lines, Map<String, String> fields) {
    String message = first(fields, MESSAGE);
    if (message == null) {
      message = anyMessage(fields);
    }
    if (message == null) {
      return List.of();
    }
    String host = first(fields, HOST);
    String bootId = fields.getOrDefault("_BOOT_ID", "");
    Stamp boot = boot(fields);
    Dated date = date(fields);
    List<LogEntry> entries = new ArrayList<>();
    for (String line : (Iterable<String>) message.lines()::iterator) {
      int own = entries.isEmpty() ? lines : 0;
      entries.add(new LogEntry(number, own, line, boot, date, host == null ? "" : host, bootId));
    }
    return entries;
  }

  /**
   * Returns a kernel message about NVMe from any field, regardless of its name, or null if there is
   * none.
   */
  private static @Nullable String anyMessage(Map<String, String> fields) {
    return fields.values().stream()
        .filter(text -> LogLine.of(text).isPresent())
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String first(Map<String, String> fields, List<String> names) {
    for (String name : names) {
      String value = fields.get(name);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return null;
  }

  private static Stamp boot(Map<String, String> fields) {
    String micros = first(fields, BOOT_MICROS);
    return micros != null && micros.matches("\\d{1,16}")
        ? new Stamp(LogClock.BOOT, Long.parseLong(micros) * NANOS_PER_MICRO)
        : Stamp.NONE;
  }

  private static Dated date(Map<String, String> fields) {
    for (String name : DATE) {
      String value = fields.getOrDefault(name, "");
      Dated date = Dates.read(value);
      if (date.isThere()) {
        boolean isNumber = value.matches("[\\d.]+");
        return isNumber ? written(date) : date;
      }
    }
    return Dated.NONE;
  }

  /**
   * Returns a date with its text for display. A number of seconds or microseconds is converted for
   * display.
   */
  private static Dated written(Dated date) {
    return date.withText(Stamps.print(date.clock(), date.nanos()).strip());
  }
}
