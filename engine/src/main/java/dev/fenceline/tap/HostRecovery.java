package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.value.ControllerState;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The recovery of one controller: its states from the failure of its connections to the wait for
 * the next connection attempt, with or without fencing.
 */
final class HostRecovery {
  /** An inference that is later than this records the time since which it has been true. */
  static final long LATER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** Time within which a host that continues has resent all its requests. */
  private static final long AT_ONCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final String CLOSED = "closed by its host";
  private static final long NEVER_NANOS = -AT_ONCE_NANOS - 1;

  private final LaneRecorder recorder;
  private final OtherControllers others;
  private final HostQueues queues;
  private final HostKeepAlive keepAlive;
  private final HostAnswers answers;
  private final HostState state;
  private final HostLoss loss;
  private final HostFencing fencing;
  private final HostAttempts attempts;
  private final HostEarlierResets earlierResets;
  private boolean stopsInOrder;

  /** The reason for a failure for which it is unknown whether the host fences. */
  private HostSuspicion.@Nullable Reason open;

  private boolean wasReset;

  /** When the host closed the connections, if nothing shows why; otherwise 0. */
  private long closedNanos;

  /** The time at which the host was seen to continue; far in the past if it was not. */
  private long wentOnNanos = NEVER_NANOS;

  HostRecovery(
      LaneRecorder recorder,
      OtherControllers others,
      HostQueues queues,
      HostKeepAlive keepAlive,
      HostAnswers answers) {
    this.recorder = recorder;
    this.others = others;
    this.queues = queues;
    this.keepAlive = keepAlive;
    this.answers = answers;
    state = new HostState(recorder);
    loss = new HostLoss(recorder);
    fencing = new HostFencing(recorder);
    attempts = new HostAttempts(recorder);
    earlierResets = new HostEarlierResets(recorder);
  }

  HostState state() {
    return state;
  }

  HostLoss loss() {
    return loss;
  }

  HostFencing fencing() {
    return fencing;
  }

  HostAttempts attempts() {
    return attempts;
  }

  HostEarlierResets earlierResets() {
    return earlierResets;
  }

  /** Resets the state for a new association. */
  void forget() {
    loss.forget();
    earlierResets.forget();
    stopsInOrder = false;
    open = null;
    wasReset = false;
    wentOnNanos = NEVER_NANOS;
  }

  /**
   * Reports whether the host was seen to continue just now. It then resends outstanding requests
   * immediately.
   */
  boolean isGoingOn() {
    return recorder.nanos() - wentOnNanos <= AT_ONCE_NANOS;
  }

  /** Notes that the host continues now, after an event that does not show when it could. */
  void isGoingOnNow() {
    wentOnNanos = recorder.nanos();
  }

  /** Handles a request of the host to shut down the controller. */
  void shutsDown(Cause cause) {
    state.become(ControllerState.DELETING, "shut down by its host", cause);
  }

  /** Handles a disable by the host, which is an orderly stop. */
  void disables(Cause cause) {
    stopsInOrder = true;
    state.become(ControllerState.RESETTING, "disabled by its host", cause);
  }

  /**
   * Ends the controller, because its host has closed its connections and was not seen to go on
   * since. It may have ended, or it may recover the controller.
   */
  void goesAway(HostLoss.Pending lost) {
    loss.forget();
    closedNanos = lost.closedNanos();
    state.become(ControllerState.DELETING, ControllerEvent.StateChanged.CLOSED, Cause.NONE);
    settle(Cause.NONE);
  }

  /** Reports whether the host has closed the connections, and nothing has shown why. */
  boolean isClosedForUnknownReason() {
    return closedNanos != 0;
  }

  /**
   * Connects a controller again that its host had closed. Its host may be a new one, which has kept
   * no request of the one before.
   */
  void returns() {
    state.returns(new ControllerEvent.Returned(closedNanos));
    closedNanos = 0;
    others.mayBeOfAnotherHost();
  }

  /** Forgets the requests of a failed controller, which its host may not have kept. */
  void losesRequests() {
    if (state.is(ControllerState.FENCING) && !queues.isAnyOpen()) {
      goesOn("its connections were closed", fencing.endsUnseen(Cause.NONE));
    }
    if (state.is(ControllerState.CONNECTING)) {
      queues.losesAll();
    }
  }

  /**
   * Starts error recovery without fencing; {@code goesOn} says that requests were seen to continue.
   */
  void fail(HostSuspicion.Reason why, boolean goesOn) {
    loss.failsAtOnce(others.isAnyConnected());
    wentOnNanos = goesOn ? recorder.nanos() : NEVER_NANOS;
    boolean isShown = goesOn && others.isAllSeen();
    open = isShown ? null : why;
    Cause recovery =
        recorder.record(
            why.cause(),
            new ControllerEvent.ErrorRecovery(why.words(), false, !isShown, false, since(why)));
    others.sourceLost(state.become(ControllerState.RESETTING, why.words(), recovery));
    settle(recovery);
  }

  /** Notes that a reset of the controller has passed. */
  void notesReset() {
    wasReset = true;
  }

  /** Reports whether a reset of the controller has passed since it was connected. */
  boolean wasReset() {
    return wasReset;
  }

  /**
   * Infers, when the controller reconnects, that the host did not fence: a host that fences by a
   * hold reconnects no sooner than T after it has detected the failure.
   */
  void ruleOutFencing() {
    if (open != null
        && open.isSeen()
        && !wasReset
        && others.isEveryPathSeen()
        && others.isAllSeen()
        && answers.times().isBefore(recorder.nanos() - open.sinceNanos())) {
      recorder.record(Cause.NONE, new FencingEvent.RuledOut());
    }
    open = null;
  }

