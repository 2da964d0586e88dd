package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.exchange.kernellog.line.KernelMessage;
import dev.fenceline.exchange.kernellog.line.KernelMessage.Values;
import dev.fenceline.exchange.kernellog.line.KernelMessages;
import dev.fenceline.exchange.kernellog.line.LogLine;
import dev.fenceline.exchange.kernellog.line.Step;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of one controller, derived from the messages of its kernel. Steps that Linux does not
 * log are inferred by rule: a controller that is being fenced was live before, and one that
 * reconnects was reset (reference 7.7). Only what a line says or presupposes is recorded.
 */
final class ControllerLog {
  private static final String RESET_UNSEEN = "reset; no line says by whom or why";

  private final StateHistory history;
  private final ReconnectLog reconnect;
  private final Sink sink;
  private final FailureSign sign;
  private final FencingLog fencing;
  private final Lane lane;
  private String nqn = "";
  private boolean isResetOnly;

  /**
   * The event of a failure while a reset on request is assumed: the queues are created again and no
   * line says why. A later line that counts attempts shows that the controller did fail.
   */
  private Recording.@Nullable Entry perhapsFailed;

  private Recording.@Nullable Entry resetDone;
  private boolean isErrorRecoveryTold;

  /**
   * Creates a controller before any line about it is read.
   *
   * @param isMadeAnew whether its host was restarted since the log began
   * @param isOfMany whether the log has lines of several hosts
   */
  ControllerLog(Lane lane, Recording recording, boolean isMadeAnew, boolean isOfMany) {
    this.lane = lane;
    sink = new Sink(lane, recording);
    history = new StateHistory(sink, isMadeAnew);
    reconnect = new ReconnectLog(sink, history);
    sign = new FailureSign(sink, history, isOfMany);
    fencing = new FencingLog(sink, history);
  }

  /** Returns the lane of the controller's events. */
  Lane lane() {
    return lane;
  }

  /** Returns the NQN of its subsystem, or an empty string if no line has named it. */
  String nqn() {
    return nqn;
  }

  /** Reports whether the controller is live, as far as the log shows. */
  boolean isLive() {
    return history.is(ControllerState.LIVE);
  }

  /** Reports whether the controller has failed and not recovered. */
  boolean isFailed() {
    return reconnect.isRecovering()
        || history.is(ControllerState.FENCING)
        || history.is(ControllerState.FENCED)
        || history.is(ControllerState.RESETTING);
  }

  /** Reports whether the controller has failed and will not reconnect. */
  boolean isGivenUp() {
    return reconnect.isGivenUp() && !isLive();
  }

  /** Reports whether the controller connects or waits to connect. */
  boolean isConnecting() {
    return history.is(ControllerState.CONNECTING);
  }

  /**
   * Returns the time at which the next connection attempt begins, for which Linux prints no line.
   */
  long attemptDueNanos() {
    return reconnect.dueNanos();
  }

  /** Begins that attempt. */
  void attemptDue() {
    reconnect.attemptDue();
  }

  /** Presupposes that the controller is live, because a line of another controller names it. */
  void presupposeLive() {
    history.presuppose(ControllerState.LIVE);
  }

  /** Ends the previous state of the controller, because the host was restarted, it seems. */
  void hostRestarted(long nanos, String reason) {
    sink.at(nanos);
    reconnect.abandon(reason);
    history.forget(reason);
    sign.forget();
  }

  /** Handles a line about this controller that is not understood. */
  void notUnderstood(String text) {
    sign.lineUnknown(true);
    reconnect.notUnderstood(text);
  }

  /**
   * Handles the next line about this controller.
   *
   * @param isFirst whether it is the first line of the log
   */
  void tell(Recording.Entry line, long nanos, boolean isFirst, LogLine read) {
    KernelMessages.Found found = Objects.requireNonNull(read.found());
    sign.firstLine(isFirst);
    sink.line(line, nanos);
    tell(found.message(), read.text(), found.values());
    sign.lineUnknown(false);
  }

