package dev.fenceline.swimlane.picture;

import static java.util.stream.Collectors.toSet;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.Journey;
import dev.fenceline.timeline.span.Journeys;
import dev.fenceline.timeline.span.Span;
import dev.fenceline.timeline.span.StateSpans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be drawn of a timeline, in session time and independent of pixels. Covers the
 * events that the timeline contains at creation, and does not grow. Immutable; can be created on
 * any thread.
 */
public final class Picture {
  /**
   * Fraction of the lanes' width that the word RESETTING and its phase need in a default picture.
   */
  private static final double RESET_SHARE = 0.085;

  private final Timeline timeline;
  private final long endNanos;
  private final StateSpans spans;
  private final Journeys journeys;
  private final List<Recovery> recoveries;
  private final List<LateWrite> lateWrites;
  private final Map<Copy, LateWrite> worstLate = new HashMap<>();
  private final TimeAxis elastic;
  private final Map<Lane, List<Stack<Outstanding>>> outstanding = new HashMap<>();
  private final Map<Lane, List<Stack<SlowCommand>>> slow = new HashMap<>();
  private final Map<Lane, LaneCommands> commands = new HashMap<>();
  private final Map<Lane, CommandPlaces> places;
  private final Map<Lane, List<Event>> logReads = new HashMap<>();
  private final Map<Lane, List<Event>> attempts = new HashMap<>();
  private final Map<Lane, Counter> operations = new HashMap<>();
  private final Map<Lane, List<PathReset>> resets;
  private final List<Corruption> corruptions;
  private final Reasons reasons;
  private final PictureWords words;
  private final RunEvent.@Nullable Ended ended;
  private final Shown shown;
  private final Set<Lane> sources;

  /**
   * The line on which the command of an event is drawn on the host's lane; {@code slowLines}
   * contains those on the target's lane.
   */
  private final Map<Long, Integer> outstandingLines = new HashMap<>();

  private final Map<Long, Integer> slowLines = new HashMap<>();
  private final Map<Lane, Integer> heldLines = new HashMap<>();

  private final boolean isSoFar;

  private Picture(Timeline timeline, boolean isSoFar) {
    this.timeline = timeline;
    this.isSoFar = isSoFar;
    int size = timeline.size();
    endNanos = Math.max(timeline.reachedNanos(), size == 0 ? 0 : timeline.nanos(size - 1));
    spans = StateSpans.of(timeline);
    journeys = Journeys.of(timeline);
    recoveries = isSoFar ? List.of() : Recoveries.of(timeline);
    List<StripPhase> phases = isSoFar ? List.of() : StripPhase.of(recoveries, endNanos);
    List<Arrow> arrows = Arrows.of(timeline, size, journeys);
    lateWrites = isSoFar ? List.of() : LateWrite.of(timeline, journeys);
    for (LateWrite write : lateWrites) {
      worstLate.merge(
          write.copy(),
          write,
          (one, other) -> one.isOnNewerData() ? one : other.isOnNewerData() ? other : one);
    }
    resets = PathReset.of(timeline, size);
    corruptions = Corruption.of(timeline, size);
    reasons = new Reasons(timeline);
    words = new PictureWords(journeys, reasons);
    KeyMoments moments = new KeyMoments(timeline, size, recoveries, journeys, lateWrites);
    elastic = TimeAxis.elastic(endNanos, moments.nanos(), rooms());
    places = CommandPlaces.of(timeline, recoveries, journeys);
    List<Event> ends = timeline.events(size, RunEvent.Ended.class);
    ended = isSoFar || ends.isEmpty() ? null : (RunEvent.Ended) ends.getLast().detail();
    sources =
        arrows.stream()
            .filter(arrow -> arrow.kind() == Arrow.Kind.CCR)
            .map(Arrow::from)
            .collect(toSet());
    shown = new Shown(spans, timeline.lanes());
    shown.strip(phases);
    shown.recoveries(recoveries);
    shown.arrows(arrows);
    shown.corruptions(corruptions);
    shown.gaps(Gap.of(timeline, size));
    timeline.events(size, AenEvent.LogRead.class).forEach(event -> add(logReads, event));
    timeline.events(size, ReconnectEvent.Attempted.class).forEach(event -> add(attempts, event));
    logReads.forEach(shown::logReads);
    readOutstanding();
    for (Lane lane : timeline.lanes()) {
      if (lane.group() == Lane.Group.WORKLOAD) {
        operations.put(lane, new Counter(new long[0], ended(lane, size)));
      }
      readLane(lane);
    }
  }

