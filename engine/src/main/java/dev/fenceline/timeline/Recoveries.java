package dev.fenceline.timeline;

import dev.fenceline.event.ActionEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ControllerState;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencedBy;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.IoKind;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.PathState;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.timeline.Recovery.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the recoveries of a timeline, in one pass over its events. */
public final class Recoveries {
  private final Map<Lane, Controller> controllers = new HashMap<>();

  /** When a path stopped passing bytes, by its name; absent while both directions are up. */
  private final Map<String, Long> cutNanos = new HashMap<>();

  private final Map<Lane, Set<Object>> cutDirections = new HashMap<>();
  private final Set<Long> reads = new HashSet<>();

  /** What people did: a controller that one of them resets has not failed. */
  private final Set<Long> actions = new HashSet<>();

  private final List<Recovery> ended = new ArrayList<>();

  private Recoveries() {}

  /** The recoveries of a timeline as long as it is now, in the order of detection. */
  public static List<Recovery> of(Timeline timeline) {
    Recoveries recoveries = new Recoveries();
    for (Event event : timeline.events()) {
      recoveries.read(event);
    }
    for (Controller controller : recoveries.controllers.values()) {
      controller.end(recoveries.ended, Outcome.OPEN, null);
    }
    recoveries.ended.sort(Comparator.comparingLong(Recovery::detectedSequence));
    return List.copyOf(recoveries.ended);
  }

  private void read(Event event) {
    switch (event.detail()) {
      case PathEvent.StateChanged change -> path(event, change);
      case ControllerEvent detail -> controller(event, detail);
      case FencingEvent detail -> fencing(event, detail);
      case ActionEvent.Taken _ -> actions.add(event.sequence());
      case ReconnectEvent detail -> reconnect(event, detail);
      case IoEvent detail -> io(event, detail);
      case KeepAliveEvent.Answered _, CommandEvent.Completed _ ->
          at(event.lane()).lastHeardNanos = event.nanos();
      default -> {}
    }
  }

  private Controller at(Lane lane) {
    return controllers.computeIfAbsent(lane, Controller::new);
  }

  private void path(Event event, PathEvent.StateChanged change) {
    Set<Object> cut = cutDirections.computeIfAbsent(event.lane(), _ -> new HashSet<>());
    if (change.to() == PathState.UP) {
      cut.remove(change.direction());
    } else {
      cut.add(change.direction());
      cutNanos.putIfAbsent(event.lane().name(), event.nanos());
    }
    if (cut.isEmpty()) {
      cutNanos.remove(event.lane().name());
    }
  }

  private void controller(Event event, ControllerEvent detail) {
    Controller controller = at(event.lane());
    switch (detail) {
      case ControllerEvent.Created created -> controller.path = created.path();
      case ControllerEvent.ErrorRecovery recovery -> {
        controller.detect(event, recovery.trigger(), true, cutNanos.get(controller.path));
        controller.fences |= recovery.fencing();
      }
      case ControllerEvent.StateChanged change -> {
        boolean byHand = actions.contains(event.cause());
        if (change.to() == ControllerState.FENCING || (isFailure(change) && !byHand)) {
          controller.detect(event, change.reason(), false, cutNanos.get(controller.path));
          controller.fences |= change.to() == ControllerState.FENCING;
        } else if (change.to() == ControllerState.CONNECTING) {
          controller.connecting(event);
        }
      }
      default -> {}
    }
  }

  private static boolean isFailure(ControllerEvent.StateChanged change) {
    return change.from() == ControllerState.LIVE && change.to() == ControllerState.RESETTING;
  }

  private void fencing(Event event, FencingEvent detail) {
    Controller controller = at(event.lane());
    switch (detail) {
      case FencingEvent.Started started -> controller.timeoutMillis = started.timeoutMillis();
      case FencingEvent.Ended fenced -> controller.fenced(event, fenced);
      default -> {}
    }
  }

  private void reconnect(Event event, ReconnectEvent detail) {
    Controller controller = at(event.lane());
    switch (detail) {
      case ReconnectEvent.Attempted attempted -> controller.attempts = attempted.attempt();
      case ReconnectEvent.Succeeded _ -> controller.end(ended, Outcome.RECONNECTED, event);
      case ReconnectEvent.Removed _ -> controller.end(ended, Outcome.REMOVED, event);
      default -> {}
    }
  }

  private void io(Event event, IoEvent detail) {
    switch (detail) {
      case IoEvent.Submitted submitted -> {
        if (submitted.kind() == IoKind.READ) {
          reads.add(submitted.operation());
        }
      }
      case IoEvent.Held held -> {
        if (!reads.contains(held.operation())) {
          at(event.lane()).writesHeld++;
        }
      }
      case IoEvent.FailedOver moved -> at(Lane.host(moved.from())).resumed(event);
      default -> {}
    }
  }

  /** A controller, and its recovery while one goes on. */
  private static final class Controller {
    private final Lane lane;
    private String path = "";
    private long lastHeardNanos;
    private @Nullable Event detected;
    private String trigger = "";
    private boolean triggerSaid;
    private long failedNanos;
    private boolean fences;
    private OptionalLong fencedNanos = OptionalLong.empty();
    private FencedBy fencedBy = FencedBy.NONE;
    private String source = "";
    private long timeoutMillis;
    private int writesHeld;
    private OptionalLong resumedNanos = OptionalLong.empty();
    private OptionalLong connectingNanos = OptionalLong.empty();
    private int attempts;

    Controller(Lane lane) {
      this.lane = lane;
    }

    /** Begins a recovery, unless one goes on: then a second trigger belongs to that one. */
    void detect(Event event, String reason, boolean saysTrigger, @Nullable Long cutNanos) {
      if (detected != null) {
        if (saysTrigger && !triggerSaid) {
          trigger = reason; // the state changed first, and now it is said why
          triggerSaid = true;
        }
        return;
      }
      triggerSaid = saysTrigger;
      detected = event;
      trigger = reason;
      failedNanos =
          cutNanos != null ? cutNanos : lastHeardNanos > 0 ? lastHeardNanos : event.nanos();
      fences = false;
      fencedNanos = OptionalLong.empty();
      fencedBy = FencedBy.NONE;
      source = "";
      timeoutMillis = 0;
      writesHeld = 0;
      resumedNanos = OptionalLong.empty();
      connectingNanos = OptionalLong.empty();
      attempts = 0;
    }

    void fenced(Event event, FencingEvent.Ended fenced) {
      fences = true;
      fencedNanos = OptionalLong.of(event.nanos());
      fencedBy = fenced.by();
      source = fenced.source();
    }

    void resumed(Event event) {
      if (detected != null && resumedNanos.isEmpty()) {
        resumedNanos = OptionalLong.of(event.nanos());
      }
    }

    void connecting(Event event) {
      if (detected != null && connectingNanos.isEmpty()) {
        connectingNanos = OptionalLong.of(event.nanos());
      }
    }

    void end(List<Recovery> recoveries, Outcome outcome, @Nullable Event end) {
      if (detected == null) {
        return;
      }
      recoveries.add(
          new Recovery(
              lane,
              trigger,
              failedNanos,
              detected.nanos(),
              detected.sequence(),
              fences,
              fencedNanos,
              fencedBy,
              source,
              timeoutMillis,
              writesHeld,
              resumedNanos.isPresent() ? resumedNanos : connectingNanos,
              connectingNanos,
              attempts,
              outcome,
              outcome == Outcome.RECONNECTED && end != null
                  ? OptionalLong.of(end.nanos())
                  : OptionalLong.empty(),
              end == null ? 0 : end.sequence()));
      detected = null;
    }
  }
}
