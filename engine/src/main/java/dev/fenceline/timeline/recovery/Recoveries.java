package dev.fenceline.timeline.recovery;

import dev.fenceline.event.ActionEvent;
import dev.fenceline.event.CaptureEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.timeline.Derived;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recovery.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the recoveries of a timeline. Grows with the timeline and reads every event once. */
public final class Recoveries {
  /** Within this time, a host closes the connections of all its controllers. */
  private static final long TOGETHER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Map<Lane, Controller> controllers = new HashMap<>();
  private final PathFailures paths = new PathFailures();
  private final UnseenAttempts unseen = new UnseenAttempts();
  private final RecoveredIo io = new RecoveredIo();

  /** Whether the events come from the host's own log, which tells every attempt. */
  private boolean isLog;

  /** Actions of users. A controller that a user resets has not failed. */
  private final Set<Long> actions = new HashSet<>();

  private final List<RecoveryDraft> drafts = new ArrayList<>();

  /** A controller that its host has closed, and that it connects again for whatever reason. */
  private record Closing(Lane lane, long nanos) {}

  private final List<Closing> closings = new ArrayList<>();

  private final Derived<List<Recovery>> derived;

  private Recoveries(Timeline timeline) {
    derived = new Derived<>(timeline, this::read, this::found);
  }

  /**
   * Returns the recoveries in the events that a timeline currently contains, in the order of
   * detection.
   */
  public static List<Recovery> of(Timeline timeline) {
    return timeline.index(Recoveries.class, Recoveries::new).derived.now();
  }

  private List<Recovery> found() {
    return drafts.stream()
        .filter(RecoveryDraft::isFailure)
        .map(this::finished)
        .sorted(Comparator.comparingLong(Recovery::detectedSequence))
        .toList();
  }

  /**
   * Finishes a draft. If what passes was seen from outside the host, and no fault of ours explains
   * the failure, something beyond may also have stopped requests and attempts before they could be
   * seen.
   */
  private Recovery finished(RecoveryDraft draft) {
    boolean isAllSeen = io.isSeen() || isLog || draft.isOfKnownFault();
    boolean isEachSeen =
        isAllSeen
            && !unseen.isAnyBetween(at(draft.lane).path, draft.detectedNanos(), draft.endNanos());
    boolean attemptsAreAll = io.isSeen() || isEachSeen;
    return draft.finished(io.isSeenOf(draft.lane), isAllSeen, attemptsAreAll);
  }

  private void read(Event event) {
    paths.read(event);
    unseen.read(event);
    io.read(event);
    switch (event.detail()) {
      case ControllerEvent detail -> controller(event, detail);
      case FencingEvent detail -> fencing(event, detail);
      case ActionEvent.Taken _ -> actions.add(event.sequence());
      case HoldEvent.Ended hold -> {
        timeoutShown(event, hold.timeoutMillis());
        ofReset(event, draft -> draft.stops(event, FencedBy.HOLD));
      }
      case ReconnectEvent detail -> reconnect(event, detail);
      case ConnectionEvent.QueueClosed it -> {
        Controller closed = at(event.lane());
        closed.isCutOff |= it.reason().equals(ConnectionEvent.QueueClosed.LOST);
        closed.closedNanos = OptionalLong.of(event.nanos());
      }
      case CaptureEvent.Missing _ -> isCutOff(event.lane().name());
      case LogEvent.ReconnectNotSeen _ -> ended(event);
      case LogEvent.Opened _ -> isLog = true;
      case KeepAliveEvent.Answered _, CommandEvent.Completed _ ->
          at(event.lane()).heardNanos = OptionalLong.of(event.nanos());
      default -> {}
    }
  }

  /** Notes that commands on a path may not have been seen. */
  private void isCutOff(String path) {
    controllers.values().stream()
        .filter(each -> each.path.equals(path))
        .forEach(each -> {
          each.isCutOff = true;
          if (each.draft != null && !each.draft.hasEnded()) {
            each.draft.isCutOff = true;
          }
        });
  }

  private Controller at(Lane lane) {
    return controllers.computeIfAbsent(lane, _ -> new Controller());
  }

  private void controller(Event event, ControllerEvent detail) {
    Controller controller = at(event.lane());
    switch (detail) {
      case ControllerEvent.Created created -> {
        controller.path = created.path();
        controller.heardNanos = OptionalLong.empty();
      }
      case ControllerEvent.Returned it -> {
        controller.heardNanos = OptionalLong.empty();
        returns(event.lane(), it.closedNanos());
      }
      case ControllerEvent.Identified it -> controller.cqtMillis = OptionalLong.of(it.cqtMillis());
      case ControllerEvent.ErrorRecovery said -> draft(event, said.trigger()).said(said);
      case ControllerEvent.ResetBegun it -> {
        controller.reset = it;
        if (actions.contains(event.cause().sequence())) {
          actions.add(event.sequence());
        }
      }
      case ControllerEvent.StateChanged change -> {
        boolean byHand = actions.contains(event.cause().sequence());
        if (change.to() == ControllerState.FENCING) {
          draft(event, change.reason()).fences = true;
        } else if (isFailure(change) && controller.reset != null) {
          draft(event, change.reason()).resets(controller.reset, byHand);
        } else if (isFailure(change) && !byHand) {
          draft(event, change.reason());
        } else if (change.to() == ControllerState.DELETING && controller.draft != null) {
          controller.draft.deleted(event);
        } else if (change.to() == ControllerState.CONNECTING && controller.isRecovering()) {
          draft(event, "").connecting(event, change.reason());
        }
        if (change.to() == ControllerState.LIVE) {
          controller.isCutOff = false;
          controller.closedNanos = OptionalLong.empty();
        }
        if (change.to() == ControllerState.LIVE && controller.reset != null) {
          controller.reset = null;
          ended(event); // after a reset, the immediate attempt produces only this event
        }
      }
      case ControllerEvent.ConnectFailed it -> ofReset(event, draft -> draft.connectFailed(it));
      case ControllerEvent.Stopped _ ->
          ofReset(event, draft -> draft.stops(event, FencedBy.STOPPED));
      default -> {}
    }
  }