  private void tell(KernelMessage message, String text, Values values) {
    switch (message.step()) {
      case NOTE, IO_WAITS, IO_FAILED, FILE_SYSTEM_STOPPED, NOT_FOLLOWED -> {}
      case FAIL_FAST -> failFast();
      case ATTEMPT -> attempt();
      case LOST -> lost();
      case TIMEOUT -> sign.timedOut(values);
      case WIRE_ERROR -> sign.wireError(text, values);
      case FENCING -> fail(true);
      case CCR_ATTEMPT, CCR_SUCCESS, CCR_DEADLINE, HOLD, HOLD_END, UNPROTECTED, NO_HOLD ->
          fencing.tell(message.step(), values);
      case ERROR_RECOVERY -> errorRecovery();
      case KEEP_ALIVE_FAILED -> keepAliveFailed(values.integer("error", 0));
      case RECONNECTING -> reconnecting(values);
      case RECONNECT_FAILED -> reconnectFailed(text, values);
      case RECONNECTED -> reconnected(values);
      case GIVING_UP -> reconnect.removed(values.integer("code", 0), "given up");
      case DELETING -> reconnect.deleted();
      case RESET -> reset(text);
      case CREATING -> creating(values);
      case MAPPED -> mapped(values);
      case CONNECTED -> connected(values);
      case CONNECT_ERROR -> connectError(message, text, values);
    }
    if (message.step() != Step.CREATING && message.step() != Step.MAPPED) {
      perhapsFailed = null;
      resetDone = null;
    }
  }

  /** Records that requests fail fast, which Linux logs only while a controller reconnects. */
  private void failFast() {
    mustHaveFailed();
    sink.record(new LogEvent.FailFastExpired());
  }

  /** Begins error recovery of a live controller. */
  private void fail(boolean fences) {
    reconnect.succeededUnseen();
    history.presuppose(ControllerState.LIVE);
    history.advance(ControllerState.LIVE, "connected");
    String why = sign.why();
    sink.record(new ControllerEvent.ErrorRecovery(why, fences, !fences, false));
    history.advance(fences ? ControllerState.FENCING : ControllerState.RESETTING, why);
    sign.forget();
    fencing.reset();
    isErrorRecoveryTold = !fences;
    if (fences) {
      fencing.begin(why);
    }
  }

  /**
   * Records error recovery. After fencing it is only the next step. Otherwise Linux prints the line
   * only when the controller leaves LIVE, so a second line shows that it was live in between.
   */
  private void errorRecovery() {
    boolean fenced =
        history.is(ControllerState.FENCING)
            || history.is(ControllerState.FENCED)
            || (history.is(ControllerState.RESETTING) && !isResetOnly);
    if (fenced && !isErrorRecoveryTold) {
      history.advance(ControllerState.RESETTING, "error recovery");
      isErrorRecoveryTold = true;
    } else {
      fail(false);
    }
  }

  /**
   * Handles a failed Keep Alive. During fencing, the target has answered it; afterwards, the host
   * has aborted it in the reset. The line alone does not show a failure: a host that shuts down
   * prints it too.
   */
  private void keepAliveFailed(int error) {
    if (history.is(ControllerState.FENCED)) {
      history.advance(ControllerState.RESETTING, "fenced");
    }
    sink.record(new KeepAliveEvent.Failed(sign.keepAliveCid(), BlockErrors.status(error)));
  }

  private void reconnecting(Values values) {
    mustHaveFailed();
    isResetOnly = false;
    reconnect.scheduled(values.number("delay", 0));
  }

  /** Records the failure that a line implies, unless an earlier line has reported it. */
  private void mustHaveFailed() {
    if (history.is(ControllerState.LIVE) && sign.isSeen()) {
      fail(false);
    } else if (!isFailed()) {
      reconnect.presupposeFailure();
    }
    sign.forget();
  }

  private void reconnectFailed(String text, Values values) {
    if (values.number("status", 0) != 0) {
      reconnect.error(text);
    }
    isResetOnly = false;
    reconnect.failed(values);
  }

  private void reconnected(Values values) {
    boolean isFirst = !values.numbers().containsKey("attempt") && !isFailed() && history.isFirst();
    if (isFirst && !reconnect.isRecovering()) {
      history.advance(ControllerState.LIVE, "connected");
      sign.forget();
      return;
    }
    if (perhapsFailed != null) {
      failedAfterAll(perhapsFailed);
    }
    if (history.is(ControllerState.LIVE)) {
      reconnect.presupposeFailure();
    }
    reconnect.succeeded(values);
    sign.forget();
  }

