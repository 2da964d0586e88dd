package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.Event;
import dev.fenceline.event.LogEvent;
import java.util.HashMap;
import java.util.Map;

/** The log's own times of the events of a session that was read from a log. Immutable. */
public final class LogTimes {
  private final Map<Long, String> lines = new HashMap<>();

  private LogTimes() {}

  /** Returns the times of these events, or none for a session that was not read from a log. */
  public static LogTimes of(Iterable<Event> events) {
    LogTimes times = new LogTimes();
    for (Event event : events) {
      if (event.detail() instanceof LogEvent.Line line && !line.time().isEmpty()) {
        times.lines.put(event.sequence(), line.time());
      }
    }
    return times;
  }

  /**
   * Returns the time of the line that an event represents or was concluded from, or an empty string
   * if there is none.
   */
  public String of(Event event) {
    String own = lines.get(event.sequence());
    return own != null ? own : lines.getOrDefault(event.cause().sequence(), "");
  }
}
