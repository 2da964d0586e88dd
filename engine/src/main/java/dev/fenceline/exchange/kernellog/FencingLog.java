package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.exchange.kernellog.line.KernelMessage.Values;
import dev.fenceline.exchange.kernellog.line.Step;
import dev.fenceline.nvme.InstanceId;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The fencing of a controller, derived from its kernel's messages. */
final class FencingLog {
  /** The identity of an instance that the log does not name. */
  private static final InstanceId UNKNOWN = new InstanceId(0, 0, 0);

  private final Sink sink;
  private final StateHistory history;
  private boolean isCcrTried;
  private boolean isHolding;
  private Recording.@Nullable Entry fencing;

  FencingLog(Sink sink, StateHistory history) {
    this.sink = sink;
    this.history = history;
  }

  /** Discards the state of the previous failure. */
  void reset() {
    isCcrTried = false;
    isHolding = false;
  }

  /** Records that fencing begins. */
  void begin(String why) {
    fencing = sink.record(new FencingEvent.Started(why, 0, 0));
  }

  /** Handles a line about fencing that has begun. */
  void tell(Step step, Values values) {
    if (!history.is(ControllerState.FENCING)) {
      history.presuppose(ControllerState.FENCING);
    }
    switch (step) {
      case CCR_ATTEMPT -> attempt(values.number("timeout", 0));
      case CCR_SUCCESS -> {
        String source = values.text("source");
        succeeded(source);
        fenced(FencedBy.CCR, source);
      }
      case CCR_DEADLINE -> {
        sink.record(new FencingEvent.CcrTimedOut(timeoutMillis()));
        fenced(FencedBy.HOLD, "");
      }
      case HOLD -> hold(values.number("hold", 0));
      case HOLD_END -> {
        sink.record(new HoldEvent.Ended());
        isHolding = false;
        fenced(FencedBy.HOLD, "");
      }
      case UNPROTECTED -> goOn("CQT not supported", false);
      case NO_HOLD -> goOn("this kernel knows no hold", true);
      default -> throw new IllegalArgumentException(step + " is not of fencing that has begun");
    }
  }

  /**
   * Records the success of a reset. During a hold, this is the late success of a reset on which the
   * host had given up.
   */
  private void succeeded(String source) {
    if (isHolding) {
      sink.record(new FencingEvent.CcrConfirmed(source, UNKNOWN));
      sink.record(new HoldEvent.Released());
      isHolding = false;
    } else {
      sink.record(new FencingEvent.CcrEnded(source, UNKNOWN, CcrOutcome.SUCCESS));
    }
  }

  private void attempt(long timeoutMillis) {
    bound(timeoutMillis);
    isCcrTried = true;
    sink.record(new FencingEvent.CcrAttempted(UNKNOWN, timeoutMillis));
  }

  /**
   * Adds T to the event that began fencing, because the line with T follows the line that began it.
   */
  private void bound(long timeoutMillis) {
    Recording.Entry begun = fencing;
    if (begun != null
        && begun.detail() instanceof FencingEvent.Started started
        && started.timeoutMillis() == 0) {
      long deadline = begun.nanos() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
      begun.correct(new FencingEvent.Started(started.trigger(), timeoutMillis, deadline));
    }
  }

  private long timeoutMillis() {
    return fencing != null && fencing.detail() instanceof FencingEvent.Started started
        ? started.timeoutMillis()
        : 0;
  }

  private void hold(long millis) {
    if (isCcrTried) {
      sink.record(new FencingEvent.CcrExhausted("no reset succeeded", millis));
    } else {
      bound(millis);
    }
    isHolding = true;
    sink.record(new HoldEvent.Armed(millis, sink.nanos() + TimeUnit.MILLISECONDS.toNanos(millis)));
  }

  private void goOn(String reason, boolean byPolicy) {
    sink.record(new FencingEvent.HoldSkipped(reason, byPolicy));
    fenced(FencedBy.NONE, "");
  }

  private void fenced(FencedBy by, String source) {
    sink.record(new FencingEvent.Ended(by, source));
    history.advance(ControllerState.FENCED, "fencing ended");
  }
}
