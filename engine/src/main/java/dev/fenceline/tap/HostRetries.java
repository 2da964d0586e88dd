package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.nvme.Command;
import java.util.List;

/**
 * The requests of one host controller that are sent again, and what they show of its recovery: that
 * the host has continued, and how.
 */
final class HostRetries {
  private static final String SENT_AGAIN = "its requests are sent again";

  private final LaneRecorder recorder;
  private final OtherControllers others;
  private final HostKeepAlive keepAlive;
  private final HostQueues queues;
  private final HostSuspicion suspicion;
  private final HostSilence silence;
  private final HostRecovery recovery;
  private final HostState state;
  private final HostLoss loss;
  private final HostFencing fencing;

  HostRetries(
      LaneRecorder recorder,
      OtherControllers others,
      HostKeepAlive keepAlive,
      HostQueues queues,
      HostSuspicion suspicion,
      HostSilence silence,
      HostRecovery recovery) {
    this.recorder = recorder;
    this.others = others;
    this.keepAlive = keepAlive;
    this.queues = queues;
    this.suspicion = suspicion;
    this.silence = silence;
    this.recovery = recovery;
    state = recovery.state();
    loss = recovery.loss();
    fencing = recovery.fencing();
  }

  /**
   * Handles a read or write over a controller that may be a copy of an outstanding or ended one of
   * this controller.
   */
  void comesAgain(LaneRecorder by, Command command, int qid) {
    if (!others.isAllSeen()) {
      return; // the earlier one may have been answered
    }
    boolean isSameController = by.lane().equals(recorder.lane());
    if (mayHaveGone()) {
      provesToBeAlive(by, command, qid);
      return;
    }
    List<OutstandingCommand> same = queues.copiedBy(command, qid, isSameController);
    if (same.isEmpty() || !isSentAgain(isSameController, same.getFirst())) {
      return;
    }
    queues.comeAgain(same);
    for (OutstandingCommand _ : same) {
      by.record(Cause.NONE, new IoEvent.FailedOver(0, 2, recorder.lane().name(), by.lane().name()));
    }
  }

  /**
   * Reports whether the host, which has closed its connections, may have gone away, so that any
   * request may be one of its next life.
   */
  private boolean mayHaveGone() {
    HostLoss.Pending lost = loss.pending();
    return state.is(ControllerState.LIVE)
        && lost != null
        && !lost.isFailure()
        && !recovery.wasReset()
        && !loss.isSurvived()
        && !others.isAnyConnectedSince(lost.closedNanos());
  }

  /**
   * Handles a request of a host that may have gone away. If all requests that were outstanding come
   * again as soon as a path is back, the host has kept them.
   */
  private void provesToBeAlive(LaneRecorder by, Command command, int qid) {
    if (isPathSince(recorder.nanos())) {
      return;
    }
    List<OutstandingCommand> all = queues.unanswered();
    HostLoss.Pending lost = loss.pending();
    if (lost != null && queues.isAllCopied(command, qid)) {
      recovery.fail(lost.why(), false);
      queues.comeAgain(all);
      for (OutstandingCommand _ : all) {
        by.record(
            Cause.NONE, new IoEvent.FailedOver(0, 2, recorder.lane().name(), by.lane().name()));
      }
    }
  }

  /**
   * Reports whether a request is the same as an earlier one. Requests of an association that has
   * ended say nothing of the present one.
   */
  private boolean isSentAgain(boolean isSameController, OutstandingCommand earlier) {
    return (isSameController || queues.hasEnded(earlier))
        ? earlier.isWrite() || recovery.isGoingOn()
        : hasGoneOn(earlier.isWrite());
  }

  /**
   * Reports whether a request that is sent again shows that the host has continued. A write does,
   * because a host does not write a block twice at the same time. A read may be a different
   * request; it is treated as the same one only if the host was seen to continue just now.
   */
  private boolean hasGoneOn(boolean isWrite) {
    return switch (state.current()) {
      case LIVE -> {
        if (isWrite && loss.pending() == null && recovery.fencesByEarlierReset(false, SENT_AGAIN)) {
          yield hasGoneOn(true);
        }
        if (isWrite) {
          HostLoss.Pending lost = loss.pending();
          hasGoneOn(lost == null ? saidOfRetry() : lost.why());
        }
        yield isWrite;
      }
      case FENCING -> {
        boolean isOver = isWrite || fencing.mayBeOver();
        if (isOver && isPathSince(recorder.nanos())) {
          recovery.fencingEnds(SENT_AGAIN, Cause.NONE);
        } else if (isOver) {
          recovery.fencingHasEnded(SENT_AGAIN);
          recovery.isGoingOnNow();
        }
        yield isOver;
      }
      case FENCED, RESETTING, CONNECTING -> isWrite || recovery.isGoingOn();
      case null, default -> false;
    };
  }

  /**
   * Reports whether there was another path at that time and just before, over which to continue.
   */
  private boolean isPathSince(long nanos) {
    return others.isAnyConnectedSince(nanos - HostSilence.TOGETHER_NANOS);
  }

  /**
   * Returns the reason for a failure that only a retry shows; after a reset it was known before.
   */
  private HostSuspicion.Reason saidOfRetry() {
    return suspicion.said(SENT_AGAIN).notSeenIf(recovery.wasReset(), silence.heardNanos());
  }

  /**
   * Infers whether the host has continued immediately or after a hold that the traffic has not
   * shown. Neither is known if it may have waited for a path, or if it may have detected the
   * failure at the time of its last PDU.
   */
  private void hasGoneOn(HostSuspicion.Reason why) {
    if (!isPathSince(why.sinceNanos()) || mayHoldBeOver(why)) {
      recovery.fail(why.notSeenIf(mayHoldBeOver(why), silence.heardNanos()), false);
      recovery.isGoingOnNow();
    } else if (recovery.wouldHoldBeOver(why)) {
      recovery.fenceByHold(why);
      recovery.fencingEnds(SENT_AGAIN, Cause.NONE);
    } else {
      // it continues immediately, so it has only now detected the failure
      boolean isNow = !why.isSeen() && !recovery.wasReset();
      HostSuspicion.Reason now = isNow ? suspicion.said(why.words()) : why;
      recovery.fail(now, !recovery.wasReset());
    }
  }

  /** Reports whether a hold may be over that began before the host is known to have detected it. */
  private boolean mayHoldBeOver(HostSuspicion.Reason why) {
    return !keepAlive.isOverdue()
        && !recovery.wouldHoldBeOver(why)
        && recovery.wouldHoldBeOver(why.at(silence.heardNanos()));
  }
}
