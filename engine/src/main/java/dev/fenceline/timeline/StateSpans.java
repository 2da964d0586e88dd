package dev.fenceline.timeline;

import dev.fenceline.event.Lane;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Everything that lasts in a timeline, by lane. A snapshot: it does not grow with the timeline. */
public final class StateSpans {
  private final Map<Lane, List<Span>> byLane;
  private final Map<Lane, Map<Class<?>, List<Span>>> byLaneAndType = new HashMap<>();
  private final long endNanos;

  private StateSpans(Map<Lane, List<Span>> byLane, long endNanos) {
    this.byLane = byLane;
    this.endNanos = endNanos;
    byLane.forEach((lane, spans) ->
        byLaneAndType.put(lane, spans.stream().collect(Collectors.groupingBy(Span::getClass))));
  }

  /** The spans of a timeline as long as it is now; takes time in proportion to its events. */
  public static StateSpans of(Timeline timeline) {
    List<Span> spans = new SpanReader().read(timeline.events());
    Map<Lane, List<Span>> byLane =
        spans.stream()
            .sorted(Comparator.comparingLong(span -> span.interval().beginSequence()))
            .collect(Collectors.groupingBy(Span::lane));
    return new StateSpans(byLane, timeline.endNanos());
  }

  /** The spans of a lane, in the order in which they began. */
  public List<Span> spans(Lane lane) {
    return List.copyOf(byLane.getOrDefault(lane, List.of()));
  }

  /** The spans of one type of a lane, in the order in which they began. */
  public <T extends Span> List<T> spans(Lane lane, Class<T> type) {
    return byLaneAndType.getOrDefault(lane, Map.of()).getOrDefault(type, List.of()).stream()
        .map(type::cast)
        .toList();
  }

  /** The time of the last event. */
  public long endNanos() {
    return endNanos;
  }
}
