package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ControllerState;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.exchange.kernellog.KernelMessage.Values;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One controller, as the messages of its kernel tell of it. What Linux does without a word follows
 * by rule: a controller that is fenced was live before, one that reconnects was reset (reference
 * 7.7). Nothing is said of a controller but what a line says or presupposes.
 */
final class ControllerStory {
  private static final String RESET_UNSEEN = "reset; no line says by whom or why";

  private final StateHistory history;
  private final ReconnectStory reconnect;
  private final Sink sink;
  private final FailureSign sign;
  private final FencingStory fencing;
  private final Lane lane;
  private String nqn = "";
  private boolean isResetOnly;

  /**
   * That it failed, while it is taken for reset on request: its queues are made anew and no line
   * says why. A line that counts attempts shows that it did fail.
   */
  private Recording.@Nullable Entry perhapsFailed;

  private Recording.@Nullable Entry resetDone;
  private boolean isErrorRecoveryTold;

  /**
   * Creates a controller of which nothing was told yet.
   *
   * @param isMadeAnew whether its host was restarted since the log began
   */
  ControllerStory(Lane lane, Recording recording, boolean isMadeAnew) {
    this.lane = lane;
    sink = new Sink(lane, recording);
    history = new StateHistory(sink, isMadeAnew);
    reconnect = new ReconnectStory(sink, history);
    sign = new FailureSign(sink, history);
    fencing = new FencingStory(sink, history);
  }

  /** Returns where its events go. */
  Lane lane() {
    return lane;
  }

  /** Returns the subsystem that it is of, as far as a line has said it, or empty if none has. */
  String nqn() {
    return nqn;
  }

  /** Reports whether it works, as far as the log tells. */
  boolean isLive() {
    return history.is(ControllerState.LIVE);
  }

  /** Reports whether it has failed and is not back. */
  boolean isFailed() {
    return reconnect.isRecovering()
        || history.is(ControllerState.FENCING)
        || history.is(ControllerState.FENCED)
        || history.is(ControllerState.RESETTING);
  }

  /** Reports whether it failed and nobody connects it again. */
  boolean isGivenUp() {
    return reconnect.isGivenUp() && !isLive();
  }

  /** Reports whether it connects, or waits to. */
  boolean isConnecting() {
    return history.is(ControllerState.CONNECTING);
  }

  /** Returns when an attempt to connect begins that no line tells of. */
  long attemptDueNanos() {
    return reconnect.dueNanos();
  }

  /** Begins that attempt. */
  void attemptDue() {
    reconnect.attemptDue();
  }

  /** It is named by another controller's line and must be there and work. */
  void presupposeLive() {
    history.presuppose(ControllerState.LIVE);
  }

  /** The host was restarted: what the controller was before is over. */
  void hostRestarted(long nanos) {
    sink.at(nanos);
    reconnect.abandon(ReconnectEvent.Removed.HOST_RESTARTED);
    history.forget(ReconnectEvent.Removed.HOST_RESTARTED);
    sign.forget();
  }

  /** A line about it that is not known. */
  void notUnderstood(String text) {
    sign.lineUnknown(true);
    reconnect.notUnderstood(text);
  }

  /**
   * The next line about it.
   *
   * @param isFirst whether no line of the log comes before it
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

  /** Linux says so only of a controller that connects again. */
  private void failFast() {
    mustHaveFailed();
    sink.record(new LogEvent.FailFastExpired());
  }

  /** Error recovery begins, of a controller that was live. */
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
   * After fencing it is only the next step. Otherwise Linux prints the line only when it leaves
   * LIVE: a second one shows that the controller was live in between.
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
   * While it is fenced the target answered; afterwards the host ends it, in the reset. Alone it is
   * no failure: a host that shuts down prints it too.
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

  /** A line shows that it has failed, whether or not one before has said so. */
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

  /** What was taken for a reset on request was the end of a recovery. */
  private void failedAfterAll(Recording.Entry failure) {
    failure.restore();
    if (resetDone != null) {
      resetDone.drop();
      history.takeBack();
    }
    isResetOnly = false;
    reconnect.recovers();
  }

  /** Its queues are made anew: it is not live, and no line says since when or why. */
  private void takenForReset() {
    perhapsFailed =
        sink.record(new ControllerEvent.ErrorRecovery(ReconnectStory.UNSEEN, false, true, false));
    perhapsFailed.drop();
    isResetOnly = true;
    history.advance(ControllerState.CONNECTING, RESET_UNSEEN);
  }

  /** An attempt to connect begins. */
  private void attempt() {
    begins();
    if (!history.is(ControllerState.LIVE)) {
      history.advance(ControllerState.CONNECTING, "connecting");
      reconnect.connecting();
    }
  }

  /** The transport says that it has no connection any more. */
  private void lost() {
    if (!isFailed()) {
      sign.connectivityLost();
      fail(false);
    }
  }

  /**
   * It connects. One that was being removed is gone by then; one that has failed recovers, also if
   * the line is missing that says so.
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

  /** A reset that somebody asked for is no failure: it ends when the queues are there again. */
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

  /** A name that connects for the first time is not that of the controller that had it before. */
  private void connected(Values values) {
    if (history.isKnown() && !history.isFirst()) {
      reconnect.replaced(ReconnectEvent.Removed.REPLACED);
      history.forget(ReconnectEvent.Removed.REPLACED);
    }
    isResetOnly = false;
    nqn = values.text("nqn");
    history.advance(ControllerState.CONNECTING, "connecting for the first time");
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
   * Reports whether no attempt to connect is meant: a controller that works proves anew who it is,
   * and one that is taken down writes to registers that it may not reach any more.
   */
  private boolean isAfterAll(KernelMessage message) {
    return (message.id().startsWith("auth-") && history.is(ControllerState.LIVE))
        || (message.id().startsWith("property-") && !history.is(ControllerState.CONNECTING));
  }
}
