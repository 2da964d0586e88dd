package dev.fenceline.timeline.span;

import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Derived;
import dev.fenceline.timeline.Timeline;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All spans of a timeline, by lane. They are a snapshot and do not grow with the timeline. */
public final class StateSpans {
  private final Map<Lane, List<Span>> byLane;
  private final Map<Lane, Map<Class<?>, List<Span>>> byLaneAndType = new HashMap<>();
  private final Map<Lane, Edges> edges = new ConcurrentHashMap<>();

  /** The spans of a lane by the events that begin and end them. */
  private record Edges(Map<Long, Span> begins, Map<Long, Span> ends) {
    static Edges of(List<Span> spans) {
      Edges edges = new Edges(new HashMap<>(), new HashMap<>());
      for (Span span : spans) {
        edges.begins.putIfAbsent(span.interval().beginSequence(), span);
        edges.ends.putIfAbsent(span.interval().endSequence(), span);
      }
      return edges;
    }
  }

  private StateSpans(Map<Lane, List<Span>> byLane) {
    this.byLane = byLane;
    byLane.forEach((lane, spans) ->
        byLaneAndType.put(lane, spans.stream().collect(Collectors.groupingBy(Span::getClass))));
  }

  /**
   * Returns the spans of the events that a timeline currently contains. All readers share them, and
   * each event is read once.
   */
  public static StateSpans of(Timeline timeline) {
    return timeline.index(Growing.class, Growing::new).derived.now();
  }

  private static StateSpans of(List<Span> spans) {
    Map<Lane, List<Span>> byLane =
        spans.stream()
            .sorted(Comparator.comparingLong(span -> span.interval().beginSequence()))
            .collect(Collectors.groupingBy(Span::lane));
    return new StateSpans(byLane);
  }

  /** The spans of a timeline that may grow. */
  private static final class Growing {
    private final SpanReader reader = new SpanReader();
    private final Derived<StateSpans> derived;
    private long endNanos;

    Growing(Timeline timeline) {
      derived =
          new Derived<>(
              timeline,
              this::read,
              () -> of(reader.spans(Math.max(endNanos, timeline.reachedNanos()))));
    }

    private void read(Event event) {
      reader.read(event);
      endNanos = event.nanos();
    }
  }

  /** Returns the spans of a lane, in the order in which they began. */
  public List<Span> spans(Lane lane) {
    return List.copyOf(byLane.getOrDefault(lane, List.of()));
  }

  /** Returns the spans of one type of a lane, in the order in which they began. */
  public <T extends Span> List<T> spans(Lane lane, Class<T> type) {
    return byLaneAndType.getOrDefault(lane, Map.of()).getOrDefault(type, List.of()).stream()
        .map(type::cast)
        .toList();
  }

  /** Returns the span of the event's lane that the event begins, or null if it begins none. */
  public @Nullable Span begunBy(Event event) {
    return edges(event.lane()).begins().get(event.sequence());
  }

  /** Returns the span of the event's lane that the event ends, or null if it ends none. */
  public @Nullable Span endedBy(Event event) {
    return edges(event.lane()).ends().get(event.sequence());
  }

  private Edges edges(Lane lane) {
    return edges.computeIfAbsent(lane, it -> Edges.of(byLane.getOrDefault(it, List.of())));
  }
}
