package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.log.CcrLog;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One controller of a host, as far as the traffic shows it. Its states are concluded from the
 * host's actions: a Connect of the admin queue means CONNECTING, the last Connect of an I/O queue
 * LIVE, closed connections RESETTING. A cross-controller reset that names its instance, or
 * connections that stay open long after a Keep Alive has expired, mean FENCING.
 */
final class ObservedController {
  /**
   * The path, host and subsystem of a controller. A new connection with the same key belongs to the
   * same controller.
   */
  record Key(String path, Nqn host, UUID hostId, Nqn subsystem) {}

  /** The other controllers. */
  interface Others {
    /**
     * Returns the controller of the same host that was last connected to an instance; null if there
     * is none.
     */
    @Nullable ObservedController connectedTo(InstanceId instance, Key asker);

    /** Returns the number of resets through this source without an outcome. */
    int resetsThrough(String source);

    /** Handles a log entry that was read through this source. */
    void logRead(String source, CcrLog.Entry entry, Cause cause);

    /** Ends the resets through this source, whose connections have ended. */
    void sourceLost(String source, Cause cause);

    /** Handles a read or write that is about to be sent and may be a copy of an outstanding one. */
    void goesOut(ObservedController by, Command command, int qid);

    /** Reports whether another controller of the same host is connected. */
    boolean isAnyOtherConnected(ObservedController story);

    /**
     * Reports whether another controller of the same host has been connected since that time or
     * longer.
     */
    boolean isHostConnectedSince(ObservedController story, long nanos);

    /** Reports whether the same host has used another connected controller since that time. */
    boolean isHostSeenSince(ObservedController story, long nanos);
  }

  /** A host that continues without waiting is seen to do so within this time. */
  private static final long DECIDED_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Longest wait for a sign that the host is still there. */
  private static final long SEEN_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Time within which a host that has closed its connections may connect again. */
  private static final long AWAITED_NANOS = TimeUnit.SECONDS.toNanos(120);

  /** Time within which commands are sent again after a path for them is available. */
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** A conclusion that is later than this records the time since when it was true. */
  private static final long LATER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /**
   * Connections that have ended, before the host's reaction is known.
   *
   * @param isFailure whether it is certainly a failure and not an orderly stop
   * @param isSilent whether the host has not been seen since, so that it has not had the time to
   *     react
   */
  private record Loss(
      HostSuspicion.Reason why, boolean isFailure, boolean isSilent, long dueNanos) {
    Loss(HostSuspicion.Reason why, boolean isFailure, long dueNanos) {
      this(why, isFailure, false, dueNanos);
    }

    Loss dueAt(long nanos) {
      return new Loss(why, isFailure, isSilent, nanos);
    }

    Loss silent(boolean is, long nanos) {
      return new Loss(why, isFailure, is, nanos);
    }
  }

  private final Key key;
  private final String address;
  private final LaneRecorder scribe;
  private final Others others;
  private final HostKeepAlive keepAlive;
  private final HostFencing fencing;
  private final HostQueues queues;
  private final HostSuspicion suspicion;
  private final HostAttempts attempts;
  private final HostCommands commands;
  private final HostSilence silence;

  private @Nullable ControllerState state;
  private boolean stopsInOrder;
  private @Nullable Loss loss;
  private long liveNanos;

  /**
   * The time until which ended requests may be sent again; {@link Long#MAX_VALUE} if there is no
   * path yet.
   */
  private long againUntilNanos;

  ObservedController(Key key, String address, LaneRecorder scribe, Others others) {
    this.key = key;
    this.address = address;
    this.scribe = scribe;
    this.others = others;
    keepAlive = new HostKeepAlive(scribe);
    fencing = new HostFencing(scribe);
    queues = new HostQueues(scribe, keepAlive);
    suspicion = new HostSuspicion(scribe, keepAlive, queues);
    attempts = new HostAttempts(scribe);
    silence = new HostSilence(scribe, keepAlive);
    commands = new HostCommands(this, others, keepAlive, attempts, suspicion);
  }

  Key key() {
    return key;
  }

  String device() {
    return scribe.lane().name();
  }

  LaneRecorder scribe() {
    return scribe;
  }

  boolean isConnectedTo(InstanceId instance) {
    return instance.isReported() && instance.equals(commands.instance());
  }

  HostFencing fencing() {
    return fencing;
  }

  /** Reports whether the controller is down and no attempt to connect is in progress. */
  boolean waitsToReconnect() {
    return is(ControllerState.CONNECTING) && attempts.isAwaited();
  }

