package dev.fenceline.swimlane.picture;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.level.Levels;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.span.Span;
import dev.fenceline.timeline.span.StateSpans;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The items of a picture by lane and kind, which can be found by time: see {@link Levels}. It is
 * filled once and does not change afterwards, so any thread may read it.
 */
public final class Shown {
  private final Map<Lane, Levels<Span.Controller>> controllers;
  private final Map<Lane, Levels<Span.Instance>> instances;
  private final Map<Lane, Levels<Span.Path>> paths;
  private final Map<Lane, Levels<Span.KeepAlive>> keepAlives;
  private final Map<Lane, Levels<Span.Hold>> holds;
  private final Map<Lane, Levels<Span.Ccr>> resets;
  private final Map<Lane, Map<String, Levels<Span.Timer>>> timers = new HashMap<>();
  private final Map<Lane, Levels<Event>> logReads = new HashMap<>();
  private final Map<Lane, Levels<Corruption>> corruptions = new HashMap<>();
  private final Map<Lane, Levels<Gap>> gaps = new HashMap<>();
  private final Map<Lane, Levels<Stack<Outstanding>>> outstanding = new HashMap<>();
  private final Map<Lane, Levels<Stack<SlowCommand>>> slow = new HashMap<>();
  private final Map<Arrow.Kind, Levels<Arrow>> arrows = new EnumMap<>(Arrow.Kind.class);
  private final Levels<StripPhase> phases =
      new Levels<>(StripPhase::fromNanos, StripPhase::toNanos, Weight::of);
  private final Levels<Recovery> fences =
      new Levels<>(
          Recovery::detectedNanos, it -> it.fencedNanos().orElse(it.detectedNanos()), _ -> 1);

  Shown(StateSpans spans, Collection<Lane> lanes) {
    controllers = levels(spans, lanes, Span.Controller.class, it -> Weight.of(it.state()));
    instances = levels(spans, lanes, Span.Instance.class, it -> Weight.of(it.state()));
    paths = levels(spans, lanes, Span.Path.class, it -> Weight.of(it.worst()));
    keepAlives = levels(spans, lanes, Span.KeepAlive.class, Weight::of);
    holds = levels(spans, lanes, Span.Hold.class, _ -> 1);
    resets = levels(spans, lanes, Span.Ccr.class, _ -> 1);
    for (Lane lane : lanes) {
      Map<String, Levels<Span.Timer>> byName = new LinkedHashMap<>();
      for (Span.Timer timer : spans.spans(lane, Span.Timer.class)) {
        byName.computeIfAbsent(timer.timer(), _ -> spans(it -> Weight.of(it.ending()))).add(timer);
      }
      timers.put(lane, byName);
    }
  }

  private static <T extends Span> Levels<T> spans(ToIntFunction<T> weight) {
    return new Levels<>(Span::fromNanos, Span::toNanos, weight);
  }

  private static <T extends Span> Map<Lane, Levels<T>> levels(
      StateSpans spans, Collection<Lane> lanes, Class<T> type, ToIntFunction<T> weight) {
    Map<Lane, Levels<T>> levels = new HashMap<>();
    for (Lane lane : lanes) {
      levels.put(lane, Shown.<T>spans(weight).with(spans.spans(lane, type)));
    }
    return levels;
  }

  void strip(List<StripPhase> all) {
    all.stream().sorted(Comparator.comparingLong(StripPhase::fromNanos)).forEach(phases::add);
  }

  void recoveries(List<Recovery> all) {
    all.stream()
        .filter(recovery -> recovery.fencedNanos().isPresent())
        .sorted(Comparator.comparingLong(Recovery::detectedNanos))
        .forEach(fences::add);
  }

  void arrows(List<Arrow> all) {
    for (Arrow.Kind kind : Arrow.Kind.values()) {
      arrows.put(
          kind,
          new Levels<Arrow>(Arrow::beginNanos, Arrow::endNanos, _ -> 1)
              .with(
                  all.stream()
                      .filter(arrow -> arrow.kind() == kind)
                      .sorted(Comparator.comparingLong(Arrow::beginNanos))
                      .toList()));
    }
  }

