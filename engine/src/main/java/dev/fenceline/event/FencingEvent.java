package dev.fenceline.event;

import dev.fenceline.nvme.InstanceId;

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
   */
  @Kind("fencing-started")
  record Started(String trigger, long timeoutMillis, long deadlineNanos) implements FencingEvent {}

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

  /** The outcome of one reset through one source is known. */
  @Kind("ccr-ended")
  record CcrEnded(String source, InstanceId impacted, CcrOutcome outcome) implements FencingEvent {}

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
  record HoldSkipped(String reason, boolean byPolicy) implements FencingEvent {}

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
