package dev.fenceline.swimlane;

import static java.util.stream.Collectors.toSet;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerState;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.timeline.Copy;
import dev.fenceline.timeline.Journey;
import dev.fenceline.timeline.Journeys;
import dev.fenceline.timeline.Recoveries;
import dev.fenceline.timeline.Recovery;
import dev.fenceline.timeline.Span;
import dev.fenceline.timeline.StateSpans;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What there is to draw of a timeline, in session time and without a single pixel. Made once for a
 * length of the timeline, on any thread; does not grow with it. Immutable.
 */
public final class Picture {
  /** A copy of a command that its host had to give up or hold, on that host controller's lane. */
  record Outstanding(Copy copy, long fromNanos, long heldNanos, long toNanos) {
    boolean isHeld() {
      return heldNanos < toNanos;
    }

    /** The event that stands for it: its submission. */
    long sequence() {
      return copy.steps().getFirst().sequence();
    }
  }

  /** A command that was at media for long, or was taken back there. */
  record SlowCommand(Span.AtMedia span, @Nullable Copy copy, @Nullable LateWrite late) {
    /** The event by which its copy left the host; 0: not known. */
    long sequence() {
      return copy == null ? 0 : copy.steps().getFirst().sequence();
    }

    boolean isStale() {
      return late != null && late.isOnNewerData();
    }

    boolean isDrawn() {
      return late != null
          || span.interval().durationNanos() >= SLOW_NANOS
          || span.ending() == Span.MediaEnding.REVOKED;
    }
  }

  /** From here on a command at media is drawn by itself. */
  private static final long SLOW_NANOS = 100_000_000L;

  /** What the word RESETTING and its phase need of the lanes' width in a default picture. */
  private static final double RESET_SHARE = 0.085;

  private final Timeline timeline;
  private final long endNanos;
  private final StateSpans spans;
  private final Journeys journeys;
  private final List<Recovery> recoveries;
  private final List<StripPhase> phases;
  private final List<Arrow> arrows;
  private final List<LateWrite> lateWrites;
  private final TimeAxis elastic;
  private final Map<Lane, List<Stack<Outstanding>>> outstanding = new HashMap<>();
  private final Map<Lane, List<Stack<SlowCommand>>> slow = new HashMap<>();
  private final Map<Lane, Commands> commands = new HashMap<>();
  private final Map<Lane, Places> places;
  private final Map<Lane, List<Event>> logReads = new HashMap<>();
  private final Map<Lane, List<Event>> reconnects = new HashMap<>();
  private final Map<Lane, Counter> operations = new HashMap<>();
  private final Map<Lane, List<Gap>> gaps;
  private final List<Corruption> corruptions;
  private final Reasons reasons;
  private final RunEvent.@Nullable Ended ended;

  private Picture(Timeline timeline) {
    this.timeline = timeline;
    List<Event> events = timeline.events();
    endNanos = events.isEmpty() ? 0 : events.getLast().nanos();
    spans = StateSpans.of(timeline);
    journeys = Journeys.of(timeline);
    recoveries = Recoveries.of(timeline);
    phases = StripPhase.of(recoveries, endNanos);
    arrows = Arrows.of(events, journeys);
    lateWrites = LateWrite.of(timeline, journeys);
    gaps = Gap.of(events);
    corruptions = Corruption.of(events);
    reasons = Reasons.of(timeline, spans, phases);
    Moments moments = new Moments(events, recoveries, journeys, lateWrites);
    elastic = TimeAxis.elastic(endNanos, moments.nanos(), rooms());
    places = Places.of(timeline, recoveries, journeys);
    ended = (RunEvent.Ended) last(events, RunEvent.Ended.class);
    events.forEach(this::read);
    readOutstanding();
    for (Lane lane : timeline.lanes()) {
      if (lane.group() == Lane.Group.WORKLOAD) {
        operations.put(lane, new Counter(new long[0], times(events, lane, IoEvent.Ended.class)));
      }
      readLane(lane);
    }
  }

  /** The picture of a timeline as long as it is now; takes time in proportion to its events. */
  public static Picture of(Timeline timeline) {
    return new Picture(timeline);
  }

