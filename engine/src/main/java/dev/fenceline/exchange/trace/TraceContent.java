package dev.fenceline.exchange.trace;

import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.explanation.Explanation;
import dev.fenceline.timeline.recovery.Phase;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.span.Span;
import dev.fenceline.timeline.span.StateSpans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The content of a trace in any format: tracks, and every event on one of them, as a slice if a
 * span begins with it, otherwise as an instant. It is built from the events that a timeline
 * contains at creation.
 */
final class TraceContent {
  /** A span before it has a track. */
  private record Slice(
      Row row, String name, Event event, long fromNanos, long toNanos, String why) {}

  private final Timeline timeline;
  private final Explanation explanation;
  private final List<Track> tracks = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<Flow> flows;
  private final Map<Long, List<Long>> flowsOf = new HashMap<>();

  TraceContent(Timeline timeline) {
    this.timeline = timeline;
    explanation = Explanation.of(timeline);
    Map<Lane, List<Slice>> slices = new HashMap<>();
    Set<Long> begins = new HashSet<>();
    StateSpans spans = StateSpans.of(timeline);
    for (Lane lane : timeline.lanes()) {
      for (Span span : spans.spans(lane)) {
        slices.computeIfAbsent(lane, _ -> new ArrayList<>()).add(slice(span));
        begins.add(span.interval().beginSequence());
      }
    }
    for (Recovery recovery : Recoveries.of(timeline)) {
      slices.computeIfAbsent(recovery.lane(), _ -> new ArrayList<>()).addAll(phases(recovery));
    }
    flows = Flows.of(timeline, begins::contains);
    for (Flow flow : flows) {
      for (long sequence : flow.sequences()) {
        flowsOf.computeIfAbsent(sequence, _ -> new ArrayList<>()).add(flow.id());
      }
    }
    Map<Lane, List<Event>> instants =
        timeline.events().stream()
            .filter(event -> !begins.contains(event.sequence()))
            .collect(Collectors.groupingBy(Event::lane));
    for (Lane lane : timeline.lanes()) {
      place(lane, slices.getOrDefault(lane, List.of()));
      instants(lane, instants.getOrDefault(lane, List.of()));
    }
    marks.sort(
        Comparator.comparingLong(Mark::fromNanos)
            .thenComparingLong(mark -> mark.event().sequence()));
  }

  private Slice slice(Span span) {
    Row row = Row.of(span);
    boolean explains = row == Row.STATE || row == Row.FENCING;
    return new Slice(
        row,
        Row.name(span),
        event(span.interval().beginSequence()),
        span.fromNanos(),
        span.toNanos(),
        explains ? explanation.why(span) : "");
  }

  private List<Slice> phases(Recovery recovery) {
    Event detected = event(recovery.detectedSequence());
    return recovery.phases(timeline.endNanos()).stream()
        .filter(phase -> phase.kind() != Phase.Kind.STEADY)
        .map(phase ->
            new Slice(
                Row.RECOVERY,
                phase.label(),
                detected,
                phase.fromNanos(),
                phase.toNanos(),
                explanation.why(recovery, phase)))
        .toList();
  }

  /** Assigns each slice of a lane to the first track of its row that is free. */
  private void place(Lane lane, List<Slice> slices) {
    for (Row row : Row.values()) {
      List<Track> rowTracks = new ArrayList<>();
      List<Long> freeFrom = new ArrayList<>();
      slices.stream()
          .filter(slice -> slice.row() == row)
          .sorted(Comparator.comparingLong(Slice::fromNanos))
          .forEach(slice -> {
            int line = 0;
            while (line < rowTracks.size() && freeFrom.get(line) > slice.fromNanos()) {
              line++;
            }
            if (line == rowTracks.size()) {
              rowTracks.add(track(lane, row));
              freeFrom.add(0L);
            }
            freeFrom.set(line, slice.toNanos());
            add(rowTracks.get(line), slice);
          });
    }
  }

  private Track track(Lane lane, Row row) {
    Track track = new Track(tracks.size() + 1, lane, row);
    tracks.add(track);
    return track;
  }

  private void add(Track track, Slice slice) {
    boolean carriesFlows = slice.row() != Row.RECOVERY;
    marks.add(
        new Mark(
            track,
            slice.name(),
            slice.event(),
            slice.fromNanos(),
            slice.toNanos(),
            true,
            slice.why(),
            carriesFlows ? flowsOf(slice.event()) : List.of()));
  }

  private void instants(Lane lane, List<Event> events) {
    if (events.isEmpty()) {
      return;
    }
    Track track = track(lane, Row.EVENTS);
    for (Event event : events) {
      long nanos = event.nanos();
      String kind = EventSchema.kind(event.detail());
      marks.add(new Mark(track, kind, event, nanos, nanos, false, "", flowsOf(event)));
    }
  }

  private List<Long> flowsOf(Event event) {
    return flowsOf.getOrDefault(event.sequence(), List.of());
  }

  /** Returns the event with a sequence number. */
  Event event(long sequence) {
    return timeline.event((int) sequence - 1);
  }

  /** Returns the tracks that have marks. */
  List<Track> tracks() {
    return tracks;
  }

  /** Returns all marks, in order of time. */
  List<Mark> marks() {
    return marks;
  }

  /** Returns the flows between lanes. */
  List<Flow> flows() {
    return flows;
  }
}
