package dev.fenceline.tap;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lost connections of one controller, while the host's reaction is still unknown. */
final class HostLoss {
  /** A host that continues without waiting shows this within this time. */
  private static final long DECIDED_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * A loss whose meaning is still to be decided.
   *
   * @param isFailure whether it is certainly a failure and not an orderly stop
   * @param isSilent whether the host has not been seen since and has thus had no time to react
   * @param closedNanos the time at which the first connection ended
   * @param dueNanos the time at which it can be decided
   */
  record Pending(
      HostSuspicion.Reason why,
      boolean isFailure,
      boolean isSilent,
      long closedNanos,
      long dueNanos) {}

  private final LaneRecorder recorder;
  private @Nullable Pending pending;
  private boolean isSurvived;
  private boolean hadPath;

  HostLoss(LaneRecorder recorder) {
    this.recorder = recorder;
  }

  /** Returns the undecided loss; null if there is none. */
  @Nullable Pending pending() {
    return pending;
  }

  boolean isPending() {
    return pending != null;
  }

  /** Begins; {@code isPath} says whether the host has another path at this time. */
  void begins(HostSuspicion.Reason why, boolean isFailure, boolean isPath) {
    hadPath = isPath;
    long now = recorder.nanos();
    pending = new Pending(why, isFailure, false, now, now + DECIDED_NANOS);
    isSurvived = false;
  }

  /** Notes that the host has used another controller since, so it has not gone away. */
  void isSurvivedIf(boolean isUsed) {
    isSurvived |= isUsed;
  }

  /** Handles the end of fencing, until which requests were held; says if there is a path then. */
  void findsPathIf(boolean isPath) {
    hadPath = isPath;
  }

  /** Reports whether the host had another path when its requests could go on. */
  boolean hadPath() {
    return hadPath;
  }

  /** Reports whether the host has used another controller since the loss. */
  boolean isSurvived() {
    return isSurvived;
  }

  /** Defers the decision, to give the host time to react. */
  void waits(Pending was) {
    waits(was, was.isSilent(), DECIDED_NANOS);
  }

  /** Defers the decision, because the host has been seen again and its reaction time begins now. */
  void waitsForSeen(Pending was) {
    waits(was, false, DECIDED_NANOS);
  }

  /** Defers the decision briefly, to wait for a sign that the host is still alive. */
  void waitsForSign(Pending was) {
    waits(was, was.isSilent(), DECIDED_NANOS / 4);
  }

  /** Defers the decision briefly, because the host has not been seen. */
  void waitsForSilent(Pending was) {
    waits(was, true, DECIDED_NANOS / 4);
  }

  private void waits(Pending was, boolean isSilent, long nanos) {
    pending =
        new Pending(
            was.why(), was.isFailure(), isSilent, was.closedNanos(), recorder.nanos() + nanos);
  }

  /** Handles a failure whose meaning is known, with or without a loss before. */
  void failsAtOnce(boolean isPath) {
    hadPath = pending == null ? isPath : hadPath;
    pending = null;
  }

  void forget() {
    pending = null;
  }
}
