package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.nvme.Completion;

/** Follows how one controller connects: the first bring-up, the attempts, and LIVE at their end. */
final class HostConnecting {
  private static final String AGAIN = "it connects again";
  private static final long NOT_LIVE = Long.MAX_VALUE;

  private final LaneRecorder recorder;
  private final ControllerEvent.Created created;
  private final ControllerEvent.Connected connected;
  private final OtherControllers others;
  private final HostQueues queues;
  private final HostSuspicion suspicion;
  private final HostSilence silence;
  private final HostRecovery recovery;
  private final HostState state;
  private final HostAttempts attempts;
  private long liveNanos = NOT_LIVE;

  /**
   * @param created the event of the controller's creation
   * @param connected the event of its first success
   */
  HostConnecting(
      LaneRecorder recorder,
      ControllerEvent.Created created,
      ControllerEvent.Connected connected,
      OtherControllers others,
      HostQueues queues,
      HostSuspicion suspicion,
      HostSilence silence,
      HostRecovery recovery) {
    this.recorder = recorder;
    this.created = created;
    this.connected = connected;
    this.others = others;
    this.queues = queues;
    this.suspicion = suspicion;
    this.silence = silence;
    this.recovery = recovery;
    state = recovery.state();
    attempts = recovery.attempts();
  }

  /** Reports whether the controller is down and no attempt to connect is in progress. */
  boolean isAwaited() {
    return state.is(ControllerState.CONNECTING) && attempts.isAwaited();
  }

  /**
   * Reports whether the controller has lost its connections and it is not yet known what that means
   * or whether fencing has ended.
   */
  boolean isLost() {
    boolean isUndecided =
        state.is(ControllerState.FENCING)
            || (state.is(ControllerState.LIVE) && recovery.loss().isPending());
    return isUndecided && !queues.isAnyOpen();
  }

  /** Reports whether the controller has been LIVE since that time or longer. */
  boolean isLiveSince(long nanos) {
    return liveNanos <= nanos;
  }

  /** Handles a Connect of the admin queue before it is recorded. */
  void begins() {
    if (state.current() == null || state.is(ControllerState.DEAD)) {
      create();
    } else if (!state.is(ControllerState.CONNECTING)) {
      leave();
    } else if (queues.isAdminOpen()) {
      failed("it was begun anew", Cause.NONE);
      queues.forget("not seen to end");
    }
    recovery.ruleOutFencing();
    if (isAwaited()) {
      attempts.begins();
    }
    attempts.connects();
    recovery.forget();
    liveNanos = NOT_LIVE;
  }

  /**
   * Creates the controller. If its host had only closed it, the host may have kept it, and nothing
   * shows how it reconnects.
   */
  private void create() {
    if (recovery.isClosedForUnknownReason()) {
      attempts.ofUnknownNumber();
      recovery.returns();
    } else {
      attempts.anew();
      state.create(created);
    }
  }

  /**
   * Ends the old association of a reconnecting controller, because the end of its connections was
   * not seen.
   */
  private void leave() {
    HostLoss.Pending lost = recovery.loss().pending();
    switch (state.current()) {
      case LIVE -> {
        if (lost == null && recovery.fencesByEarlierReset(false, AGAIN)) {
          fencingHasEnded();
        } else if (lost == null) {
          recovery.fail(silence.judgeLate(suspicion.ofReconnect()), false);
        } else if (lost.isFailure() || isSurvived(lost)) {
          recovery.fail(lost.why(), false);
        } else {
          recovery.goesAway(lost);
        }
      }
      case FENCING -> fencingHasEnded();
      case null, default -> {}
    }
    queues.forget("not seen to end");
    recovery.settle(Cause.NONE);
    if (!state.is(ControllerState.CONNECTING)) {
      create();
    }
  }

  private void fencingHasEnded() {
    if (state.is(ControllerState.FENCING)) {
      recovery.fencingHasEnded(AGAIN);
    }
  }

  /**
   * Reports whether the host, which has closed its connections, has gone on without them, or a
   * reset of the controller has passed before.
   */
  private boolean isSurvived(HostLoss.Pending lost) {
    return recovery.wasReset()
        || recovery.loss().isSurvived()
        || others.isAnyConnectedSince(lost.closedNanos())
        || others.isAnyUsedAfter(lost.closedNanos());
  }

  /** Notes the step of the attempt, which a failure will name. */
  void at(String step) {
    attempts.at(step);
  }

  /** Handles a Connect that was refused. */
  void refused(Completion completion) {
    suspicion.refused(completion.status().toString());
    attempts.refused(completion.statusField());
  }

  /** Handles the Connect of the last queue. */
  void connectedLast() {
    if (attempts.isUnderWay()) {
      live();
    }
  }

  /** Handles a command that shows that all queues are connected. */
  void used() {
    if (attempts.isUnderWay() && state.is(ControllerState.CONNECTING)) {
      live();
    }
  }

  private void live() {
    boolean first = !attempts.hasEverSucceeded();
    Cause cause = attempts.succeeded();
    if (cause.isNone() && first) {
      cause = recorder.record(Cause.NONE, connected);
    }
    suspicion.forget();
    recovery.loss().forget();
    liveNanos = recorder.nanos();
    state.become(ControllerState.LIVE, "connected", cause);
    others.pathIsBack();
  }

  /**
   * Handles the end of a connection of the path on which no Connect was sent. If it received no
   * ICResp, it was an attempt of this controller; a discovery connection would have received one.
   * Before the meaning of a loss is decided, the attempt is only counted.
   */
  void endsWithoutConnect(boolean byHost, boolean isInitialized) {
    if (isLost() && !isInitialized) {
      attempts.missesOne();
    }
    if (isAwaited() && !queues.isAnyOpen() && !isInitialized) {
      attempts.begins();
      failed(
          byHost ? ControllerEvent.ConnectFailed.NO_ICRESP : "the connection was lost", Cause.NONE);
    }
  }

  /** Handles the end of a connection of an attempt. */
  void ends(boolean byHost, Cause cause) {
    failed(suspicion.ofFailedAttempt(byHost), cause);
  }

  private void failed(String why, Cause cause) {
    if (!attempts.isUnderWay()) {
      return;
    }
    if (attempts.failed(why, cause)) {
      state.become(ControllerState.DEAD, "never connected", cause);
    }
    suspicion.forget();
  }
}
