package dev.fenceline.verify;

import dev.fenceline.scenario.EventPattern;
import dev.fenceline.timeline.Timeline;

/** Finds an event of a timeline by a pattern. */
public final class EventSearch {
  private EventSearch() {}

  /**
   * Returns the index of the first or last event at or after an index that matches a pattern,
   * whatever its number; -1 if none does.
   */
  public static int find(Timeline timeline, EventPattern pattern, int from, boolean isLast) {
    EventMatcher matcher = new EventMatcher(timeline, pattern);
    int found = matcher.next(from);
    for (int next = found; isLast && next >= 0; next = matcher.next(next + 1)) {
      found = next;
    }
    return found;
  }

  /** Describes a pattern: {@code ccr-answered on host/nvme4 with status = 0}. */
  public static String words(EventPattern pattern) {
    return new EventMatcher(new Timeline(0), pattern).toString();
  }
}
