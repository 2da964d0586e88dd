package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.CcrOutcome;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ControllerState;
import dev.fenceline.event.FencedBy;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.exchange.kernellog.KernelMessage.Values;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Opcode;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One controller, as the messages of its kernel tell of it. What Linux does without a word follows
 * by rule: a controller that is fenced was live before, one that reconnects was reset (reference
 * 7.7). Nothing is said of a controller but what a line says or presupposes.
 */
final class ControllerStory {
  /** Who the log does not say: its identity at the target. */
  private static final InstanceId UNKNOWN = new InstanceId(0, 0, 0);

  private static final String CONNECTION_LOST = "connection lost";
  private static final String CONNECTIVITY_LOST = "connectivity lost";
  private static final String LINE_UNKNOWN = "not known: the line before was not understood";
  private static final String RESET_UNSEEN = "reset; no line says by whom or why";
  private static final String LOG_BEGINS = "not known: the log begins here";

  private final StateHistory history;
  private final ReconnectStory reconnect;
  private final Sink sink;
  private final Lane lane;
  private String nqn = "";
  private String trigger = "";
  private boolean isLineUnknown;
  private boolean isFirstLine;
  private int keepAliveCid;
  private boolean isResetOnly;

  /**
   * That it failed, while it is taken for reset on request: its queues are made anew and no line
   * says why. A line that counts attempts shows that it did fail.
   */
  private Recording.@Nullable Entry perhapsFailed;

  private Recording.@Nullable Entry resetDone;
  private boolean isErrorRecoveryTold;
  private boolean isCcrTried;
  private boolean isHolding;
  private Recording.@Nullable Entry fencing;

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
    trigger = "";
  }

  /** A line about it that is not known. */
  void notUnderstood(String text) {
    isLineUnknown = true;
    reconnect.notUnderstood(text);
  }

  /**
   * The next line about it.
   *
   * @param isFirst whether no line of the log comes before it
   */
  void tell(Recording.Entry line, long nanos, boolean isFirst, LogLine read) {
    KernelMessages.Found found = Objects.requireNonNull(read.found());
    isFirstLine = isFirst;
    sink.line(line, nanos);
    tell(found.message(), read.text(), found.values());
    isLineUnknown = false;
  }

  private void tell(KernelMessage message, String text, Values values) {
    switch (message.step()) {
      case NOTE, IO_WAITS, IO_FAILED, FILE_SYSTEM_STOPPED, NOT_FOLLOWED -> {}
      case FAIL_FAST -> failFast();
      case ATTEMPT -> attempt();
      case LOST -> lost();
      case TIMEOUT -> timedOut(values);
      case WIRE_ERROR -> wireError(text, values);
      case FENCING, CCR_ATTEMPT, CCR_SUCCESS, CCR_DEADLINE, HOLD, HOLD_END, UNPROTECTED, NO_HOLD ->
          fence(message.step(), values);
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

  private void timedOut(Values values) {
    int opcode = values.integer("opcode", -1);
    boolean isCut = opcode >= 0 && values.number("qid", -1) < 0;
    if (isCut && opcode != Opcode.Admin.KEEP_ALIVE.code()) {
      suspect("timeout of a command (the line is cut)");
      return;
    }
    int qid = values.integer("qid", 0);
    history.presuppose(
        opcode == Opcode.FABRICS ? ControllerState.CONNECTING : ControllerState.LIVE);
    if (opcode >= 0) {
      int cid = values.integer("cid", 0);
      sink.record(new CommandEvent.TimedOut(qid, cid, opcode, 0));
      if (qid == 0 && opcode == Opcode.Admin.KEEP_ALIVE.code()) {
        keepAliveCid = cid;
      }
    }
    suspect(
        Opcode.of(opcode, -1, qid)
                .map(Opcode::label)
                .orElse(opcode < 0 ? "queue " + qid : values.text("name"))
            + " timeout");
  }

  private void wireError(String text, Values values) {
    history.presuppose(ControllerState.LIVE);
    sink.record(new ConnectionEvent.TransportError(values.integer("qid", 0), false, 0, 0, text));
    suspect(text);
  }

  /** The first sign of a failure is its trigger. */
  private void suspect(String sign) {
    boolean mayBeLive = history.is(ControllerState.LIVE) || history.is(ControllerState.CONNECTING);
    if (mayBeLive && trigger.isEmpty()) {
      trigger = sign;
    }
  }

  /** Returns why it failed, as far as the lines before say it. */
  private String why() {
    if (!trigger.isEmpty()) {
      return trigger;
    }
    return isLineUnknown ? LINE_UNKNOWN : isFirstLine ? LOG_BEGINS : CONNECTION_LOST;
  }

  /** Error recovery begins, of a controller that was live. */
  private void fail(boolean fences) {
    reconnect.succeededUnseen();
    history.presuppose(ControllerState.LIVE);
    history.advance(ControllerState.LIVE, "connected");
    String why = why();
    sink.record(new ControllerEvent.ErrorRecovery(why, fences, !fences, false));
    history.advance(fences ? ControllerState.FENCING : ControllerState.RESETTING, why);
    trigger = "";
    isCcrTried = false;
    isHolding = false;
    isErrorRecoveryTold = !fences;
    if (fences) {
      fencing = sink.record(new FencingEvent.Started(why, 0, 0));
    }
  }

  private void fence(Step step, Values values) {
    if (step != Step.FENCING && !history.is(ControllerState.FENCING)) {
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
      default -> fail(true);
    }
  }

  /** While the host holds it is the late success of a reset that it had given up on. */
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

  /** The line that says T comes after the one by which fencing began. */
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
    sink.record(new KeepAliveEvent.Failed(keepAliveCid, BlockErrors.status(error)));
  }

  private void reconnecting(Values values) {
    mustHaveFailed();
    isResetOnly = false;
    reconnect.scheduled(values.number("delay", 0));
  }

  /** A line shows that it has failed, whether or not one before has said so. */
  private void mustHaveFailed() {
    if (history.is(ControllerState.LIVE) && !trigger.isEmpty()) {
      fail(false);
    } else if (!isFailed()) {
      reconnect.presupposeFailure();
    }
    trigger = "";
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
      trigger = "";
      return;
    }
    if (perhapsFailed != null) {
      failedAfterAll(perhapsFailed);
    }
    if (history.is(ControllerState.LIVE)) {
      reconnect.presupposeFailure();
    }
    reconnect.succeeded(values);
    trigger = "";
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
      trigger = trigger.isEmpty() ? CONNECTIVITY_LOST : trigger;
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
    if (!trigger.isEmpty() && history.is(ControllerState.LIVE)) {
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
    trigger = "";
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
