package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.log.CcrLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fencing of one host controller, as far as the traffic shows it: the resets through other
 * controllers and the hold of requests. The end of a hold shows the host's T: some hosts add CQT,
 * some do not.
 */
final class HostFencing {
  /** Limits within which the end of a hold matches T, because hosts round timers up. */
  private static final long EARLY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(800);

  /**
   * Added to the time that a host waits for the outcome of a reset, because the host rounds its
   * timers.
   */
  private static final long ROUNDING_NANOS = TimeUnit.MILLISECONDS.toNanos(120);

  /** Time within which a host continues after it has read a success in the CCR log. */
  private static final long AT_ONCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** A reset that has no outcome yet. */
  private static final class Pending {
    private final String source;
    private final InstanceId impacted;
    private final long sinceNanos;
    private boolean accepted;

    Pending(String source, InstanceId impacted, long sinceNanos) {
      this.source = source;
      this.impacted = impacted;
      this.sinceNanos = sinceNanos;
    }
  }

  /**
   * The times for fencing that the controller reported.
   *
   * @param noticedMillis time after which the target has detected the failure: 2 or 3 x KATO; 0 if
   *     unknown
   * @param quiesceMillis CQT
   * @param outcomeMillis time that the host waits for the outcome of one reset
   */
  record Times(long noticedMillis, long quiesceMillis, long outcomeMillis) {
    static final Times NOT_KNOWN = new Times(0, 0, 0);

    /** Returns T if it is the same with and without CQT; otherwise, or if it is unknown, 0. */
    long knownMillis() {
      return quiesceMillis == 0 ? noticedMillis : 0;
    }

    /** Reports whether enough time has passed since detection for a hold to be over. */
    boolean isOver(long nanos) {
      return noticedMillis > 0
          && nanos >= TimeUnit.MILLISECONDS.toNanos(noticedMillis) - EARLY_NANOS;
    }

    /**
     * Reports whether a hold cannot be over so soon after detection, whichever way T is computed.
     */
    boolean isBefore(long nanos) {
      return noticedMillis > 0
          && nanos < TimeUnit.MILLISECONDS.toNanos(noticedMillis) - EARLY_NANOS;
    }

    /**
     * Returns T according to the end of a hold; 0 if neither T with CQT nor T without it matches.
     */
    long shownMillis(long heldNanos) {
      for (long millis : new long[] {noticedMillis + quiesceMillis, noticedMillis}) {
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        if (millis > 0 && heldNanos >= nanos - EARLY_NANOS && heldNanos <= nanos + LATE_NANOS) {
          return millis;
        }
      }
      return 0;
    }
  }

  private final LaneRecorder recorder;
  private final List<Pending> pending = new ArrayList<>();
  private Times times = Times.NOT_KNOWN;
  private @Nullable InstanceId impacted;
  private Cause started = Cause.NONE;
  private long sinceNanos;
  private boolean isSinceSeen;
  private boolean attempted;
  private Cause armed = Cause.NONE;
  private @Nullable String fencedBy;

  /** The source of a reset that succeeded after the host had stopped waiting. */
  private @Nullable String late;

  private long lateNanos;

  HostFencing(LaneRecorder recorder) {
    this.recorder = recorder;
  }

  /** Starts fencing. The reason contains the time at which the failure was detected. */
  void begins(
      HostSuspicion.Reason why, Times reported, @Nullable InstanceId instance, Cause cause) {
    times = reported;
    impacted = instance;
    sinceNanos = why.sinceNanos();
    isSinceSeen = why.isSeen();
    attempted = false;
    armed = Cause.NONE;
    fencedBy = null;
    late = null;
    pending.clear();
    long known = knownMillis();
    long deadline = known == 0 ? 0 : sinceNanos + TimeUnit.MILLISECONDS.toNanos(known);
    started = recorder.record(cause, new FencingEvent.Started(why.words(), known, deadline));
  }