  /**
   * Creates the picture of the events that the timeline currently contains, in time proportional to
   * their number.
   */
  public static Picture of(Timeline timeline) {
    return new Picture(timeline, false);
  }

  /**
   * Creates a picture of the events that have been read so far of more. It shows what happened, but
   * nothing that later events can change: no recovery, no late write, no verdict.
   */
  public static Picture soFar(Timeline timeline) {
    return new Picture(timeline, true);
  }

  /** Reports whether more events will be read, so that nothing can be concluded yet. */
  public boolean isSoFar() {
    return isSoFar;
  }

  /**
   * Returns the periods that need room for words. A reset is very short, but its label needs room.
   */
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

  private long[] ended(Lane workload, int size) {
    return timeline.events(size, IoEvent.Ended.class).stream()
        .filter(event -> event.lane().equals(workload))
        .mapToLong(Event::nanos)
        .toArray();
  }

  /** Returns the faults that reset the connections of a path. */
  public List<PathReset> resets(Lane path) {
    return resets.getOrDefault(path, List.of());
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
    outstanding.forEach(shown::outstanding);
    outstanding.forEach((lane, stacks) -> heldLines.put(lane, Stack.height(stacks)));
    outstanding.values().forEach(stacks -> number(stacks, Outstanding::sequence, outstandingLines));
  }

  private static <T> void number(
      List<Stack<T>> stacks, ToLongFunction<T> sequence, Map<Long, Integer> lines) {
    for (Stack<T> stack : stacks) {
      for (int line = 0; line < stack.lines().size(); line++) {
        lines.putIfAbsent(sequence.applyAsLong(stack.lines().get(line)), line);
      }
    }
  }

  private void readLane(Lane lane) {
    List<Span.Command> inFlight =
        spans.spans(lane, Span.Command.class).stream().filter(span -> span.qid() > 0).toList();
    List<Span.AtMedia> atMedia = spans.spans(lane, Span.AtMedia.class);
    boolean target = lane.group() == Lane.Group.TARGET;
    List<SlowCommand> slowHere =
        atMedia.stream().map(this::atMedia).filter(SlowCommand::isDrawn).toList();
    slow.put(lane, Stack.of(slowHere, it -> it.span().fromNanos(), it -> it.span().toNanos()));
    shown.slow(lane, slow(lane));
    number(slow(lane), SlowCommand::sequence, slowLines);
    Set<Long> drawn =
        target
            ? lines(slow(lane)).map(it -> it.span().interval().beginSequence()).collect(toSet())
            : lines(outstanding(lane)).map(Outstanding::sequence).collect(toSet());
    List<? extends Span.OfCommand> counted = target ? atMedia : inFlight;
    List<? extends Span.OfCommand> single =
        counted.stream().filter(span -> !drawn.contains(span.interval().beginSequence())).toList();
    commands.put(lane, new LaneCommands(counted, single));
  }

  private SlowCommand atMedia(Span.AtMedia span) {
    Copy copy = journeys.copyOf(span.interval().beginSequence());
    LateWrite late = copy == null ? null : worstLate.get(copy);
    return new SlowCommand(span, copy, late);
  }

  /** Returns the timeline. */
  public Timeline timeline() {
    return timeline;
  }

  /** Returns the time of the last event. */
  public long endNanos() {
    return endNanos;
  }

  /** Returns the spans of each lane. */
  public StateSpans spans() {
    return spans;
  }

  /** Returns the copies of commands and operations. */
  public Journeys journeys() {
    return journeys;
  }

