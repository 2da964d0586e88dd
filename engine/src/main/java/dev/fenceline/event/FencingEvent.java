package dev.fenceline.event;

import dev.fenceline.nvme.InstanceId;
import org.jspecify.annotations.Nullable;

/**
 * Fencing: making sure that the target can no longer execute what was sent on a failed path. The
 * first group is recorded on the lane of the failed (impacted) host controller, the {@code
 * Target...} records on the lane of the source instance at the target.
 */
public sealed interface FencingEvent extends Detail {
  /**
   * Fencing has begun.
   *
   * @param timeoutMillis T: (TBKAS ? 3 : 2) x KATO + CQT (TP4129)
   * @param deadlineNanos when T will have passed, counted from detection
   * @param policy by which version of the series the host fences: {@code rfc}, {@code v3}, {@code
   *     v4}, {@code best} or {@code time-based}; null: not known
   */
  @Kind("fencing-started")
  record Started(String trigger, long timeoutMillis, long deadlineNanos, @Nullable String policy)
      implements FencingEvent {
    /** By a host of which it is not known how it fences. */
    public Started(String trigger, long timeoutMillis, long deadlineNanos) {
      this(trigger, timeoutMillis, deadlineNanos, null);
    }
  }

  /** The host looks for a surviving controller that can reset the impacted one. */
  @Kind("ccr-attempted")
  record CcrAttempted(InstanceId impacted, long timeoutMillis) implements FencingEvent {}

  /**
   * A cross-controller reset went to a source.
   *
   * @param source device name of the surviving controller
   * @param sourceCid command identifier on its admin queue
   * @param creditLeft how many more resets that source may take at the same time
   */
  @Kind("ccr-issued")
  record CcrIssued(String source, InstanceId impacted, int sourceCid, int creditLeft)
      implements FencingEvent {}

  /** The source answered: {@code immediate} says that the instance is no more. */
  @Kind("ccr-answered")
  record CcrAnswered(String source, int sourceCid, int status, boolean immediate)
      implements FencingEvent {}

  /**
   * The outcome of one reset through one source is known.
   *
   * @param next the source that is tried after it; empty: none; null: not known
   */
  @Kind("ccr-ended")
  record CcrEnded(String source, InstanceId impacted, CcrOutcome outcome, @Nullable String next)
      implements FencingEvent {
    /** Of a recording that does not say what the host tries next. */
    public CcrEnded(String source, InstanceId impacted, CcrOutcome outcome) {
      this(source, impacted, outcome, null);
    }
  }

  /**
   * The log of a source says that the impacted instance was reset, after the host had given up on
   * the reset through it or was told that one is in progress (13Fh). A host that obeys it ends its
   * hold.
   */
  @Kind("ccr-confirmed")
  record CcrConfirmed(String source, InstanceId impacted) implements FencingEvent {}

  /** No source is left to try; {@code remainingMillis} of T are left. */
  @Kind("ccr-exhausted")
  record CcrExhausted(String reason, long remainingMillis) implements FencingEvent {}

  /** T has passed while the host still tried. */
  @Kind("ccr-timed-out")
  record CcrTimedOut(long timeoutMillis) implements FencingEvent {}

  /**
   * The host goes on without a hold: CQT is not reported, or its policy knows no hold ({@code
   * byPolicy}).
   */
  @Kind("hold-skipped")
  record HoldSkipped(String reason, boolean byPolicy) implements FencingEvent {
    /** The reason where the impacted controller reported no CQT. */
    public static final String NO_CQT = "CQT not supported";

    /** The reason where the version has no hold. */
    public static final String NO_HOLD = "the policy knows no hold";

    /** The reason where the controller was connected without keep alive. */
    public static final String NO_KEEP_ALIVE =
        "KATO 0: the target need never notice that the host is gone, no hold is long enough";
  }

  /**
   * Fencing is over; {@code source} names the surviving controller where {@code by} is CCR, else is
   * empty.
   */
  @Kind("fencing-ended")
  record Ended(FencedBy by, String source) implements FencingEvent {}

  /** Target: accepted; an entry is in the source's log and the impacted instance is being reset. */
  @Kind("target-ccr-accepted")
  record TargetAccepted(InstanceId impacted, int entriesInProgress) implements FencingEvent {}

  /** Target: no living or quiescing instance has this triple: success at once, no log entry. */
  @Kind("target-ccr-immediate")
  record TargetImmediate(InstanceId impacted) implements FencingEvent {}

  /** Target: refused. */
  @Kind("target-ccr-rejected")
  record TargetRejected(InstanceId impacted, int status, String reason) implements FencingEvent {}

  /**
   * Target: the last command of the impacted instance has left the back end; the entry is a
   * success.
   */
  @Kind("target-ccr-completed")
  record TargetCompleted(int icid, int ciu, int ccrStatus) implements FencingEvent {}

  /**
   * Target: completed entries left the log: read with RMC, source enabled again, or source gone.
   */
  @Kind("target-ccr-removed")
  record TargetRemoved(int entries, String reason) implements FencingEvent {}
}