  boolean is(ControllerState other) {
    return state == other;
  }

  private Cause become(ControllerState to, String reason, Cause cause) {
    ControllerState from = state == null ? ControllerState.NEW : state;
    Cause last = cause;
    for (ControllerState next : from.wayTo(to)) {
      last = scribe.record(last, new ControllerEvent.StateChanged(from, next, reason));
      from = next;
    }
    state = from;
    return last;
  }

  // Time

  /** Returns the time at which something can be concluded without another PDU. */
  long dueNanos() {
    if (loss != null) {
      return loss.dueNanos();
    }
    if (is(ControllerState.FENCING)) {
      return fencing.dueNanos();
    }
    return is(ControllerState.LIVE) ? keepAlive.foundByNanos() : Long.MAX_VALUE;
  }

  /** Concludes what follows from the current time. Does nothing before {@link #dueNanos}. */
  void look() {
    if (scribe.nanos() < dueNanos()) {
      return;
    }
    if (loss != null) {
      decide(loss);
    } else if (is(ControllerState.FENCING)) {
      fencing.look();
    } else {
      fence(suspicion.ofSilence());
      fencing.holds();
    }
  }

  /** Decides what a loss means, after the time to observe the host has passed. */
  private void decide(Loss was) {
    long now = scribe.nanos();
    long since = was.why().sinceNanos();
    if (is(ControllerState.FENCING)) {
      decideFencing(was);
    } else if (!was.isFailure()) {
      if (others.isAnyOtherConnected(this) && now < since + AWAITED_NANOS) {
        loss = was.dueAt(now + DECIDED_NANOS);
      } else {
        goesAway();
      }
    } else if (!was.why().isSeen() && now < since + AWAITED_NANOS) {
      loss = was.dueAt(now + DECIDED_NANOS); // the host may not have detected it yet
    } else if (queues.unanswered().stream().noneMatch(OpenCommand::isWrite)) {
      decideWithoutWrites(was);
    } else if (others.isHostSeenSince(this, since + LATER_NANOS)) {
      fence(was.why());
      fencing.holds();
    } else if (others.isAnyOtherConnected(this) && now < since + SEEN_WITHIN_NANOS) {
      loss = was.dueAt(now + DECIDED_NANOS / 4);
    } else {
      fail(was.why(), false);
    }
  }

  /**
   * Decides what a loss means that left no write. A host that says nothing for a while, such as one
   * whose machine is busy, is given its time to react from when it is seen again.
   */
  private void decideWithoutWrites(Loss was) {
    long now = scribe.nanos();
    long since = was.why().sinceNanos();
    boolean isSilent = !others.isHostSeenSince(this, since + LATER_NANOS);
    if (isSilent && others.isAnyOtherConnected(this) && now < since + SEEN_WITHIN_NANOS) {
      loss = was.silent(true, now + DECIDED_NANOS / 4);
    } else if (was.isSilent() && !isSilent) {
      loss = was.silent(false, now + DECIDED_NANOS);
    } else {
      fail(was.why(), false);
    }
  }

  /**
   * Decides what it means that the host has closed its connections during fencing. It goes on
   * waiting for a reset whose outcome is not there yet.
   */
  private void decideFencing(Loss was) {
    long now = scribe.nanos();
    fencing.look();
    boolean waits = fencing.isPending() && others.isAnyOtherConnected(this);
    if (waits && now < was.why().sinceNanos() + AWAITED_NANOS) {
      loss = was.dueAt(now + DECIDED_NANOS);
    } else {
      goesOn(fencing.ends(FencedBy.NOT_KNOWN, Cause.NONE), "its connections were closed");
    }
  }

  /** Ends the controller, which its host has closed without a new attempt. */
  private void goesAway() {
    loss = null;
    become(ControllerState.DELETING, "closed by its host", Cause.NONE);
    settle(Cause.NONE);
  }

  // Connecting

  /** Handles a Connect of the admin queue before it is recorded. */
  void connects(OpenQueue admin, long katoMillis) {
    if (state == null || state == ControllerState.DEAD) {
      create();
    } else if (!is(ControllerState.CONNECTING)) {
      leave();
    } else if (queues.isAdminOpen()) {
      attemptFailed("it was begun anew", Cause.NONE);
      queues.forget("not seen to end");
    }
    if (waitsToReconnect()) {
      attempts.begins();
    }
    attempts.connects();
    loss = null;
    stopsInOrder = false;
    keepAlive.forget();
    keepAlive.kato(katoMillis);
    silence.forget();
    commands.begin(katoMillis);
    queues.opens(admin);
  }