  /** Replaces an assumed reset on request by the end of a recovery. */
  private void failedAfterAll(Recording.Entry failure) {
    failure.restore();
    if (resetDone != null) {
      resetDone.drop();
      history.takeBack();
    }
    isResetOnly = false;
    reconnect.recovers();
  }

  /**
   * Assumes a reset on request: the queues are created again, so the controller is not live, and no
   * line says since when or why.
   */
  private void takenForReset() {
    perhapsFailed =
        sink.record(new ControllerEvent.ErrorRecovery(ReconnectLog.UNSEEN, false, true, false));
    perhapsFailed.drop();
    isResetOnly = true;
    history.advance(ControllerState.CONNECTING, RESET_UNSEEN);
  }

  /** Begins a connection attempt. */
  private void attempt() {
    begins();
    if (!history.is(ControllerState.LIVE)) {
      history.advance(ControllerState.CONNECTING, "connecting");
      reconnect.connecting();
    }
  }

  /** Records that the transport has lost the connection. */
  private void lost() {
    if (!isFailed()) {
      sign.connectivityLost();
      fail(false);
    }
  }

  /**
   * Begins to connect. A controller that was being removed is gone by then. A failed controller
   * recovers, even if the line that reports the recovery is missing.
   */
  private void begins() {
    if (history.is(ControllerState.DELETING)) {
      history.forget("deleted");
    }
    history.connectsUnknown();
    if (history.is(ControllerState.RESETTING) && !isResetOnly) {
      reconnect.recovers();
    }
  }

  /** Records a reset on request. It is not a failure, and it ends when the queues exist again. */
  private void reset(String text) {
    if (sign.isSeen() && history.is(ControllerState.LIVE)) {
      fail(false);
      return;
    }
    history.presuppose(ControllerState.LIVE);
    isResetOnly = history.is(ControllerState.LIVE);
    history.advance(ControllerState.RESETTING, text);
  }

  private void creating(Values values) {
    begins();
    if (history.is(ControllerState.LIVE)) {
      takenForReset();
    }
    history.advance(ControllerState.CONNECTING, "connecting");
    reconnect.connecting();
    sink.record(new ConnectionEvent.QueuesCreating(values.integer("count", 0)));
  }

  private void mapped(Values values) {
    begins();
    if (history.is(ControllerState.LIVE)) {
      takenForReset();
    }
    history.advance(ControllerState.CONNECTING, "connecting");
    sink.record(
        new ConnectionEvent.QueuesMapped(
            values.integer("defaults", 0), values.integer("reads", 0), values.integer("polls", 0)));
    if (isResetOnly) {
      isResetOnly = false;
      resetDone = reconnect.resetDone();
    }
  }

  /**
   * Records a connected controller. If it connects for the first time, it is not the controller
   * that had the name before.
   */
  private void connected(Values values) {
    if (history.isKnown() && !history.isFirst()) {
      reconnect.replaced(ReconnectEvent.Removed.REPLACED);
      history.forget(ReconnectEvent.Removed.REPLACED);
    }
    isResetOnly = false;
    nqn = values.text("nqn");
    history.advance(ControllerState.CONNECTING, "connecting, newly created");
    history.address(values.text("address"));
    sink.record(
        new ControllerEvent.Connected(
            values.text("nqn"), values.text("address"), values.text("host")));
    history.advance(ControllerState.LIVE, "connected");
    sign.forget();
  }

  private void connectError(KernelMessage message, String text, Values values) {
    if (isAfterAll(message)) {
      return;
    }
    begins();
    if (history.is(ControllerState.LIVE)) {
      mustHaveFailed();
      reconnect.recovers();
    }
    history.advance(ControllerState.CONNECTING, "connecting");
    reconnect.connecting();
    reconnect.error(text);
    int status = values.integer("status", values.integer("errno", 0));
    sink.record(new ControllerEvent.ConnectFailed("connect", status, text));
  }

  /**
   * Reports whether the message is not about a connection attempt: a live controller
   * reauthenticates, or the host writes registers of a controller that is being shut down and may
   * be unreachable.
   */
  private boolean isAfterAll(KernelMessage message) {
    return (message.id().startsWith("auth-") && history.is(ControllerState.LIVE))
        || (message.id().startsWith("property-") && !history.is(ControllerState.CONNECTING));
  }
}
