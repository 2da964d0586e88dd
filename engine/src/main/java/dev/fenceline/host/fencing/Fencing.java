package dev.fenceline.host.fencing;

import dev.fenceline.event.Cause;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Finding.Severity;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.Rule;
import dev.fenceline.host.controller.HostController;
import dev.fenceline.scenario.RecoveryPolicy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fences one impacted controller: ensures that the target can no longer execute the commands that
 * were sent to it, before any copy is sent over another path (TP8028 and TP4129; nvme_fence_ctrl in
 * the series):
 *
 * <pre>
 * T = (TBKAS ? 3 : 2) x KATO + CQT of the impacted instance; deadline = D + T
 * while now &lt; deadline, for each source ({@link SourceWalk}):
 *     reset the impacted instance through it ({@link CrossControllerReset})
 *     success                    -> fenced by CCR
 *     refused, or the source is lost -> the next source
 *     accepted, then no success  -> the next source  (rfc, best), or none (v3, v4)
 * deadline passed -> fenced by time
 * no source left:
 *     hold for the rest of T, fenced by time         (v3, best; if CQT is reported)
 *     otherwise continue at once, unprotected
 * </pre>
 *
 * <p>The {@link RecoveryPolicy} defines what each version does. With {@code best}, a late success
 * still counts ({@link LateResets}). D is the time of detection or later: see {@link #start}. As in
 * Linux, reads are held like writes.
 */
public final class Fencing {
  private final HostController impacted;
  private final Supplier<List<CcrSource>> sources;
  private final RecoveryPolicy policy;
  private final TimeBasedHold hold;
  private final LateResets late;
  private final Consumer<Cause> fenced;

  private @Nullable SourceWalk walk;
  private @Nullable CrossControllerReset reset;
  private @Nullable CcrSource confirmedBy;
  private long timeoutMillis;
  private long deadlineNanos;

  /**
   * Creates the fencing of one failure.
   *
   * @param sources every controller of the host, in the order in which they were created
   * @param fenced called at the end, with the event that reports it
   */
  public Fencing(
      HostController impacted, Supplier<List<CcrSource>> sources, Consumer<Cause> fenced) {
    this.impacted = impacted;
    this.sources = sources;
    this.policy = impacted.settings().policy();
    this.hold = new TimeBasedHold(impacted);
    this.late = new LateResets(impacted, this::confirmed);
    this.fenced = fenced;
  }

  private long nowNanos() {
    return impacted.loop().nanos();
  }

  /**
   * Starts fencing.
   *
   * @param detectedNanos D: the time of detection. If a Keep Alive is unanswered, at least KATO
   *     after it was sent, because the target may have accepted it until then
   */
  public void start(String trigger, long detectedNanos, Cause cause) {
    timeoutMillis = timeoutMillis();
    deadlineNanos = detectedNanos + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    Cause started =
        impacted.record(
            cause, new FencingEvent.Started(trigger, timeoutMillis, deadlineNanos, policy.word()));
    if (policy.asksForReset()) {
      attemptCcr(started);
    } else {
      holdOrGoOn(started);
    }
  }

  /**
   * Returns T. Without keep alive, T of the series is 0, and T of this program only limits the
   * reset.
   */
  private long timeoutMillis() {
    if (hasBound()) {
      return impacted.identity().fenceTimeoutMillis(impacted.settings());
    }
    return policy.isOurs() ? impacted.settings().adminTimeoutMillis() : 0;
  }

  /**
   * Reports whether a wait is bounded. Without keep alive, the target may never notice the failure,
   * so no wait is long enough.
   */
  private boolean hasBound() {
    return impacted.identity().katoMillis() > 0;
  }

  private void attemptCcr(Cause cause) {
    Cause attempted =
        impacted.record(
            cause, new FencingEvent.CcrAttempted(impacted.identity().instance(), timeoutMillis));
    walk = new SourceWalk(impacted, sources, policy);
    CcrSource first = isOverdue() ? null : walk.next();
    goOnWith(first, "no live controller has credit for a reset", attempted);
  }

  private boolean isOverdue() {
    return nowNanos() >= deadlineNanos;
  }

  private void goOnWith(@Nullable CcrSource next, String noneLeft, Cause cause) {
    if (next != null) {
      reset =
          new CrossControllerReset(
              next,
              impacted,
              (outcome, inProgress, ended) -> resetEnded(next, outcome, inProgress, ended));
      reset.start(TimeUnit.MILLISECONDS.toNanos(waitMillis()), deadlineNanos, cause);
    } else if (isOverdue()) {
      timedOut(cause);
    } else {
      exhausted(noneLeft, cause);
    }
  }

  /** Returns W. */
  private long waitMillis() {
    return hasBound() ? impacted.identity().ccrWaitMillis(policy) : timeoutMillis;
  }

  private void resetEnded(CcrSource source, CcrOutcome outcome, boolean inProgress, Cause cause) {
    boolean accepted = outcome == CcrOutcome.FAILED || outcome == CcrOutcome.TIMED_OUT;
    boolean isLast = accepted && !policy.triesNextAfterFailure();
    boolean isOver = outcome.isSuccess() || isLast || confirmedBy != null || isOverdue();
    CcrSource next = isOver || walk == null ? null : walk.next();
    Cause ended =
        impacted.record(
            cause,
            new FencingEvent.CcrEnded(
                device(source), impacted.identity().instance(), outcome, device(next)));
    if (outcome.isSuccess()) {
      end(FencedBy.CCR, device(source), ended);
    } else if (confirmedBy != null) {
      end(FencedBy.CCR, device(confirmedBy), ended);
    } else {
      if (policy.isOurs() && (outcome == CcrOutcome.TIMED_OUT || inProgress) && !isOverdue()) {
        late.await(source, ended);
      }
      goOnWith(
          next, isLast ? "the reset was accepted and failed" : "every source was tried", ended);
    }
  }

  private static String device(@Nullable CcrSource source) {
    return source == null ? "" : source.controller().device();
  }

  /** Ends fencing because a reset that had been given up has succeeded. */
  private void confirmed(CcrSource source, Cause cause) {
    if (hold.isHolding()) {
      end(FencedBy.CCR, device(source), hold.release(cause));
    } else {
      confirmedBy = source; // used when the current reset ends, at the latest after its wait
    }
  }

  /**
   * Ends fencing because T has passed. This counts as a hold if the policy uses CQT and CQT is
   * reported.
   */
  private void timedOut(Cause cause) {
    Cause timedOut = impacted.record(cause, new FencingEvent.CcrTimedOut(timeoutMillis));
    if (hasBound()) {
      boolean quiet = impacted.identity().cqtMillis() > 0 && policy.readsCqt();
      end(quiet ? FencedBy.HOLD : FencedBy.NONE, "", timedOut);
    } else {
      end(FencedBy.NONE, "", impacted.record(timedOut, noBound()));
    }
  }

  private void exhausted(String reason, Cause cause) {
    long leftNanos = Math.max(0, deadlineNanos - nowNanos());
    long leftMillis = TimeUnit.NANOSECONDS.toMillis(leftNanos);
    holdOrGoOn(impacted.record(cause, new FencingEvent.CcrExhausted(reason, leftMillis)));
  }

  /** Holds, or continues without protection, after no controller could reset the impacted one. */
  private void holdOrGoOn(Cause cause) {
    if (!hasBound()) {
      goOn(FencingEvent.HoldSkipped.NO_KEEP_ALIVE, false, impacted.record(cause, noBound()));
    } else if (!policy.knowsHold()) {
      goOn(FencingEvent.HoldSkipped.NO_HOLD, true, cause);
    } else if (!policy.holds(impacted.identity().cqtMillis() > 0)) {
      goOn(FencingEvent.HoldSkipped.NO_CQT, false, cause);
    } else {
      hold.start(deadlineNanos, cause, held -> end(FencedBy.HOLD, "", held));
    }
  }

  private Finding noBound() {
    return new Finding(
        Severity.WARNING,
        Rule.Run.NO_BOUND,
        "%s was connected with KATO 0, so no time bounds what its old instance can still write"
            .formatted(impacted.device()),
        List.of(),
        List.of());
  }

  private void goOn(String reason, boolean byPolicy, Cause cause) {
    end(FencedBy.NONE, "", impacted.record(cause, new FencingEvent.HoldSkipped(reason, byPolicy)));
  }

  private void end(FencedBy by, String source, Cause cause) {
    late.cancel();
    fenced.accept(impacted.record(cause, new FencingEvent.Ended(by, source)));
  }

  /** Cancels everything at the end of the run. */
  public void cancel() {
    if (reset != null) {
      reset.cancel();
    }
    late.cancel();
    hold.cancel();
  }
}
