package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.Event;
import dev.fenceline.event.LogEvent;
import java.util.HashMap;
import java.util.Map;

/** The log's own time of each event of a session that was read from a log. Immutable. */
public final class LogTimes {
  private final Map<Long, String> lines = new HashMap<>();

  private LogTimes() {}

  /** Returns the times of these events; of a session that is no log there are none. */
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
   * Returns the time of the line that an event is or follows from, or empty if it follows from
   * none.
   */
  public String of(Event event) {
    String own = lines.get(event.sequence());
    return own != null ? own : lines.getOrDefault(event.cause(), "");
  }
}
