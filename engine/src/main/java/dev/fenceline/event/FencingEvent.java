package dev.fenceline.event;

import dev.fenceline.nvme.InstanceId;
import org.jspecify.annotations.Nullable;

/**
 * Fencing, which ensures that the target can no longer execute commands that were sent on a failed
 * path. The {@code Target...} events are recorded on the lane of the source instance at the target,
 * the others on the lane of the failed (impacted) host controller.
 */
public sealed interface FencingEvent extends Detail {
  /**
   * Fencing has begun.
   *
   * @param timeoutMillis T: (TBKAS ? 3 : 2) x KATO + CQT (TP4129)
   * @param deadlineNanos the time at which T has passed, counted from detection
   * @param policy the version of the series that the host follows: {@code rfc}, {@code v3}, {@code
   *     v4}, {@code best} or {@code time-based}; null if it is not known
   */
  @Kind("fencing-started")
  record Started(String trigger, long timeoutMillis, long deadlineNanos, @Nullable String policy)
      implements FencingEvent {
    /** Creates an event of a host whose policy is not known. */
    public Started(String trigger, long timeoutMillis, long deadlineNanos) {
      this(trigger, timeoutMillis, deadlineNanos, null);
    }
  }

  /** The host looks for a surviving controller that can reset the impacted one. */
  @Kind("ccr-attempted")
  record CcrAttempted(InstanceId impacted, long timeoutMillis) implements FencingEvent {}

  /**
   * A cross-controller reset was sent to a source.
   *
   * @param source device name of the surviving controller
   * @param sourceCid command identifier on its admin queue
   * @param creditLeft number of further resets that the source can take at the same time
   */
  @Kind("ccr-issued")
  record CcrIssued(String source, InstanceId impacted, int sourceCid, int creditLeft)
      implements FencingEvent {}

  /**
   * The source completed the command; {@code immediate} says that the instance no longer exists.
   */
  @Kind("ccr-answered")
  record CcrAnswered(String source, int sourceCid, int status, boolean immediate)
      implements FencingEvent {}

  /**
   * The outcome of one reset through one source is known.
   *
   * @param next the source that is tried next; empty if there is none; null if it is not known
   */
  @Kind("ccr-ended")
  record CcrEnded(String source, InstanceId impacted, CcrOutcome outcome, @Nullable String next)
      implements FencingEvent {
    /** Creates an event of a recording that does not say which source is tried next. */
    public CcrEnded(String source, InstanceId impacted, CcrOutcome outcome) {
      this(source, impacted, outcome, null);
    }
  }

  /**
   * The log of a source says that the impacted instance was reset, after the host had given up on
   * the reset through this source or had received status 13Fh (reset in progress). A host whose
   * policy uses this ends its hold.
   */
  @Kind("ccr-confirmed")
  record CcrConfirmed(String source, InstanceId impacted) implements FencingEvent {}

  /** No source is left to try; {@code remainingMillis} of T remain. */
  @Kind("ccr-exhausted")
  record CcrExhausted(String reason, long remainingMillis) implements FencingEvent {}

  /** T has passed while the host was still trying. */
  @Kind("ccr-timed-out")
  record CcrTimedOut(long timeoutMillis) implements FencingEvent {}

  /**
   * The host continues without a hold: CQT is not reported, or its policy has no hold ({@code
   * byPolicy}).
   */
  @Kind("hold-skipped")
  record HoldSkipped(String reason, boolean byPolicy) implements FencingEvent {
    /** The reason if the impacted controller reported no CQT. */
    public static final String NO_CQT = "CQT not supported";

    /** The reason if the policy has no hold. */
    public static final String NO_HOLD = "the policy knows no hold";

    /** The reason if the controller was connected without keep alive. */
    public static final String NO_KEEP_ALIVE =
        "KATO 0: the target need never notice that the host is gone, no hold is long enough";
  }

  /**
   * Fencing has ended; {@code source} is the surviving controller if {@code by} is CCR, otherwise
   * empty.
   */
  @Kind("fencing-ended")
  record Ended(FencedBy by, String source) implements FencingEvent {}

  /**
   * Target: the command was accepted. The source's log has an entry and the impacted instance is
   * being reset.
   */
  @Kind("target-ccr-accepted")
  record TargetAccepted(InstanceId impacted, int entriesInProgress) implements FencingEvent {}

  /**
   * Target: no living or quiescing instance has this identity. The command succeeds at once,
   * without a log entry.
   */
  @Kind("target-ccr-immediate")
  record TargetImmediate(InstanceId impacted) implements FencingEvent {}

  /** Target: the command was rejected. */
  @Kind("target-ccr-rejected")
  record TargetRejected(InstanceId impacted, int status, String reason) implements FencingEvent {}

  /**
   * Target: the last command of the impacted instance has left the back end, and the log entry
   * reports success.
   */
  @Kind("target-ccr-completed")
  record TargetCompleted(int icid, int ciu, int ccrStatus) implements FencingEvent {}

  /**
   * Target: completed entries were removed from the log, because they were read with RMC, or the
   * source was enabled again or is gone.
   */
  @Kind("target-ccr-removed")
  record TargetRemoved(int entries, String reason) implements FencingEvent {}
}
