package dev.fenceline.timeline.span;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.TimerEvent;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.event.value.PathState;
import dev.fenceline.timeline.span.Span.CommandEnding;
import dev.fenceline.timeline.span.Span.KeepAliveEnding;
import dev.fenceline.timeline.span.Span.MediaEnding;
import dev.fenceline.timeline.span.Span.TimerEnding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads events once, in order, and pairs those that begin something with those that end it. */
final class SpanReader {
  /** The types of open spans. There is at most one open span for each key. */
  private enum Type {
    CONTROLLER,
    INSTANCE,
    PATH,
    COMMAND,
    HELD,
    MEDIA,
    HOLD,
    KEEP_ALIVE,
    CCR,
    TIMER
  }

  private record Key(Lane lane, Type type, long first, long second) {}

  /**
   * Creates the span once its interval is known. The detail of the ending event is null for an open
   * span.
   */
  private interface Maker {
    Span make(Interval interval, @Nullable Detail ending);
  }

  private record Open(Lane lane, Event begin, Maker maker) {}

  private final Map<Key, Open> open = new LinkedHashMap<>();
  private final List<Span> spans = new ArrayList<>();

  /**
   * Returns every span of the events read so far, in the order in which they ended; open spans come
   * last.
   *
   * @param endNanos the time up to which open spans last
   */
  List<Span> spans(long endNanos) {
    List<Span> all = new ArrayList<>(spans);
    for (Open left : open.values()) {
      all.add(left.maker.make(interval(left, endNanos, 0), null));
    }
    return all;
  }

  void read(Event event) {
    switch (event.detail()) {
      case ControllerEvent detail -> controller(event, detail);
      case InstanceEvent detail -> instance(event, detail);
      case PathEvent detail -> path(event, detail);
      case CommandEvent detail -> command(event, detail);
      case IoEvent detail -> held(event, detail);
      case HoldEvent detail -> hold(event, detail);
      case KeepAliveEvent detail -> keepAlive(event, detail);
      case FencingEvent detail -> fencing(event, detail);
      case TimerEvent detail -> timer(event, detail);
      default -> {}
    }
  }

  /**
   * Handles a timer. Several timers of the same name may run, so each is identified by the event
   * that armed it.
   */
  private void timer(Event event, TimerEvent detail) {
    switch (detail) {
      case TimerEvent.Armed armed ->
          begin(
              new Key(event.lane(), Type.TIMER, event.sequence(), 0),
              event,
              (interval, ending) ->
                  new Span.Timer(interval, armed.timer(), armed.dueNanos(), ending(ending)));
      case TimerEvent.Fired _, TimerEvent.Cancelled _ ->
          end(new Key(event.lane(), Type.TIMER, event.cause().sequence(), 0), event);
    }
  }

  private static TimerEnding ending(@Nullable Detail ending) {
    return ending == null
        ? TimerEnding.OPEN
        : ending instanceof TimerEvent.Fired ? TimerEnding.FIRED : TimerEnding.CANCELLED;
  }

  private void controller(Event event, ControllerEvent detail) {
    Key key = new Key(event.lane(), Type.CONTROLLER, 0, 0);
    switch (detail) {
      case ControllerEvent.Created _ -> controller(key, event, ControllerState.NEW, "created");
      case ControllerEvent.Returned _ ->
          controller(key, event, ControllerState.NEW, "connects again");
      case ControllerEvent.StateChanged change ->
          controller(key, event, change.to(), change.reason());
      default -> {}
    }
  }

  private void controller(Key key, Event event, ControllerState state, String reason) {
    end(key, event);
    begin(key, event, (interval, _) -> new Span.Controller(interval, state, reason));
  }

  private void instance(Event event, InstanceEvent detail) {
    Key key = new Key(event.lane(), Type.INSTANCE, 0, 0);
    switch (detail) {
      case InstanceEvent.Created _ -> instance(key, event, InstanceState.CREATED, "connected");
      case InstanceEvent.StateChanged change -> instance(key, event, change.to(), change.reason());
      default -> {}
    }
  }

  private void instance(Key key, Event event, InstanceState state, String reason) {
    end(key, event);
    if (state != InstanceState.GONE) {
      begin(key, event, (interval, _) -> new Span.Instance(interval, state, reason));
    }
  }

  private final Map<Lane, Map<Direction, PathState>> pathStates = new LinkedHashMap<>();

  private void path(Event event, PathEvent detail) {
    Map<Direction, PathState> states =
        pathStates.computeIfAbsent(event.lane(), _ -> new LinkedHashMap<>());
    if (detail instanceof PathEvent.StateChanged change) {
      states.put(change.direction(), change.to());
    } else if (detail instanceof PathEvent.DelayChanged) {
      return;
    }
    PathState toTarget = states.getOrDefault(Direction.TO_TARGET, PathState.UP);
    PathState toHost = states.getOrDefault(Direction.TO_HOST, PathState.UP);
    Maker maker = (interval, _) -> new Span.Path(interval, toTarget, toHost);
    Key key = new Key(event.lane(), Type.PATH, 0, 0);
    Open before = open.get(key);
    if (before != null && before.begin.nanos() == event.nanos()) {
      // two directions that change at the same instant count as one change
      open.put(key, new Open(before.lane, before.begin, maker));
    } else {
      end(key, event);
      begin(key, event, maker);
    }
  }

