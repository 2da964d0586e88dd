package dev.fenceline.host;

import dev.fenceline.event.CcrOutcome;
import dev.fenceline.event.FencedBy;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Finding.Severity;
import dev.fenceline.scenario.RecoveryPolicy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fencing of one impacted controller: makes sure that the target can no longer execute what was
 * sent to it, before any copy goes elsewhere (TP8028 and TP4129; nvme_fence_ctrl in the series):
 *
 * <pre>
 * T = (TBKAS ? 3 : 2) x KATO + CQT of the impacted instance; deadline = D + T
 * candidates = a snapshot of the controllers that are LIVE, are not the impacted one, have credit
 * for each candidate that still can, while now &lt; deadline:
 *     reset the impacted instance through it, wait at most W and never past the deadline
 *     success -> fenced by CCR
 *     otherwise the next candidate
 * deadline passed -> fenced by time
 * no candidate left:
 *     CQT reported -> hold for what is left of T, fenced by time     (versions 2 and 3)
 *     else         -> go on at once, unprotected
 * </pre>
 *
 * <p>D is the detection, or later: see {@link #start}. Where it does better than the series: it
 * goes through a snapshot where Linux walks up by controller ID and skips lower ones. As in Linux,
 * reads are held like writes.
 */
final class Fencing {
  private final HostController impacted;
  private final Supplier<List<CcrSource>> sources;
  private final RecoveryPolicy policy;
  private final TimeBasedHold hold;
  private final LongConsumer fenced;
  private final Queue<CcrSource> candidates = new ArrayDeque<>();

  private @Nullable CrossControllerReset reset;
  private long timeoutMillis;
  private long deadlineNanos;

  /**
   * The fencing of one failure.
   *
   * @param sources every controller of the host, in the order in which they were made
   * @param fenced told at the end, with the event that says so
   */
  Fencing(HostController impacted, Supplier<List<CcrSource>> sources, LongConsumer fenced) {
    this.impacted = impacted;
    this.sources = sources;
    this.policy = impacted.settings().policy();
    this.hold = new TimeBasedHold(impacted);
    this.fenced = fenced;
  }

  private long nowNanos() {
    return impacted.loop().nanos();
  }

  /**
   * Begins.
   *
   * @param detectedNanos D: when the failure was detected; while a Keep Alive is unanswered not
   *     before KATO after it was sent, because the target may have accepted it until then
   */
  void start(String trigger, long detectedNanos, long cause) {
    Identity identity = impacted.identity();
    timeoutMillis =
        hasBound()
            ? identity.fenceTimeoutMillis(impacted.settings())
            : impacted.settings().adminTimeoutMillis();
    deadlineNanos = detectedNanos + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    long started =
        impacted.record(cause, new FencingEvent.Started(trigger, timeoutMillis, deadlineNanos));
    if (policy.asksForReset()) {
      attemptCcr(started);
    } else {
      holdOrGoOn(started);
    }
  }

  /** Without keep alive the target need never notice: no wait is long enough. */
  private boolean hasBound() {
    return impacted.identity().katoMillis() > 0;
  }

  private void attemptCcr(long cause) {
    candidates.clear();
    if (impacted.identity().instance().isReported()) {
      sources.get().stream().filter(s -> s.canReset(impacted)).forEach(candidates::add);
    }
    boolean none = candidates.isEmpty();
    long attempted =
        impacted.record(
            cause, new FencingEvent.CcrAttempted(impacted.identity().instance(), timeoutMillis));
    if (none) {
      exhausted("no live controller has credit for a reset", attempted);
    } else {
      tryNextCandidate(attempted);
    }
  }

  private void tryNextCandidate(long cause) {
    if (nowNanos() >= deadlineNanos) {
      timedOut(cause);
      return;
    }
    CcrSource source = candidates.poll();
    if (source == null) {
      exhausted("every source was tried", cause);
    } else if (source.canReset(impacted)) {
      reset =
          new CrossControllerReset(
              source, impacted, (outcome, ended) -> resetEnded(source, outcome, ended));
      reset.start(giveUpNanos(), cause);
    } else {
      tryNextCandidate(cause);
    }
  }

  /** Now + W, never past D + T. */
  private long giveUpNanos() {
    long waitMillis = hasBound() ? impacted.identity().ccrWaitMillis(policy) : timeoutMillis;
    return Math.min(deadlineNanos, nowNanos() + TimeUnit.MILLISECONDS.toNanos(waitMillis));
  }

  private void resetEnded(CcrSource source, CcrOutcome outcome, long cause) {
    if (outcome.isSuccess()) {
      end(FencedBy.CCR, source.controller().device(), cause);
      return;
    }
    boolean accepted = outcome == CcrOutcome.FAILED || outcome == CcrOutcome.TIMED_OUT;
    if (accepted && !policy.triesNextAfterFailure()) {
      candidates.clear();
    }
    tryNextCandidate(cause);
  }

  private void timedOut(long cause) {
    long timedOut = impacted.record(cause, new FencingEvent.CcrTimedOut(timeoutMillis));
    boolean quiet = hasBound() && impacted.identity().cqtMillis() > 0;
    end(quiet ? FencedBy.HOLD : FencedBy.NONE, "", timedOut);
  }

  private void exhausted(String reason, long cause) {
    long leftNanos = Math.max(0, deadlineNanos - nowNanos());
    long leftMillis = TimeUnit.NANOSECONDS.toMillis(leftNanos);
    holdOrGoOn(impacted.record(cause, new FencingEvent.CcrExhausted(reason, leftMillis)));
  }

  /** What is left when no controller could reset the impacted one. */
  private void holdOrGoOn(long cause) {
    if (!hasBound()) {
      goOn(
          "KATO 0: the target need never notice that the host is gone, no hold is long enough",
          false,
          impacted.record(cause, noBound()));
    } else if (!policy.knowsHold()) {
      goOn("the policy knows no hold", true, cause);
    } else if (!policy.holds(impacted.identity().cqtMillis() > 0)) {
      goOn("CQT not supported", false, cause);
    } else {
      hold.start(deadlineNanos, cause, held -> end(FencedBy.HOLD, "", held));
    }
  }

  private Finding noBound() {
    return new Finding(
        Severity.WARNING,
        "no-bound",
        "%s was connected with KATO 0, so no time bounds what its old instance can still write"
            .formatted(impacted.device()),
        List.of(),
        List.of());
  }

  private void goOn(String reason, boolean byPolicy, long cause) {
    end(FencedBy.NONE, "", impacted.record(cause, new FencingEvent.HoldSkipped(reason, byPolicy)));
  }

  private void end(FencedBy by, String source, long cause) {
    fenced.accept(impacted.record(cause, new FencingEvent.Ended(by, source)));
  }

  /** The run is over. */
  void cancel() {
    if (reset != null) {
      reset.cancel();
    }
    hold.cancel();
  }
}
