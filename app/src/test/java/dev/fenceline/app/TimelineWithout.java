package dev.fenceline.app;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sessions from which events are taken away: what is said of them must go with them. */
public final class TimelineWithout {
  private TimelineWithout() {}

  /** The same timeline without events of some types, numbered anew. */
  public static Timeline of(Timeline all, List<Class<? extends Detail>> types) {
    Map<Long, Long> numbers = new HashMap<>();
    List<Event> left = new ArrayList<>();
    for (Event event : all.events()) {
      if (types.stream().noneMatch(type -> type.isInstance(event.detail()))) {
        long number = left.size() + 1L;
        numbers.put(event.sequence(), number);
        Cause cause = Cause.of(numbers.getOrDefault(event.cause().sequence(), 0L));
        left.add(new Event(number, event.nanos(), event.lane(), cause, event.detail()));
      }
    }
    return Timeline.of(left);
  }

  /** A session of a timeline. */
  public static OpenSession session(Timeline timeline) {
    return new OpenSession(
        SessionHeader.of("test", "without", null, 1, "virtual", "emulated"), timeline);
  }
}