  private void create() {
    state = ControllerState.NEW;
    attempts.anew();
    scribe.record(Cause.NONE, new ControllerEvent.Created(key.path(), address));
    become(ControllerState.CONNECTING, "connecting for the first time", Cause.NONE);
  }

  /**
   * Ends the old association of a controller that connects again, although the end of its
   * connections was not seen.
   */
  private void leave() {
    Loss was = loss;
    switch (state) {
      case LIVE -> {
        if (was == null) {
          fail(silence.judgeLate(suspicion.ofReconnect()), false);
        } else if (was.isFailure() || others.isHostConnectedSince(this, was.why().sinceNanos())) {
          fail(was.why(), false);
        } else {
          goesAway();
        }
      }
      case FENCING -> fencingEnds(Cause.NONE, "it connects again");
      case null, default -> {}
    }
    queues.forget("not seen to end");
    settle(Cause.NONE);
    if (!is(ControllerState.CONNECTING)) {
      create();
    }
  }

  void connectsIo(OpenQueue io) {
    attempts.at("Connect of the I/O queues");
    queues.opens(io);
  }

  /** Handles a command before it is recorded; it may show that the controller is LIVE. */
  void beforeSubmission(OpenQueue queue, Command command) {
    silence.heard();
    keepAlive.used();
    boolean usesIt = !queue.isAdmin() && !command.isFabrics();
    boolean waitsForEvents = queue.isAdmin() && command.opcode() == Opcode.Admin.ASYNC_EVENT.code();
    if (attempts.isUnderWay() && is(ControllerState.CONNECTING) && (usesIt || waitsForEvents)) {
      live();
    }
    if (usesIt) {
      others.goesOut(this, command, queue.qid());
    }
  }

  /** Makes the controller LIVE: all its queues are connected, or its use shows that they are. */
  void live() {
    boolean first = !attempts.hasEverSucceeded();
    Cause cause = attempts.succeeded();
    if (cause.isNone() && first) {
      cause =
          scribe.record(
              Cause.NONE,
              new ControllerEvent.Connected(key.subsystem().value(), address, key.host().value()));
    }
    suspicion.forget();
    loss = null;
    liveNanos = scribe.nanos();
    become(ControllerState.LIVE, "connected", cause);
  }

  // Commands

  void submitted(OpenQueue queue, OpenCommand command) {
    commands.submitted(queue, command);
  }

  void completed(OpenQueue queue, OpenCommand command, Completion completion, Cause recorded) {
    commands.completed(queue, command, completion, recorded);
  }

  /** Handles a request of the host to shut down the controller. */
  void shutsDown(Cause cause) {
    become(ControllerState.DELETING, "shut down by its host", cause);
  }

  /** Handles a disable by the host, which is an orderly stop. */
  void disables(Cause cause) {
    stopsInOrder = true;
    become(ControllerState.RESETTING, "disabled by its host", cause);
  }

  /**
   * Handles a reset of this controller through another one. If the controller has no sign of
   * trouble, a person sent the reset, and it does not mean fencing.
   */
  void fencedThrough(String source, InstanceId impacted, int cid, int creditLeft) {
    Loss was = loss;
    if (is(ControllerState.LIVE) && was != null && was.why().isSeen()) {
      fence(was.why());
    } else if (is(ControllerState.LIVE) && (was != null || suspicion.isTroubled())) {
      fence(suspicion.said("fenced by its host"));
    }
    if (is(ControllerState.FENCING)) {
      fencing.issued(source, impacted, cid, creditLeft);
    }
  }

  /** Handles a log entry, which may report that the old instance no longer exists. */
  void logged(String source, CcrLog.Entry entry, Cause cause) {
    if (is(ControllerState.FENCING)) {
      fencing.logged(source, entry, cause);
      fencedIfSo();
    }
  }

  /** Ends fencing if a source has reported that the instance no longer exists. */
  void fencedIfSo() {
    if (is(ControllerState.FENCING) && fencing.isFenced()) {
      fenced(fencing.ends(Cause.NONE));
      if (!queues.isAnyOpen()) {
        become(ControllerState.RESETTING, "its connections were closed", Cause.NONE);
        settle(Cause.NONE);
      }
    }
  }

  // Failing

