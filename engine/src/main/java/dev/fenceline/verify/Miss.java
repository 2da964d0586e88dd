package dev.fenceline.verify;

import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.value.Rule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An expectation that was missed.
 *
 * @param expected what was expected, in words
 * @param seen what was seen instead and where
 * @param where the events that show it
 */
record Miss(String expected, String seen, List<Event> where) {
  static Miss of(String expected, String seen, @Nullable Event... where) {
    List<Event> events = java.util.Arrays.stream(where).filter(Objects::nonNull).toList();
    return new Miss(expected, seen, events);
  }

  Finding toFinding() {
    return new Finding(
        Finding.Severity.BREACH,
        Rule.Run.EXPECTATION,
        "Expected %s; seen: %s.".formatted(expected, seen),
        where.stream().map(Event::sequence).distinct().sorted().toList(),
        List.of());
  }
}