  /** Returns T if both T and its start are known; otherwise 0. */
  private long knownMillis() {
    return isSinceSeen ? times.knownMillis() : 0;
  }

  /** Records a hold, because the host waits and no reset is in progress. */
  void holds() {
    if (!armed.isNone()) {
      return;
    }
    if (!attempted && impacted != null) {
      attempt(impacted);
    }
    long known = knownMillis();
    long untilNanos = known == 0 ? 0 : sinceNanos + TimeUnit.MILLISECONDS.toNanos(known);
    long leftMillis =
        known == 0 ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(untilNanos - holdNanos()));
    Cause exhausted =
        recorder.record(
            started, new FencingEvent.CcrExhausted("no reset with success passed", leftMillis));
    armed = recorder.record(exhausted, new HoldEvent.Armed(leftMillis, untilNanos));
  }

  /**
   * Returns the start of the hold: the time of detection, or the current time if the host has
   * waited for a reset before.
   */
  private long holdNanos() {
    return attempted && recorder.nanos() > sinceNanos + TimeUnit.SECONDS.toNanos(3)
        ? recorder.nanos()
        : sinceNanos;
  }

  private void attempt(InstanceId instance) {
    attempted = true;
    recorder.record(started, new FencingEvent.CcrAttempted(instance, knownMillis()));
  }

  void issued(String source, InstanceId instance, int cid, int creditLeft) {
    if (!attempted) {
      attempt(instance);
    }
    for (Pending before : List.copyOf(pending)) {
      if (!before.source.equals(source)) {
        ended(before.source, CcrOutcome.TIMED_OUT, Cause.NONE);
      }
    }
    recorder.record(started, new FencingEvent.CcrIssued(source, instance, cid, creditLeft));
    pending.add(new Pending(source, instance, recorder.nanos()));
  }

  /** Handles a source's completion of a reset command. */
  void answered(String source, Completion completion) {
    boolean success = completion.status().isSuccess();
    boolean immediate = success && Completion.isResetImmediate(completion.dw0());
    Cause cause =
        recorder.record(
            Cause.NONE,
            new FencingEvent.CcrAnswered(
                source, completion.cid(), completion.statusField(), immediate));
    if (!success) {
      ended(source, CcrOutcome.REJECTED, cause);
    } else if (immediate) {
      ended(source, CcrOutcome.IMMEDIATE, cause);
    } else {
      pending.stream().filter(it -> it.source.equals(source)).forEach(it -> it.accepted = true);
    }
  }

  /** Handles a log entry that was read through a source. */
  void logged(String source, CcrLog.Entry entry, Cause cause) {
    for (Pending reset : List.copyOf(pending)) {
      if (reset.source.equals(source) && entry.isDone() && entry.names(reset.impacted)) {
        boolean success = entry.status() == CcrLog.Entry.SUCCESS;
        ended(source, success ? CcrOutcome.SUCCESS : CcrOutcome.FAILED, cause);
      }
    }
    if (fencedBy == null
        && late == null
        && entry.status() == CcrLog.Entry.SUCCESS
        && impacted != null
        && entry.names(impacted)
        && attempted) {
      late = source;
      lateNanos = recorder.nanos();
    }
  }

  /** Ends the resets through a source whose connections have ended. */
  void sourceLost(String source, Cause cause) {
    ended(source, CcrOutcome.SOURCE_LOST, cause);
  }

  private void ended(String source, CcrOutcome outcome, Cause cause) {
    for (Pending reset : List.copyOf(pending)) {
      if (reset.source.equals(source)) {
        pending.remove(reset);
        recorder.record(cause, new FencingEvent.CcrEnded(source, reset.impacted, outcome));
        if (outcome.isSuccess()) {
          fencedBy = source;
        }
      }
    }
  }

  /** Returns the time at which the host stops waiting for the outcome of an accepted reset. */
  long dueNanos() {
    return pending.stream()
        .filter(it -> it.accepted)
        .mapToLong(this::waitedNanos)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private long waitedNanos(Pending reset) {
    return times.outcomeMillis() == 0
        ? Long.MAX_VALUE
        : reset.sinceNanos + TimeUnit.MILLISECONDS.toNanos(times.outcomeMillis()) + ROUNDING_NANOS;
  }

  /**
   * Ends the accepted resets whose time has expired. The host then holds its requests, unless it
   * tries another source.
   */
  void look() {
    for (Pending reset : List.copyOf(pending)) {
      if (reset.accepted && recorder.nanos() >= waitedNanos(reset)) {
        ended(reset.source, CcrOutcome.TIMED_OUT, Cause.NONE);
        holds();
      }
    }
  }

  /** Reports whether a reset has no outcome yet. */
  boolean isPending() {
    return !pending.isEmpty();
  }

  /** Returns the number of resets through a source that have no outcome yet. */
  int pendingThrough(String source) {
    return (int) pending.stream().filter(reset -> reset.source.equals(source)).count();
  }

  /** Reports whether a source has reported that the old instance no longer exists. */
  boolean isFenced() {
    return fencedBy != null;
  }

  /** Reports whether enough time has passed since detection for a hold to be over. */
  boolean mayBeOver() {
    return times.isOver(recorder.nanos() - sinceNanos);
  }

  /** Reports whether fencing can be over now. */
  boolean isOver() {
    return isFenced() || late != null || mayBeOver();
  }

  /** Ends fencing for which the traffic shows neither how nor when it ended. */
  Cause endsUnseen(Cause cause) {
    for (Pending reset : List.copyOf(pending)) {
      ended(reset.source, CcrOutcome.TIMED_OUT, cause);
    }
    return recorder.record(cause, new FencingEvent.Ended(FencedBy.NOT_KNOWN, "", true));
  }

  /**
   * Records, when the controller reconnects, that fencing had ended at an earlier, unknown time. If
   * no reset has succeeded and the time for a hold has passed, the host has held its requests,
   * unless it waited for a reset that is still unanswered.
   */
  Cause endedBefore() {
    if (fencedBy != null) {
      pending.clear();
      return recorder.record(Cause.NONE, new FencingEvent.Ended(FencedBy.CCR, fencedBy, true));
    }
    boolean isHold = !armed.isNone() && pending.isEmpty() && late == null && mayBeOver();
    return isHold
        ? recorder.record(armed, new FencingEvent.Ended(FencedBy.HOLD, "", true))
        : endsUnseen(Cause.NONE);
  }

  /** Ends fencing, because a reset succeeded or the host has continued. */
  Cause ends(Cause cause) {
    boolean isUnanswered = pending.stream().anyMatch(reset -> !reset.accepted);
    for (Pending reset : List.copyOf(pending)) {
      ended(reset.source, CcrOutcome.TIMED_OUT, cause);
    }
    String source = fencedBy == null && isLateInTime() ? late : fencedBy;
    if (source != null) {
      return recorder.record(cause, new FencingEvent.Ended(FencedBy.CCR, source));
    }
    if (!mayBeOver()) {
      return recorder.record(cause, new FencingEvent.Ended(FencedBy.NONE, ""));
    }
    long shownMillis = isSinceSeen ? times.shownMillis(recorder.nanos() - sinceNanos) : 0;
    Cause over =
        armed.isNone() && isUnanswered
            ? recorder.record(cause, new FencingEvent.CcrTimedOut(shownMillis))
            : holdEnds(shownMillis, cause);
    return recorder.record(over, new FencingEvent.Ended(FencedBy.HOLD, ""));
  }

  /**
   * Reports whether the host continues because a reset succeeded late, and not because a hold is
   * over.
   */
  private boolean isLateInTime() {
    return !mayBeOver() || recorder.nanos() - lateNanos <= AT_ONCE_NANOS;
  }

  private Cause holdEnds(long shownMillis, Cause cause) {
    holds();
    return recorder.record(armed.isNone() ? cause : armed, new HoldEvent.Ended(shownMillis));
  }
}