  /** Records a sign that the path has failed; only the first one counts. */
  void suspects(String sign, Cause cause) {
    if (is(ControllerState.LIVE)) {
      suspicion.begins(sign, cause);
    }
  }

  /**
   * Handles the end of a queue's connection. An I/O queue closed by its host is not a loss yet,
   * because in an orderly stop the host closes the I/O queues first and then stops the controller.
   */
  void ended(OpenQueue queue, boolean byHost) {
    if (!queues.isOpen(queue)) {
      return;
    }
    String reason = byHost ? "closed by its host" : "the connection was lost";
    Cause cause = queues.closes(queue, reason);
    switch (state) {
      case LIVE -> {
        boolean undecided = byHost && !queue.isAdmin() && queues.isAdminOpen();
        if (!undecided && loss == null) {
          loses(queue, byHost, cause);
        }
      }
      case FENCING -> {
        if (byHost) {
          closes(cause);
        }
      }
      case FENCED -> {
        if (byHost) {
          become(ControllerState.RESETTING, "its connections were closed", cause);
        }
      }
      case CONNECTING -> attemptFailed(suspicion.ofFailedAttempt(byHost), cause);
      case null, default -> {}
    }
    settle(cause);
  }

  private void loses(OpenQueue queue, boolean byHost, Cause cause) {
    boolean isFailure = !byHost || suspicion.isSure();
    long nanos = byHost ? queues.firstClosedNanos() : scribe.nanos();
    HostSuspicion.Reason why = silence.judge(suspicion.ofEnd(queue, byHost, cause, nanos), byHost);
    if (byHost && isFailure && queues.unanswered().isEmpty()) {
      fail(why, false);
    } else {
      loss = new Loss(why, isFailure, scribe.nanos() + DECIDED_NANOS);
    }
  }

  /**
   * Handles connections closed by the host during fencing: fencing has ended, or the host has
   * stopped.
   */
  private void closes(Cause cause) {
    if (fencing.isOver() || queues.unanswered().isEmpty()) {
      fencingEnds(cause, "its connections were closed");
    } else if (loss == null) {
      HostSuspicion.Reason why = suspicion.said("closed by its host");
      loss = new Loss(why, true, scribe.nanos() + DECIDED_NANOS);
    }
  }

  /**
   * Starts error recovery without fencing; {@code goesOn} says that requests were seen to continue.
   */
  private void fail(HostSuspicion.Reason why, boolean goesOn) {
    loss = null;
    Cause recovery =
        scribe.record(
            why.cause(),
            new ControllerEvent.ErrorRecovery(why.words(), false, !goesOn, false, since(why)));
    others.sourceLost(device(), become(ControllerState.RESETTING, why.words(), recovery));
    settle(recovery);
  }

  private long since(HostSuspicion.Reason why) {
    if (!why.isSeen()) {
      return ControllerEvent.ErrorRecovery.NOT_SEEN;
    }
    return scribe.nanos() - why.sinceNanos() >= LATER_NANOS ? why.sinceNanos() : 0;
  }

  private void fence(HostSuspicion.Reason why) {
    loss = null;
    long since = since(why);
    Cause recovery =
        scribe.record(
            why.cause(), new ControllerEvent.ErrorRecovery(why.words(), true, false, false, since));
    Cause entered = become(ControllerState.FENCING, why.words(), recovery);
    HostSuspicion.Reason counted = since == 0 ? why.at(scribe.nanos()) : why;
    fencing.begins(counted, commands.times(), commands.instance(), entered);
    for (OpenCommand command : queues.unanswered()) {
      if (command.isWrite()) {
        scribe.record(entered, new IoEvent.Held(0, 1, command.qid(), command.cid()));
      }
    }
  }

  private void fenced(Cause cause) {
    loss = null;
    become(ControllerState.FENCED, "fencing ended", cause);
  }

  private void fencingEnds(Cause cause, String reason) {
    goesOn(fencing.ends(cause), reason);
  }

  private void goesOn(Cause cause, String reason) {
    fenced(cause);
    become(ControllerState.RESETTING, reason, cause);
    settle(cause);
  }

  // Requests that are sent again

  /** Reports whether its requests may be sent again over this or another controller. */
  boolean isInDoubt() {
    return loss != null
        || is(ControllerState.FENCING)
        || keepAlive.isOverdue()
        || queues.isAnyClosed()
        || !queues.ended().isEmpty();
  }

