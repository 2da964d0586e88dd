package dev.fenceline.timeline.recovery;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.value.IoKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows operations from controller to controller and notifies recoveries of the course of their
 * I/O.
 */
final class RecoveredIo {
  private final Map<Lane, RecoveryDraft> drafts = new HashMap<>();

  /** The controller to which the last copy of each unfinished operation was sent. */
  private final Map<Long, Lane> lastLane = new HashMap<>();

  private final Set<Long> reads = new HashSet<>();

  /** Operations that no path can take currently. */
  private final Set<Long> waiting = new HashSet<>();

  /** Controllers whose operations were recorded. */
  private final Set<Lane> seen = new HashSet<>();

  private final HostControllers hosts = new HostControllers();

  /** Notes that a controller has failed. */
  void begins(RecoveryDraft draft) {
    drafts.put(draft.lane, draft);
    if (isSeenOf(draft.lane) && !lastLane.containsValue(draft.lane)) {
      draft.isIdle();
    }
  }

  /**
   * Reports whether the operations of a host were recorded; only Fenceline's own host records them.
   */
  boolean isSeen() {
    return !seen.isEmpty();
  }

  /** Reports whether the operations of a controller were recorded. */
  boolean isSeenOf(Lane controller) {
    return seen.contains(controller);
  }

  /** Reports whether no event shows that two controllers belong to different hosts. */
  boolean isSameHost(Lane one, Lane other) {
    return hosts.isSame(one, other);
  }

  void read(Event event) {
    hosts.read(event);
    switch (event.detail()) {
      case CommandEvent.Submitted it -> submitted(event, it);
      case IoEvent detail -> io(event, detail);
      case LogEvent detail -> log(event, detail);
      default -> {}
    }
  }

  private void submitted(Event event, CommandEvent.Submitted it) {
    if (it.operation() == 0) {
      return;
    }
    seen.add(event.lane());
    lastLane.put(it.operation(), event.lane());
    boolean waited = waiting.remove(it.operation());
    for (RecoveryDraft draft : drafts.values()) {
      if (!draft.lane.equals(event.lane())) {
        if (hosts.isSame(draft.lane, event.lane())) {
          draft.newElsewhere(event, waited);
        }
      } else if (waited) {
        draft.goesOnAgain(event);
      }
    }
  }

  /** Handles a log line about I/O, on the lane of each controller that is failed at that time. */
  private void log(Event event, LogEvent detail) {
    RecoveryDraft draft = drafts.get(event.lane());
    if (draft == null || !(draft.isConcerned() || draft.isGivenUp())) {
      return;
    }
    switch (detail) {
      case LogEvent.IoWaits _ -> draft.waits();
      case LogEvent.IoGoesOn _ -> draft.goesOnAgain(event);
      case LogEvent.IoFailed _ -> draft.ioFails(event);
      default -> {}
    }
  }

  private void io(Event event, IoEvent detail) {
    switch (detail) {
      case IoEvent.Submitted it -> {
        if (it.kind() == IoKind.READ) {
          reads.add(it.operation());
        }
      }
      case IoEvent.Held it -> {
        RecoveryDraft draft = drafts.get(event.lane());
        if (draft != null) {
          draft.held(!reads.contains(it.operation()));
        }
      }
      case IoEvent.FailedOver it -> {
        RecoveryDraft draft = drafts.get(Lane.host(it.from()));
        if (draft != null) {
          draft.goesOn(event, it.to());
        }
      }
      case IoEvent.Requeued it -> {
        if (it.reason().equals(IoEvent.Requeued.NO_PATH)) {
          waiting.add(it.operation());
          concerned(it.operation()).forEach(RecoveryDraft::waits);
        }
      }
      case IoEvent.Refused it -> waiting.add(it.operation());
      case IoEvent.Ended it -> ended(event, it);
      case IoEvent.BlockRead _, IoEvent.Released _, IoEvent.Retried _ -> {}
    }
  }

  private void ended(Event event, IoEvent.Ended it) {
    boolean waited = waiting.contains(it.operation());
    if (it.status() != 0 && (waited || lastLane.containsKey(it.operation()))) {
      concerned(it.operation()).forEach(draft -> draft.operationFailed(event));
    }
    lastLane.remove(it.operation());
    reads.remove(it.operation());
    waiting.remove(it.operation());
  }

  /**
   * Returns the recovery of the controller that last had an operation, or all recoveries in
   * progress if no controller had it.
   */
  private Collection<RecoveryDraft> concerned(long operation) {
    Lane lane = lastLane.get(operation);
    if (lane == null) {
      return drafts.values().stream().filter(draft -> !draft.hasEnded()).toList();
    }
    RecoveryDraft draft = drafts.get(lane);
    return draft == null || !draft.isConcerned() ? List.of() : List.of(draft);
  }
}
