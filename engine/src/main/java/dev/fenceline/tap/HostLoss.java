package dev.fenceline.tap;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connections of one controller that have ended, while the host's reaction is not known yet. */
final class HostLoss {
  /** A host that continues without waiting is seen to do so within this time. */
  private static final long DECIDED_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * A loss that is to be decided.
   *
   * @param isFailure whether it is certainly a failure and not an orderly stop
   * @param isSilent whether the host has not been seen since, so that it has not had the time to
   *     react
   * @param dueNanos the time at which it can be decided
   */
  record Pending(HostSuspicion.Reason why, boolean isFailure, boolean isSilent, long dueNanos) {}

  private final LaneRecorder recorder;
  private @Nullable Pending pending;

  HostLoss(LaneRecorder recorder) {
    this.recorder = recorder;
  }

  /** Returns the loss that is to be decided; null if there is none. */
  @Nullable Pending pending() {
    return pending;
  }

  boolean isPending() {
    return pending != null;
  }

  void begins(HostSuspicion.Reason why, boolean isFailure) {
    pending = new Pending(why, isFailure, false, recorder.nanos() + DECIDED_NANOS);
  }

  /** Puts the decision off, to give the host the time to react. */
  void waits(Pending was) {
    waits(was, was.isSilent(), DECIDED_NANOS);
  }

  /** Puts the decision off because the host has been seen again and now has its time to react. */
  void waitsForSeen(Pending was) {
    waits(was, false, DECIDED_NANOS);
  }

  /** Puts the decision off for a short time, for a sign that the host is still there. */
  void waitsForSign(Pending was) {
    waits(was, was.isSilent(), DECIDED_NANOS / 4);
  }

  /** Puts the decision off for a short time because the host has not been seen. */
  void waitsForSilent(Pending was) {
    waits(was, true, DECIDED_NANOS / 4);
  }

  private void waits(Pending was, boolean isSilent, long nanos) {
    pending = new Pending(was.why(), was.isFailure(), isSilent, recorder.nanos() + nanos);
  }

  void forget() {
    pending = null;
  }
}