  /**
   * Handles a read or write that may be a copy of an outstanding or ended one of this controller.
   */
  void comesAgain(ObservedController by, Command command, int qid) {
    if (scribe.nanos() > againUntilNanos) {
      queues.forgetEnded();
    }
    List<OpenCommand> same =
        (by == this ? queues.ended().stream() : queues.mayComeAgain())
            .filter(each -> each.isLike(command, qid))
            .toList();
    if (same.isEmpty() || !(by == this || hasGoneOn(same.getFirst().isWrite()))) {
      return;
    }
    if (againUntilNanos == Long.MAX_VALUE) {
      againUntilNanos = scribe.nanos() + AGAIN_NANOS;
    }
    for (OpenCommand each : same) {
      queues.comesAgain(each);
      by.scribe().record(Cause.NONE, new IoEvent.FailedOver(0, 2, device(), by.device()));
    }
  }

  /**
   * Reports whether a request that is sent again shows that the host has continued. A write does,
   * because a block is not written twice at the same time. A read may be a different request.
   */
  private boolean hasGoneOn(boolean isWrite) {
    Loss was = loss;
    return switch (state) {
      case LIVE -> {
        if (isWrite) {
          hasGoneOn(was == null ? suspicion.said("its requests are sent again") : was.why());
        }
        yield isWrite;
      }
      case FENCING -> {
        boolean isOver = isWrite || fencing.mayBeOver();
        if (isOver) {
          fencingEnds(Cause.NONE, "its requests are sent again");
        }
        yield isOver;
      }
      case FENCED, RESETTING, CONNECTING -> true;
      case null, default -> false;
    };
  }

  /**
   * Concludes whether the host has continued at once or after a hold that the traffic has not
   * shown.
   */
  private void hasGoneOn(HostSuspicion.Reason why) {
    if (commands.times().isOver(scribe.nanos() - why.sinceNanos())) {
      fence(why);
      fencing.holds();
      fencingEnds(Cause.NONE, "its requests are sent again");
    } else {
      fail(
          why.isSeen() ? why : suspicion.said(why.words()),
          true); // it continues at once, so it has detected it now
    }
  }

  boolean isConnected() {
    return is(ControllerState.LIVE) && loss == null && queues.isAdminOpen();
  }

  boolean isConnectedSince(long nanos) {
    return isConnected() && liveNanos <= nanos;
  }

  boolean isSeenSince(long nanos) {
    return isConnected() && silence.heardNanos() >= nanos;
  }

  boolean isOfSameHost(ObservedController other) {
    Key its = other.key;
    return key.host().equals(its.host())
        && key.hostId().equals(its.hostId())
        && key.subsystem().equals(its.subsystem());
  }

  /** Moves a controller without connections to its next state: it waits to reconnect or is gone. */
  private void settle(Cause cause) {
    if (queues.isAnyOpen()) {
      return;
    }
    switch (state) {
      case RESETTING, FENCED -> {
        boolean isPath = others.isAnyOtherConnected(this);
        if (!isPath && !queues.unanswered().isEmpty()) {
          scribe.record(cause, new IoEvent.Requeued(0, IoEvent.Requeued.NO_PATH));
        }
        againUntilNanos = isPath ? scribe.nanos() + AGAIN_NANOS : Long.MAX_VALUE;
        queues.forgetEnded();
        queues.cancelAll();
        String reason = stopsInOrder ? "disabled by its host" : "waiting to reconnect";
        become(ControllerState.CONNECTING, reason, cause);
        attempts.awaits(stopsInOrder);
      }
      case DELETING -> {
        queues.cancelAll();
        become(ControllerState.DEAD, "closed by its host", cause);
      }
      case CONNECTING -> queues.cancelAll();
      case null, default -> {}
    }
    keepAlive.forget();
  }

  /**
   * Handles the end of a connection of its path that had no Connect. It was an attempt of this
   * controller if it received no ICResp; a discovery connection would have received one.
   */
  void attemptEnded(boolean byHost, boolean isInitialized) {
    if (waitsToReconnect() && !queues.isAnyOpen() && !isInitialized) {
      attempts.begins();
      attemptFailed(
          byHost ? ControllerEvent.ConnectFailed.NO_ICRESP : "the connection was lost", Cause.NONE);
    }
  }

  private void attemptFailed(String why, Cause cause) {
    if (!attempts.isUnderWay()) {
      return;
    }
    if (attempts.failed(why, cause)) {
      become(ControllerState.DEAD, "never connected", cause);
    }
    suspicion.forget();
  }
}