  void corruptions(List<Corruption> all) {
    for (Corruption corruption : all) {
      corruptions
          .computeIfAbsent(
              corruption.noticed().lane(),
              _ -> new Levels<>(Corruption::nanos, Corruption::nanos, _ -> 1))
          .add(corruption);
    }
  }

  void gaps(Map<Lane, List<Gap>> all) {
    all.forEach((lane, here) ->
        gaps.put(lane, new Levels<>(Gap::fromNanos, Gap::toNanos, (Gap _) -> 1).with(here)));
  }

  void logReads(Lane lane, List<Event> reads) {
    logReads.put(lane, new Levels<>(Event::nanos, Event::nanos, Shown::pageRead).with(reads));
  }

  private static int pageRead(Event event) {
    return event.detail() instanceof AenEvent.LogRead read ? read.logPage() : 0;
  }

  void outstanding(Lane lane, List<Stack<Outstanding>> stacks) {
    outstanding.put(
        lane,
        new Levels<Stack<Outstanding>>(Stack::fromNanos, Stack::toNanos, it -> it.all().size())
            .with(stacks));
  }

  void slow(Lane lane, List<Stack<SlowCommand>> stacks) {
    slow.put(
        lane,
        new Levels<Stack<SlowCommand>>(Stack::fromNanos, Stack::toNanos, Weight::of).with(stacks));
  }

  private static <T> Levels<T> here(Map<Lane, Levels<T>> levels, Lane lane) {
    Levels<T> found = levels.get(lane);
    return found == null ? new Levels<>(_ -> 0, _ -> 0, _ -> 0) : found;
  }

  /** Returns the states of a host controller. */
  public Levels<Span.Controller> controllers(Lane lane) {
    return here(controllers, lane);
  }

  /** Returns the states of a controller instance. */
  public Levels<Span.Instance> instances(Lane lane) {
    return here(instances, lane);
  }

  /** Returns the states of a path. */
  public Levels<Span.Path> paths(Lane lane) {
    return here(paths, lane);
  }

  /** Returns the Keep Alives of a host controller. */
  public Levels<Span.KeepAlive> keepAlives(Lane lane) {
    return here(keepAlives, lane);
  }

  /** Returns the holds of a host controller. */
  public Levels<Span.Hold> holds(Lane lane) {
    return here(holds, lane);
  }

  /** Returns the cross-controller resets whose source is a host controller. */
  public Levels<Span.Ccr> resets(Lane lane) {
    return here(resets, lane);
  }

  /** Returns the lane's timers by name, in the order in which they were first armed. */
  public Map<String, Levels<Span.Timer>> timers(Lane lane) {
    return timers.getOrDefault(lane, Map.of());
  }

  /** Returns the log pages that were read on a lane. */
  public Levels<Event> logReads(Lane lane) {
    return here(logReads, lane);
  }

  /** Returns the corruptions that were noticed on a lane. */
  public Levels<Corruption> corruptions(Lane lane) {
    return here(corruptions, lane);
  }

  /** Returns the gaps of a capture on a path. */
  public Levels<Gap> gaps(Lane lane) {
    return here(gaps, lane);
  }

  /** Returns the commands that the lane's host controller had to cancel or hold. */
  public Levels<Stack<Outstanding>> outstanding(Lane lane) {
    return here(outstanding, lane);
  }

  /** Returns the commands of the lane's instance that were at media for a long time. */
  public Levels<Stack<SlowCommand>> slow(Lane lane) {
    return here(slow, lane);
  }

  /** Returns what went from lane to lane, by kind. */
  public Collection<Levels<Arrow>> arrows() {
    return arrows.values();
  }

  /** Returns the pieces of the strip above the lanes. */
  public Levels<StripPhase> phases() {
    return phases;
  }

  /** Returns the recoveries with fencing, from detection to the end of fencing. */
  public Levels<Recovery> fences() {
    return fences;
  }
}
