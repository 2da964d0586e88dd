package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.exchange.kernellog.line.KernelMessage.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The reconnection of a controller. Linux does not print when an attempt begins: the time follows
 * from the delay, or from the first line of the attempt if that is earlier. The number of an
 * attempt is printed at its end.
 */
final class ReconnectLog {
  /**
   * The reason for the reconnection of a controller that was live according to the last line about
   * it.
   */
  static final String UNSEEN = "not known: no line says when or why it failed";

  private static final int NO_LIMIT = -1;
  private static final int REASONS_MAX = 3;

  private final Sink sink;
  private final StateHistory history;
  private final List<String> errors = new ArrayList<>();
  private String unknown = "";
  private int attemptsEnded;
  private int maxAttempts = NO_LIMIT;
  private boolean isRecovering;
  private boolean isAttemptOver;
  private boolean isGivenUp;
  private long delayMillis;
  private long dueNanos = Long.MAX_VALUE;
  private Recording.@Nullable Entry scheduled;
  private Recording.@Nullable Entry attempted;

  ReconnectLog(Sink sink, StateHistory history) {
    this.sink = sink;
    this.history = history;
  }

  long dueNanos() {
    return dueNanos;
  }

  /** Reports whether the controller reconnects after a failure. */
  boolean isRecovering() {
    return isRecovering;
  }

  /** Reports whether the last recovery ended without a live controller. */
  boolean isGivenUp() {
    return isGivenUp;
  }

  /**
   * Begins the recovery from a failure, whether or not a line has given the time of the next
   * attempt.
   */
  void recovers() {
    isRecovering = true;
  }

  /** Handles the end of the delay. */
  void attemptDue() {
    sink.at(dueNanos);
    attempt();
  }

  /** Notes that the host waits before it connects again. */
  void scheduled(long delaySeconds) {
    history.advance(ControllerState.CONNECTING, "waiting to reconnect");
    isRecovering = true;
    attempted = null;
    forgetErrors();
    delayMillis = TimeUnit.SECONDS.toMillis(delaySeconds);
    dueNanos = sink.nanos() + TimeUnit.SECONDS.toNanos(delaySeconds);
    scheduled =
        sink.record(new ReconnectEvent.Scheduled(delayMillis, attemptsEnded + 1, maxAttempts));
  }

  /** Notes that an attempt has begun, as a line shows. */
  void connecting() {
    if (isRecovering && (attempted == null || isAttemptOver)) {
      attempt();
    }
  }

  private void attempt() {
    dueNanos = Long.MAX_VALUE;
    isAttemptOver = false;
    attempted = sink.record(new ReconnectEvent.Attempted(attemptsEnded + 1, maxAttempts));
  }

  /** Notes an error of the attempt. The first error is closest to the cause. */
  void error(String text) {
    if (errors.size() < REASONS_MAX && !errors.contains(text)) {
      errors.add(text);
    }
  }

  /**
   * Handles a line that is not understood. It is the reason for the failure of the attempt if there
   * is no other.
   */
  void notUnderstood(String text) {
    unknown = text;
  }

  private String reason() {
    if (!errors.isEmpty()) {
      return String.join("; ", errors);
    }
    return unknown.isEmpty()
        ? "the log does not say why"
        : "not known; the line before it was not understood: \"" + unknown + "\"";
  }

  private void forgetErrors() {
    errors.clear();
    unknown = "";
  }

  void failed(Values values) {
    ended(values);
    sink.record(new ReconnectEvent.Failed(attemptsEnded, maxAttempts, reason()));
    forgetErrors();
  }

  void succeeded(Values values) {
    ended(values);
    sink.record(new ReconnectEvent.Succeeded(attemptsEnded, maxAttempts));
    history.advance(ControllerState.LIVE, "connected");
    over();
  }

  /** Ends a reset on request, which has no attempts. */
  Recording.Entry resetDone() {
    Recording.Entry done = sink.record(new ReconnectEvent.Succeeded(0, NO_LIMIT));
    history.advance(ControllerState.LIVE, "connected");
    over();
    return done;
  }

  /** Notes that the controller fails again, so it was live in between. */
  void succeededUnseen() {
    boolean connectsAgain = history.is(ControllerState.CONNECTING) && !history.isFirst();
    if (isRecovering || isFailed() || connectsAgain) {
      sink.record(new LogEvent.ReconnectNotSeen());
      history.advance(ControllerState.LIVE, "connected at a moment that no line tells");
      over();
    }
  }

  /** Presupposes a failure that no earlier line has reported. */
  void presupposeFailure() {
    history.presuppose(ControllerState.CONNECTING);
    if (!isRecovering && !isFailed()) {
      if (history.isFirst()) {
        history.advance(ControllerState.LIVE, "connected at a moment that no line tells");
      }
      if (history.is(ControllerState.LIVE)) {
        sink.record(
            new ControllerEvent.ErrorRecovery(
                UNSEEN, false, true, false, ControllerEvent.ErrorRecovery.NOT_SEEN));
      }
    }
    history.advance(
        ControllerState.CONNECTING,
        isFailed() ? ControllerEvent.StateChanged.BY_NOW : "connecting");
    isRecovering = true;
  }

  /** Ends an attempt. The line contains its number and often the largest number of attempts. */
  private void ended(Values values) {
    presupposeFailure();
    connecting();
    attemptsEnded = values.integer("attempt", attemptsEnded + 1);
    maxAttempts = values.integer("max", maxAttempts);
    isAttemptOver = true;
    if (attempted != null) {
      attempted.correct(new ReconnectEvent.Attempted(attemptsEnded, maxAttempts));
    }
    if (scheduled != null) {
      scheduled.correct(new ReconnectEvent.Scheduled(delayMillis, attemptsEnded, maxAttempts));
    }
  }

  void removed(int code, String reason) {
    presupposeFailure();
    sink.record(new ReconnectEvent.Removed(code, reason));
    history.advance(ControllerState.DELETING, reason);
    over();
    isGivenUp = true;
  }

  void deleted() {
    history.presuppose(ControllerState.LIVE);
    abandon("deleted");
    history.advance(ControllerState.DELETING, "deleted");
    history.advance(ControllerState.DEAD, "deleted");
  }

  /**
   * Ends the controller because its name now belongs to another one. An attempt without a recorded
   * end did not belong to it.
   */
  void replaced(String reason) {
    if (attempted != null && !isAttemptOver) {
      attempted.drop();
    }
    abandon(reason);
  }

  /** Ends reconnection permanently. */
  void abandon(String reason) {
    boolean wasGivenUp = isGivenUp;
    boolean fails = isRecovering || isFailed();
    if (fails) {
      sink.record(new ReconnectEvent.Removed(0, reason));
    }
    over();
    isGivenUp = wasGivenUp || fails;
  }

  private boolean isFailed() {
    return history.is(ControllerState.FENCING)
        || history.is(ControllerState.FENCED)
        || history.is(ControllerState.RESETTING);
  }

  private void over() {
    isRecovering = false;
    isGivenUp = false;
    attemptsEnded = 0;
    dueNanos = Long.MAX_VALUE;
    scheduled = null;
    attempted = null;
    forgetErrors();
  }
}