  /** A reset is over in a blink, and yet it has a word. */
  private List<TimeAxis.Room> rooms() {
    return recoveries.stream()
        .map(Recovery::lane)
        .distinct()
        .flatMap(lane -> spans.spans(lane, Span.Controller.class).stream())
        .filter(span -> span.state() == ControllerState.RESETTING)
        .filter(span -> span.toNanos() > span.fromNanos())
        .map(span -> new TimeAxis.Room(span.fromNanos(), span.toNanos(), RESET_SHARE))
        .toList();
  }

  private static long[] times(List<Event> events, Lane lane, Class<?> type) {
    return events.stream()
        .filter(event -> type.isInstance(event.detail()) && event.lane().equals(lane))
        .mapToLong(Event::nanos)
        .toArray();
  }

  private static @Nullable Object last(List<Event> events, Class<?> type) {
    for (int i = events.size() - 1; i >= 0; i--) {
      if (type.isInstance(events.get(i).detail())) {
        return events.get(i).detail();
      }
    }
    return null;
  }

  private void read(Event event) {
    switch (event.detail()) {
      case AenEvent.LogRead _ -> add(logReads, event);
      case ReconnectEvent.Scheduled _, ReconnectEvent.Attempted _ -> add(reconnects, event);
      default -> {}
    }
  }

  private static void add(Map<Lane, List<Event>> lanes, Event event) {
    lanes.computeIfAbsent(event.lane(), _ -> new ArrayList<>()).add(event);
  }

  private void readOutstanding() {
    Map<Lane, List<Outstanding>> found = new HashMap<>();
    for (Journey journey : journeys.all()) {
      for (Copy copy : journey.copies()) {
        Event submitted = copy.first(CommandEvent.Submitted.class);
        Event held = copy.first(IoEvent.Held.class);
        Event cancelled = copy.first(CommandEvent.Cancelled.class);
        if (submitted != null && (held != null || cancelled != null)) {
          Event end = copy.ended();
          long toNanos = end == null ? endNanos : end.nanos();
          long heldNanos = held == null ? toNanos : held.nanos();
          found
              .computeIfAbsent(submitted.lane(), _ -> new ArrayList<>())
              .add(new Outstanding(copy, submitted.nanos(), heldNanos, toNanos));
        }
      }
    }
    found.forEach((lane, all) ->
        outstanding.put(lane, Stack.of(all, Outstanding::fromNanos, Outstanding::toNanos)));
  }

  private void readLane(Lane lane) {
    List<Span.Command> inFlight =
        spans.spans(lane, Span.Command.class).stream().filter(span -> span.qid() > 0).toList();
    List<Span.AtMedia> atMedia = spans.spans(lane, Span.AtMedia.class);
    boolean target = lane.group() == Lane.Group.TARGET;
    List<SlowCommand> slowHere =
        atMedia.stream().map(this::atMedia).filter(SlowCommand::isDrawn).toList();
    slow.put(lane, Stack.of(slowHere, it -> it.span().fromNanos(), it -> it.span().toNanos()));
    Set<Long> drawn =
        target
            ? lines(slow(lane)).map(it -> it.span().interval().beginSequence()).collect(toSet())
            : lines(outstanding(lane)).map(Outstanding::sequence).collect(toSet());
    List<? extends Span.OfCommand> counted = target ? atMedia : inFlight;
    List<? extends Span.OfCommand> single =
        counted.stream().filter(span -> !drawn.contains(span.interval().beginSequence())).toList();
    commands.put(lane, new Commands(counted, single));
  }

  private SlowCommand atMedia(Span.AtMedia span) {
    Copy copy = journeys.copyOf(span.interval().beginSequence());
    LateWrite late =
        lateWrites.stream()
            .filter(write -> write.copy().equals(copy))
            .max(Comparator.comparing(LateWrite::isOnNewerData))
            .orElse(null);
    return new SlowCommand(span, copy, late);
  }

  /** The timeline. */
  public Timeline timeline() {
    return timeline;
  }

  /** The time of the last event. */
  public long endNanos() {
    return endNanos;
  }

  /** What lasts, by lane. */
  public StateSpans spans() {
    return spans;
  }

  /** The copies of commands and operations. */
  public Journeys journeys() {
    return journeys;
  }

  /** The recoveries, in the order of detection. */
  public List<Recovery> recoveries() {
    return recoveries;
  }

  /** The strip above the lanes, without gaps. */
  List<StripPhase> phases() {
    return phases;
  }

