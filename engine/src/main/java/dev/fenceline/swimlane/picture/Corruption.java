package dev.fenceline.swimlane.picture;

import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Timeline;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Data that differs from what was written last, and the moment at which the application noticed it.
 */
public record Corruption(Event noticed, Finding finding, long found) {
  /** Returns when it was noticed. */
  public long nanos() {
    return noticed.nanos();
  }

  /** Returns all corruptions of a session, in the order in which they were noticed. */
  static List<Corruption> of(Timeline timeline, int size) {
    List<Event> events = timeline.events();
    return timeline.events(size, Finding.class).stream()
        .flatMap(event -> of((Finding) event.detail(), event.sequence(), events))
        .sorted(Comparator.comparingLong(corruption -> corruption.noticed().sequence()))
        .toList();
  }

  private static Stream<Corruption> of(Finding finding, long found, List<Event> events) {
    Optional<Event> noticed =
        finding.events().stream()
            .filter(sequence -> sequence >= 1 && sequence <= events.size())
            .map(sequence -> events.get((int) (sequence - 1)))
            .filter(event -> event.lane().group() == Lane.Group.WORKLOAD)
            .max(Comparator.comparingLong(Event::sequence));
    return finding.severity() == Finding.Severity.CORRUPTION
        ? noticed.map(event -> new Corruption(event, finding, found)).stream()
        : Stream.empty();
  }
}