  private long since(HostSuspicion.Reason why) {
    if (!why.isSeen()) {
      return ControllerEvent.ErrorRecovery.NOT_SEEN;
    }
    return recorder.nanos() - why.sinceNanos() >= LATER_NANOS ? why.sinceNanos() : 0;
  }

  /** Starts error recovery with fencing, which holds the outstanding writes. */
  void fence(HostSuspicion.Reason why) {
    loss.failsAtOnce(others.isAnyConnected());
    long since = since(why);
    Cause recovery =
        recorder.record(
            why.cause(), new ControllerEvent.ErrorRecovery(why.words(), true, false, false, since));
    Cause entered = state.become(ControllerState.FENCING, why.words(), recovery);
    HostSuspicion.Reason counted = since == 0 ? why.at(recorder.nanos()) : why;
    fencing.begins(counted, answers.times(), answers.instance(), entered);
    for (OutstandingCommand command : queues.unanswered()) {
      if (command.isWrite() && others.isAllSeen()) {
        recorder.record(entered, new IoEvent.Held(0, 1, command.qid(), command.cid()));
      }
    }
  }

  /** Starts fencing of which the traffic shows only the hold. */
  void fenceByHold(HostSuspicion.Reason why) {
    fence(why);
    fencing.holds();
  }

  /**
   * Starts fencing of a LIVE controller that fails now, if the host has begun it by a reset that
   * passed before any sign of trouble. The reset is the host's own if the host fences by resets, or
   * if the host closes its connections before it has the answer.
   *
   * @param reason what shows now that the controller has failed
   * @return whether fencing has started; it may have ended, too
   */
  boolean fencesByEarlierReset(boolean byHost, String reason) {
    if (!earlierResets.isAny()
        || !(others.isToldOfResets() || (byHost && earlierResets.isUnanswered()))) {
      return false;
    }
    boolean isRecent = earlierResets.isRecent();
    HostSuspicion.Reason why =
        new HostSuspicion.Reason(
            "fenced by its host", Cause.NONE, earlierResets.firstNanos(), isRecent);
    fence(why);
    earlierResets.handTo(fencing);
    if (isRecent) {
      fencedIfSo();
    } else if (fencing.isFenced()) {
      fencingHasEnded(reason);
    }
    return true;
  }

  /** Ends fencing if a source has reported that the instance no longer exists. */
  void fencedIfSo() {
    if (state.is(ControllerState.FENCING) && fencing.isFenced()) {
      loss.findsPathIf(others.isAnyConnected());
      fenced(fencing.ends(Cause.NONE));
      if (!queues.isAnyOpen()) {
        closed("its connections were closed", Cause.NONE);
        settle(Cause.NONE);
      }
    }
  }

  private void fenced(Cause cause) {
    loss.forget();
    wentOnNanos = recorder.nanos();
    state.become(ControllerState.FENCED, "fencing ended", cause);
  }

  /** Handles the end of the connections of a fenced controller. */
  void closed(String reason, Cause cause) {
    state.become(ControllerState.RESETTING, reason, cause);
  }

  /** Ends fencing, because the host was seen to continue. */
  void fencingEnds(String reason, Cause cause) {
    loss.findsPathIf(others.isAnyConnected());
    boolean isShown = fencing.isFenced() || others.isAllSeen();
    goesOn(reason, isShown ? fencing.ends(cause) : fencing.endsUnseen(cause));
  }

  /** Records that fencing had ended at an earlier, unknown time. */
  void fencingHasEnded(String reason) {
    boolean isShown = fencing.isFenced() || others.isAllSeen();
    goesOn(reason, isShown ? fencing.endedBefore() : fencing.endsUnseen(Cause.NONE));
    wentOnNanos = NEVER_NANOS;
  }

  /** Continues after the event {@code cause} has ended fencing. */
  void goesOn(String reason, Cause cause) {
    fenced(cause);
    closed(reason, cause);
    settle(cause);
  }

  /** Reports whether a hold that began when the failure was detected would be over by now. */
  boolean wouldHoldBeOver(HostSuspicion.Reason why) {
    return answers.times().isOver(recorder.nanos() - why.sinceNanos());
  }

  /**
   * Ends the outstanding requests. If there was another path when the controller failed and there
   * is none now, they may have gone there and been lost, or wait for a path.
   */
  private void requeues(Cause cause) {
    boolean isPath = others.isAnyConnected();
    if (!others.isAllSeen() || (!isPath && loss.hadPath())) {
      queues.losesAll();
      return;
    }
    if (!isPath && !queues.unanswered().isEmpty()) {
      recorder.record(cause, new IoEvent.Requeued(0, IoEvent.Requeued.NO_PATH));
    }
    queues.requeuesAll(isPath);
  }

  /** Moves a controller without connections to its next state: it waits to reconnect or is gone. */
  void settle(Cause cause) {
    if (queues.isAnyOpen()) {
      return;
    }
    switch (state.current()) {
      case RESETTING, FENCED -> {
        requeues(cause);
        String reason = stopsInOrder ? "disabled by its host" : "waiting to reconnect";
        state.become(ControllerState.CONNECTING, reason, cause);
        attempts.awaits(stopsInOrder);
      }
      case DELETING -> {
        queues.cancelAll();
        String reason = isClosedForUnknownReason() ? ControllerEvent.StateChanged.CLOSED : CLOSED;
        state.become(ControllerState.DEAD, reason, cause);
      }
      case CONNECTING -> queues.cancelAll();
      case null, default -> {}
    }
    keepAlive.forget();
  }
}