  /** The lane's timers by name, in the order in which they were first armed. */
  Map<String, List<Span.Timer>> timers(Lane lane) {
    Map<String, List<Span.Timer>> timers = new LinkedHashMap<>();
    for (Span.Timer timer : spans.spans(lane, Span.Timer.class)) {
      timers.computeIfAbsent(timer.timer(), _ -> new ArrayList<>()).add(timer);
    }
    return timers;
  }

  /** Where the commands of a controller that failed were; null for one that did not. */
  @Nullable Places places(Lane lane) {
    return places.get(lane);
  }

  /** Why what lasts lasted as long as it did. */
  Reasons reasons() {
    return reasons;
  }

  /** What went from lane to lane. */
  public List<Arrow> arrows() {
    return arrows;
  }

  /** The elastic scale: room where something happens, folds where nothing does. */
  public TimeAxis elastic() {
    return elastic;
  }

  /** The linear scale. */
  public TimeAxis linear() {
    return TimeAxis.linear(endNanos);
  }

  private static <T> Stream<T> lines(List<Stack<T>> stacks) {
    return stacks.stream().map(Stack::lines).flatMap(List::stream);
  }

  /** What the lane's host controller had to give up or hold. */
  List<Stack<Outstanding>> outstanding(Lane lane) {
    return outstanding.getOrDefault(lane, List.of());
  }

  /** Writes that landed after their host had given them up. */
  List<LateWrite> lateWrites() {
    return lateWrites;
  }

  /** On which line of the lane that it leaves an arrow's command is drawn. */
  int outstandingLine(Arrow arrow) {
    return line(outstanding(arrow.from()), arrow, Outstanding::sequence);
  }

  /** On which line of the lane that it reaches an arrow's command is drawn. */
  int slowLine(Arrow arrow) {
    return line(slow(arrow.to()), arrow, SlowCommand::sequence);
  }

  private static <T> int line(List<Stack<T>> stacks, Arrow arrow, ToLongFunction<T> sequence) {
    for (Stack<T> stack : stacks) {
      for (int line = 0; line < stack.lines().size(); line++) {
        if (sequence.applyAsLong(stack.lines().get(line)) == arrow.sequence()) {
          return line;
        }
      }
    }
    return 0;
  }

  /** The commands of the lane's instance that were at media for long. */
  List<Stack<SlowCommand>> slow(Lane lane) {
    return slow.getOrDefault(lane, List.of());
  }

  /** Commands in flight of a host controller, or at media of an instance. */
  Commands commands(Lane lane) {
    return Objects.requireNonNullElseGet(
        commands.get(lane), () -> new Commands(List.of(), List.of()));
  }

  /** Log pages that were read on the lane. */
  List<Event> logReads(Lane lane) {
    return logReads.getOrDefault(lane, List.of());
  }

  /** Which attempts to connect fall into a state, such as {@code 1/60}; empty if none do. */
  String attempt(Span.Controller span) {
    String last = "";
    for (Event event : reconnects.getOrDefault(span.lane(), List.of())) {
      boolean within = event.nanos() >= span.fromNanos() && event.nanos() <= span.toNanos();
      if (within && span.state() == ControllerState.CONNECTING) {
        last =
            switch (event.detail()) {
              case ReconnectEvent.Attempted it -> of(it.attempt(), it.maxAttempts());
              default -> last;
            };
      }
    }
    return last;
  }

  private static String of(int attempt, int maxAttempts) {
    return "  " + attempt + (maxAttempts < 0 ? "" : "/" + maxAttempts);
  }

  /** What a capture does not tell of a path, in the order in which the gaps begin. */
  List<Gap> gaps(Lane path) {
    return gaps.getOrDefault(path, List.of());
  }

  /** Operations of a workload. */
  Counter operations(Lane workload) {
    return Objects.requireNonNullElseGet(
        operations.get(workload), () -> new Counter(new long[0], new long[0]));
  }

  /** What was noticed of data that is not what was written last. */
  List<Corruption> corruptions() {
    return corruptions;
  }

  /** The events that say what was damaged, by sequence number, in order. */
  public List<Long> corruptFindings() {
    return corruptions.stream().map(Corruption::found).sorted().toList();
  }

  /** What the checks said at the end; null while the session runs, or where nothing was checked. */
  public RunEvent.@Nullable Ended ended() {
    return ended;
  }
}