  private void command(Event event, CommandEvent detail) {
    Key atHost = new Key(event.lane(), Type.COMMAND, detail.qid(), detail.cid());
    Key atMedia = new Key(event.lane(), Type.MEDIA, detail.qid(), detail.cid());
    switch (detail) {
      case CommandEvent.Submitted command ->
          begin(atHost, event, (interval, ending) -> inFlight(interval, command, ending));
      case CommandEvent.Completed _, CommandEvent.Cancelled _ -> end(atHost, event);
      case CommandEvent.Executing command ->
          begin(atMedia, event, (interval, ending) -> atMedia(interval, command, ending));
      case CommandEvent.Executed _, CommandEvent.Revoked _ -> end(atMedia, event);
      default -> {}
    }
  }

  private static Span inFlight(
      Interval interval, CommandEvent.Submitted command, @Nullable Detail ending) {
    return new Span.Command(
        interval,
        command.qid(),
        command.cid(),
        command.opcode(),
        command.lba(),
        command.blocks(),
        command.operation(),
        command.copy(),
        ending == null
            ? CommandEnding.OPEN
            : ending instanceof CommandEvent.Completed
                ? CommandEnding.COMPLETED
                : CommandEnding.CANCELLED);
  }

  private static Span atMedia(
      Interval interval, CommandEvent.Executing command, @Nullable Detail ending) {
    return new Span.AtMedia(
        interval,
        command.qid(),
        command.cid(),
        command.opcode(),
        command.lba(),
        command.blocks(),
        ending == null
            ? MediaEnding.OPEN
            : ending instanceof CommandEvent.Executed ? MediaEnding.EXECUTED : MediaEnding.REVOKED);
  }

  private void held(Event event, IoEvent detail) {
    switch (detail) {
      case IoEvent.Held held ->
          begin(
              new Key(event.lane(), Type.HELD, held.operation(), held.copy()),
              event,
              (interval, _) ->
                  new Span.Held(interval, held.operation(), held.copy(), held.qid(), held.cid()));
      case IoEvent.Released released ->
          end(new Key(event.lane(), Type.HELD, released.operation(), released.copy()), event);
      default -> {}
    }
  }

  private void hold(Event event, HoldEvent detail) {
    Key key = holdKey(event);
    switch (detail) {
      case HoldEvent.Armed armed ->
          begin(key, event, (interval, _) -> new Span.Hold(interval, armed.untilNanos()));
      case HoldEvent.Ended _, HoldEvent.Released _ -> end(key, event);
    }
  }

  private static Key holdKey(Event event) {
    return new Key(event.lane(), Type.HOLD, 0, 0);
  }

  private void keepAlive(Event event, KeepAliveEvent detail) {
    switch (detail) {
      case KeepAliveEvent.Sent sent ->
          begin(
              new Key(event.lane(), Type.KEEP_ALIVE, sent.cid(), 0),
              event,
              (interval, ending) ->
                  new Span.KeepAlive(interval, sent.cid(), keepAliveEnding(ending)));
      case KeepAliveEvent.Answered answered ->
          end(new Key(event.lane(), Type.KEEP_ALIVE, answered.cid(), 0), event);
      case KeepAliveEvent.Expired expired ->
          end(new Key(event.lane(), Type.KEEP_ALIVE, expired.cid(), 0), event);
      case KeepAliveEvent.Failed failed ->
          end(new Key(event.lane(), Type.KEEP_ALIVE, failed.cid(), 0), event);
      default -> {}
    }
  }

  private static KeepAliveEnding keepAliveEnding(@Nullable Detail ending) {
    return switch (ending) {
      case KeepAliveEvent.Answered _ -> KeepAliveEnding.ANSWERED;
      case KeepAliveEvent.Expired _ -> KeepAliveEnding.EXPIRED;
      case KeepAliveEvent.Failed _ -> KeepAliveEnding.FAILED;
      case null, default -> KeepAliveEnding.OPEN;
    };
  }

  private void fencing(Event event, FencingEvent detail) {
    switch (detail) {
      case FencingEvent.CcrIssued issued -> {
        Maker maker =
            (interval, ending) ->
                new Span.Ccr(interval, event.lane(), issued.sourceCid(), outcome(ending));
        Lane source = Lane.host(issued.source());
        open.put(ccrKey(source, issued.impacted().cntlid()), new Open(source, event, maker));
      }
      case FencingEvent.CcrEnded ended ->
          end(ccrKey(Lane.host(ended.source()), ended.impacted().cntlid()), event);
      case FencingEvent.Ended _ -> end(holdKey(event), event);
      default -> {}
    }
  }

  private static Key ccrKey(Lane source, int impacted) {
    return new Key(source, Type.CCR, impacted, 0);
  }

  private static @Nullable CcrOutcome outcome(@Nullable Detail ending) {
    return ending instanceof FencingEvent.CcrEnded ended ? ended.outcome() : null;
  }

  private void begin(Key key, Event event, Maker maker) {
    open.put(key, new Open(event.lane(), event, maker));
  }

  private void end(Key key, Event event) {
    Open ended = open.remove(key);
    if (ended != null) {
      Interval interval = interval(ended, event.nanos(), event.sequence());
      spans.add(ended.maker.make(interval, event.detail()));
    }
  }

  private static Interval interval(Open span, long toNanos, long endSequence) {
    return new Interval(span.lane, span.begin.nanos(), toNanos, span.begin.sequence(), endSequence);
  }
}
