package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.value.ControllerState;
import java.util.concurrent.TimeUnit;

/** Infers what follows for one controller from the passage of time alone, without another PDU. */
final class HostDecisions {
  /** Longest wait for a sign that the host is still alive. */
  private static final long SEEN_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Time within which a host that has closed its connections may reconnect. */
  private static final long AWAITED_NANOS = TimeUnit.SECONDS.toNanos(120);

  private final LaneRecorder recorder;
  private final OtherControllers others;
  private final HostQueues queues;
  private final HostKeepAlive keepAlive;
  private final HostSuspicion suspicion;
  private final HostRecovery recovery;
  private final HostState state;
  private final HostLoss loss;
  private final HostFencing fencing;

  HostDecisions(
      LaneRecorder recorder,
      OtherControllers others,
      HostQueues queues,
      HostKeepAlive keepAlive,
      HostSuspicion suspicion,
      HostRecovery recovery) {
    this.recorder = recorder;
    this.others = others;
    this.queues = queues;
    this.keepAlive = keepAlive;
    this.suspicion = suspicion;
    this.recovery = recovery;
    state = recovery.state();
    loss = recovery.loss();
    fencing = recovery.fencing();
  }

  /** Returns the time at which something can be inferred without another PDU. */
  long dueNanos() {
    HostLoss.Pending lost = loss.pending();
    if (lost != null) {
      return lost.dueNanos();
    }
    if (state.is(ControllerState.FENCING)) {
      return fencing.dueNanos();
    }
    return state.is(ControllerState.LIVE) ? keepAlive.foundByNanos() : Long.MAX_VALUE;
  }

  /** Infers what follows from the current time. Does nothing before {@link #dueNanos}. */
  void look() {
    if (recorder.nanos() < dueNanos()) {
      return;
    }
    HostLoss.Pending lost = loss.pending();
    if (lost != null) {
      decide(lost);
    } else if (state.is(ControllerState.FENCING)) {
      fencing.look();
    } else {
      recovery.fenceByHold(suspicion.ofSilence());
    }
  }

  /** Decides what a loss means after the time to observe the host has elapsed. */
  private void decide(HostLoss.Pending lost) {
    long now = recorder.nanos();
    long since = lost.why().sinceNanos();
    if (state.is(ControllerState.FENCING)) {
      decideFencing(lost);
    } else if (!lost.isFailure()) {
      loss.isSurvivedIf(others.isAnyUsedAfter(lost.closedNanos()));
      boolean mayReturn =
          loss.isSurvived()
              || recovery.wasReset()
              || others.isAnyConnected()
              || !queues.unanswered().isEmpty();
      if (mayReturn && now < since + AWAITED_NANOS) {
        loss.waits(lost);
      } else {
        recovery.goesAway(lost);
      }
    } else if (mayNotHaveDetected(lost) && now < since + AWAITED_NANOS) {
      loss.waits(lost); // the host may not have detected it yet
    } else if (!others.isAllSeen()
        || queues.unanswered().stream().noneMatch(OutstandingCommand::isWrite)) {
      decideWithoutWrites(lost);
    } else if (others.isAnySeenSince(since + HostRecovery.LATER_NANOS)) {
      recovery.fenceByHold(lost.why());
    } else if (others.isAnyConnected() && now < since + SEEN_WITHIN_NANOS) {
      loss.waitsForSign(lost);
    } else {
      recovery.fail(lost.why(), false);
    }
  }

  private boolean mayNotHaveDetected(HostLoss.Pending lost) {
    return !lost.why().isSeen() && recorder.nanos() < keepAlive.foundByNanos();
  }

  /**
   * Decides what a loss without outstanding writes means. The reaction time of a host that sends
   * nothing for a while, such as one on a busy machine, begins when the host is seen again.
   */
  private void decideWithoutWrites(HostLoss.Pending lost) {
    long since = lost.why().sinceNanos();
    boolean isSilent = !others.isAnySeenSince(since + HostRecovery.LATER_NANOS);
    if (isSilent && others.isAnyConnected() && recorder.nanos() < since + SEEN_WITHIN_NANOS) {
      loss.waitsForSilent(lost);
    } else if (lost.isSilent() && !isSilent) {
      loss.waitsForSeen(lost);
    } else {
      recovery.fail(lost.why(), false);
    }
  }

  /**
   * Decides what it means that the host has closed its connections during fencing. Keeps waiting
   * while a reset has no outcome.
   */
  private void decideFencing(HostLoss.Pending lost) {
    fencing.look();
    boolean waits = fencing.isPending() && others.isAnyConnected();
    if (waits && recorder.nanos() < lost.why().sinceNanos() + AWAITED_NANOS) {
      loss.waits(lost);
    } else {
      recovery.goesOn("its connections were closed", fencing.endsUnseen(Cause.NONE));
    }
  }
}
