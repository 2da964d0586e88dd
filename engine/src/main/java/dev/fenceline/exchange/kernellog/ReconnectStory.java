package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.ControllerState;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.exchange.kernellog.KernelMessage.Values;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a controller connects again. Linux does not print when an attempt begins: that follows from
 * the delay, or from the first line of the attempt if that comes earlier. The numbers of an attempt
 * come with its end.
 */
final class ReconnectStory {
  private static final int NO_LIMIT = -1;

  private final Sink sink;
  private final StateHistory history;
  private int attemptsEnded;
  private int maxAttempts = NO_LIMIT;
  private String error = "";
  private boolean isRecovering;
  private long delayMillis;
  private long dueNanos = Long.MAX_VALUE;
  private Recording.@Nullable Entry scheduled;
  private Recording.@Nullable Entry attempted;

  ReconnectStory(Sink sink, StateHistory history) {
    this.sink = sink;
    this.history = history;
  }

  long dueNanos() {
    return dueNanos;
  }

  /** The delay has passed. */
  void attemptDue() {
    sink.at(dueNanos);
    attempt();
  }

  /** The host waits before it connects again. */
  void scheduled(long delaySeconds) {
    history.advance(ControllerState.CONNECTING, "waiting to reconnect");
    isRecovering = true;
    attempted = null;
    error = "";
    delayMillis = TimeUnit.SECONDS.toMillis(delaySeconds);
    dueNanos = sink.nanos() + TimeUnit.SECONDS.toNanos(delaySeconds);
    scheduled =
        sink.record(new ReconnectEvent.Scheduled(delayMillis, attemptsEnded + 1, maxAttempts));
  }

  /** A line shows that an attempt has begun. */
  void connecting() {
    if (isRecovering && attempted == null) {
      attempt();
    }
  }

  private void attempt() {
    dueNanos = Long.MAX_VALUE;
    attempted = sink.record(new ReconnectEvent.Attempted(attemptsEnded + 1, maxAttempts));
  }

  /** What stands in the way of the attempt. */
  void error(String text) {
    error = text;
  }

  void failed(Values values) {
    ended(values);
    sink.record(
        new ReconnectEvent.Failed(
            attemptsEnded, maxAttempts, error.isEmpty() ? "the log does not say why" : error));
  }

  void succeeded(Values values) {
    ended(values);
    sink.record(new ReconnectEvent.Succeeded(attemptsEnded, maxAttempts));
    history.advance(ControllerState.LIVE, "connected");
    over();
  }

  /** A reset that was asked for is done: there was no attempt after a failure. */
  void resetDone() {
    sink.record(new ReconnectEvent.Succeeded(0, NO_LIMIT));
    history.advance(ControllerState.LIVE, "connected");
    over();
  }

  /** The end of an attempt says its number, and often how many there can be. */
  private void ended(Values values) {
    history.presuppose(ControllerState.CONNECTING);
    history.advance(ControllerState.CONNECTING, "connecting");
    isRecovering = true;
    connecting();
    attemptsEnded = values.integer("attempt", attemptsEnded + 1);
    maxAttempts = values.integer("max", maxAttempts);
    if (attempted != null) {
      attempted.correct(new ReconnectEvent.Attempted(attemptsEnded, maxAttempts));
    }
    if (scheduled != null) {
      scheduled.correct(new ReconnectEvent.Scheduled(delayMillis, attemptsEnded, maxAttempts));
    }
  }

  void removed(int code) {
    history.presuppose(ControllerState.CONNECTING);
    sink.record(new ReconnectEvent.Removed(code, "given up"));
    history.advance(ControllerState.DELETING, "given up");
    over();
  }

  void deleted() {
    history.presuppose(ControllerState.LIVE);
    abandon("deleted");
    history.advance(ControllerState.DELETING, "deleted");
    history.advance(ControllerState.DEAD, "deleted");
  }

  /** Nobody will connect again. */
  void abandon(String reason) {
    if (isRecovering || history.is(ControllerState.FENCING)) {
      sink.record(new ReconnectEvent.Removed(0, reason));
    }
    over();
  }

  private void over() {
    isRecovering = false;
    attemptsEnded = 0;
    dueNanos = Long.MAX_VALUE;
    scheduled = null;
    attempted = null;
    error = "";
  }
}