  /** Returns the items of each lane, which can be found by time. */
  public Shown shown() {
    return shown;
  }

  /** Reports whether a host controller was the source of a cross-controller reset. */
  public boolean sendsCcr(Lane lane) {
    return sources.contains(lane);
  }

  /**
   * Returns the places of a failed controller's commands, or null if the controller did not fail.
   */
  public @Nullable CommandPlaces places(Lane lane) {
    return places.get(lane);
  }

  /** Returns what the picture says of its items. */
  public PictureWords words() {
    return words;
  }

  /** Returns the reasons for the lengths of spans. */
  public Reasons reasons() {
    return reasons;
  }

  /**
   * Returns the elastic scale, which enlarges the time in which something happens and folds the
   * rest.
   */
  public TimeAxis elastic() {
    return elastic;
  }

  /** Returns the linear scale. */
  public TimeAxis linear() {
    return TimeAxis.linear(endNanos);
  }

  private static <T> Stream<T> lines(List<Stack<T>> stacks) {
    return stacks.stream().map(Stack::lines).flatMap(List::stream);
  }

  /** Returns the commands that the lane's host controller had to cancel or hold. */
  public List<Stack<Outstanding>> outstanding(Lane lane) {
    return outstanding.getOrDefault(lane, List.of());
  }

  /** Returns the number of stacked lines of outstanding commands on a lane. */
  public int heldLines(Lane lane) {
    return heldLines.getOrDefault(lane, 0);
  }

  /** Returns the writes that landed after their host had given them up. */
  public List<LateWrite> lateWrites() {
    return lateWrites;
  }

  /** Returns the line on which an arrow's command is drawn in the lane that the arrow leaves. */
  public int outstandingLine(Arrow arrow) {
    return outstandingLines.getOrDefault(arrow.sequence(), 0);
  }

  /** Returns the line on which an arrow's command is drawn in the lane that the arrow reaches. */
  public int slowLine(Arrow arrow) {
    return slowLines.getOrDefault(arrow.sequence(), 0);
  }

  /** Returns the commands of the lane's instance that were at media for a long time. */
  public List<Stack<SlowCommand>> slow(Lane lane) {
    return slow.getOrDefault(lane, List.of());
  }

  /** Returns the commands in flight of a host controller, or those at media of an instance. */
  public LaneCommands commands(Lane lane) {
    return Objects.requireNonNullElseGet(
        commands.get(lane), () -> new LaneCommands(List.of(), List.of()));
  }

  /**
   * Returns the number of the last connection attempt during a state, such as {@code 1/60}, or an
   * empty string if none does.
   */
  public String attempt(Span.Controller span) {
    List<Event> all = attempts.getOrDefault(span.lane(), List.of());
    int before = 0;
    for (int after = all.size(); before < after; ) {
      int middle = (before + after) >>> 1;
      if (all.get(middle).nanos() <= span.toNanos()) {
        before = middle + 1;
      } else {
        after = middle;
      }
    }
    return span.state() == ControllerState.CONNECTING
            && before > 0
            && all.get(before - 1).nanos() >= span.fromNanos()
            && all.get(before - 1).detail() instanceof ReconnectEvent.Attempted last
        ? of(last.attempt(), last.maxAttempts())
        : "";
  }

  private static String of(int attempt, int maxAttempts) {
    return "  " + attempt + (maxAttempts < 0 ? "" : "/" + maxAttempts);
  }

  /** Returns the operations of a workload. */
  public Counter operations(Lane workload) {
    return Objects.requireNonNullElseGet(
        operations.get(workload), () -> new Counter(new long[0], new long[0]));
  }

  /** Returns the sequence numbers of the events that report damage, in order. */
  public List<Long> corruptFindings() {
    return corruptions.stream().map(Corruption::found).sorted().toList();
  }

  /**
   * Returns the result of the checks at the end, or null while the session runs or if nothing was
   * checked.
   */
  public RunEvent.@Nullable Ended ended() {
    return ended;
  }
}