  /** Notifies the recovery in progress, if a reset began it. */
  private void ofReset(Event event, Consumer<RecoveryDraft> told) {
    Controller controller = at(event.lane());
    RecoveryDraft draft = controller.draft;
    if (controller.reset != null && draft != null && !draft.hasEnded()) {
      told.accept(draft);
    }
  }

  /**
   * Handles the return of a controller that its host had closed. The host may have been started
   * again since, so what became of its other failed controllers is not known either.
   */
  private void returns(Lane lane, long closedNanos) {
    closings.add(new Closing(lane, closedNanos));
    drafts.forEach(this::mayBeOfAnotherHost);
  }

  private void mayBeOfAnotherHost(RecoveryDraft draft) {
    for (Closing closing : closings) {
      boolean isOfThatTime =
          draft.lostNanos <= closing.nanos() + TOGETHER_NANOS
              && draft.endNanos() >= closing.nanos();
      if (isOfThatTime
          && !draft.lane.equals(closing.lane())
          && io.isSameHost(draft.lane, closing.lane())) {
        draft.mayBeOfAnotherHost(closing.nanos());
      }
    }
  }

  private static boolean isFailure(ControllerEvent.StateChanged change) {
    return change.from() == ControllerState.LIVE && change.to() == ControllerState.RESETTING;
  }

  /** Returns the recovery in progress of a controller, and begins one if there is none. */
  private RecoveryDraft draft(Event event, String reason) {
    Controller controller = at(event.lane());
    RecoveryDraft draft = controller.draft;
    if (draft == null || draft.hasEnded()) {
      OptionalLong heard = controller.heardNanos;
      OptionalLong failed =
          controller.path.isEmpty()
              ? OptionalLong.empty()
              : paths.of(controller.path, heard.orElse(0));
      draft = new RecoveryDraft(event, reason, failed, heard, controller.cqtMillis);
      draft.isCutOff = controller.isCutOff;
      draft.lostNanos = controller.closedNanos.orElse(draft.lostNanos);
      mayBeOfAnotherHost(draft);
      controller.draft = draft;
      drafts.add(draft);
      io.begins(draft);
    }
    return draft;
  }

  private void fencing(Event event, FencingEvent detail) {
    RecoveryDraft draft = at(event.lane()).draft;
    if (draft == null) {
      return;
    }
    switch (detail) {
      case FencingEvent.Started started -> draft.timeoutMillis = started.timeoutMillis();
      case FencingEvent.CcrTimedOut it -> timeoutShown(event, it.timeoutMillis());
      case FencingEvent.Ended fenced -> draft.fenced(event, fenced);
      case FencingEvent.RuledOut _ -> draft.fencingIsRuledOut();
      default -> {}
    }
  }

  /** Sets T of a real host, which only the end of its hold shows. */
  private void timeoutShown(Event event, long timeoutMillis) {
    RecoveryDraft draft = at(event.lane()).draft;
    if (draft != null && timeoutMillis > 0) {
      draft.timeoutMillis = timeoutMillis;
    }
  }

  private void reconnect(Event event, ReconnectEvent detail) {
    Controller controller = at(event.lane());
    RecoveryDraft draft = controller.draft;
    if (draft == null || draft.hasEnded()) {
      return;
    }
    switch (detail) {
      case ReconnectEvent.Attempted attempted -> draft.attempts = attempted.attempt();
      case ReconnectEvent.Failed failed -> draft.attemptFailed(failed);
      case ReconnectEvent.Succeeded _ -> {
        controller.reset = null;
        draft.end(Outcome.RECONNECTED, event);
      }
      case ReconnectEvent.Removed _ -> draft.end(Outcome.REMOVED, event);
      case ReconnectEvent.Scheduled _ -> {}
    }
  }

  /**
   * Handles the return of the controller. In a log, the controller had returned before it failed
   * again.
   */
  private void ended(Event event) {
    RecoveryDraft draft = at(event.lane()).draft;
    if (draft != null && !draft.hasEnded()) {
      draft.end(Outcome.RECONNECTED, event);
    }
  }

  /** The known state of a controller, and its latest recovery. */
  private static final class Controller {
    private String path = "";
    private OptionalLong heardNanos = OptionalLong.empty();
    private OptionalLong cqtMillis = OptionalLong.empty();

    /** The reset in progress, or null if there is none. */
    private ControllerEvent.@Nullable ResetBegun reset;

    private @Nullable RecoveryDraft draft;

    /** Whether a connection ended abruptly, so that its last commands may not have been seen. */
    private boolean isCutOff;

    /** When a connection ended since the controller was LIVE. */
    private OptionalLong closedNanos = OptionalLong.empty();

    boolean isRecovering() {
      return draft != null && !draft.hasEnded();
    }
  }
}
