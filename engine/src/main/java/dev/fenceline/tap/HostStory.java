package dev.fenceline.tap;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ControllerState;
import dev.fenceline.event.FencedBy;
import dev.fenceline.event.IoEvent;
import dev.fenceline.nvme.CcrLog;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.Opcode;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One controller of a host, as far as the wire tells of it. The states follow from what the host
 * does: a Connect of the admin queue is CONNECTING, the last Connect of an I/O queue LIVE, closed
 * connections RESETTING; a cross-controller reset that names its instance, or connections that stay
 * open long after a Keep Alive has expired, are FENCING.
 */
final class HostStory {
  /** Who connects to what, over which path: the same again is the same controller. */
  record Key(String path, Nqn host, UUID hostId, Nqn subsystem) {}

  /** The other controllers. */
  interface Others {
    /** The controller of the same host that was connected to an instance last. */
    @Nullable HostStory connectedTo(InstanceId instance, Key asker);

    /** How many resets through this source have no outcome yet. */
    int resetsThrough(String source);

    /** A log of resets was read through this source. */
    void logRead(String source, CcrLog.Entry entry, long cause);

    /** This source can answer no more. */
    void sourceLost(String source, long cause);

    /** A read or a write is about to go out: it may have gone out before, and not been answered. */
    void goesOut(HostStory by, Command command, int qid);

    /** Whether another controller of its host is connected. */
    boolean isAnyOtherConnected(HostStory story);

    /** Whether another controller of its host has been connected since before then. */
    boolean isHostConnectedSince(HostStory story, long nanos);

    /** Whether its host has used another controller since then. */
    boolean isHostSeenSince(HostStory story, long nanos);
  }

  /** Within this a host that goes on without waiting is seen to. */
  private static final long DECIDED_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** So long it is waited for a sign that the host is still there at all. */
  private static final long SEEN_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** So long a host that has closed its connections may be about to connect again. */
  private static final long AWAITED_NANOS = TimeUnit.SECONDS.toNanos(120);

  /** What comes again does so within this once there is a path for it. */
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** What was concluded later than this is said to have been so since. */
  private static final long LATER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /**
   * Connections have ended, and what the host makes of it does not show yet.
   *
   * @param isFailure whether it is one for sure, and not a host that goes away
   */
  private record Loss(HostSuspicion.Reason why, boolean isFailure, long dueNanos) {
    Loss dueAt(long nanos) {
      return new Loss(why, isFailure, nanos);
    }
  }

  private final Key key;
  private final String address;
  private final Scribe scribe;
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

  /** Until when requests that were ended may come again; {@link Long#MAX_VALUE}: no path yet. */
  private long againUntilNanos;

  HostStory(Key key, String address, Scribe scribe, Others others) {
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

  Scribe scribe() {
    return scribe;
  }

  boolean isConnectedTo(InstanceId instance) {
    return instance.isReported() && instance.equals(commands.instance());
  }

  HostFencing fencing() {
    return fencing;
  }

  /** Whether it is down, and no attempt to connect is under way. */
  boolean waitsToReconnect() {
    return is(ControllerState.CONNECTING) && attempts.isAwaited();
  }

  boolean is(ControllerState other) {
    return state == other;
  }

  private long become(ControllerState to, String reason, long cause) {
    ControllerState from = state == null ? ControllerState.NEW : state;
    long last = cause;
    for (ControllerState next : from.wayTo(to)) {
      last = scribe.record(last, new ControllerEvent.StateChanged(from, next, reason));
      from = next;
    }
    state = from;
    return last;
  }

  // Time

  /** When something can be concluded without another PDU. */
  long dueNanos() {
    if (loss != null) {
      return loss.dueNanos();
    }
    if (is(ControllerState.FENCING)) {
      return fencing.dueNanos();
    }
    return is(ControllerState.LIVE) ? keepAlive.foundByNanos() : Long.MAX_VALUE;
  }

  /** Looks whether that time has come. */
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

  /** Time has shown what no PDU has. */
  private void decide(Loss was) {
    long now = scribe.nanos();
    long since = was.why().sinceNanos();
    if (is(ControllerState.FENCING)) {
      goesOn(fencing.ends(FencedBy.NOT_KNOWN, 0), "its connections were closed");
    } else if (!was.isFailure()) {
      if (others.isAnyOtherConnected(this) && now < since + AWAITED_NANOS) {
        loss = was.dueAt(now + DECIDED_NANOS);
      } else {
        goesAway();
      }
    } else if (!was.why().isSeen() && now < since + AWAITED_NANOS) {
      loss = was.dueAt(now + DECIDED_NANOS); // it may not even know yet
    } else if (queues.unanswered().stream().noneMatch(OpenCommand::isWrite)) {
      fail(was.why(), false);
    } else if (others.isHostSeenSince(this, since + LATER_NANOS)) {
      fence(was.why());
      fencing.holds();
    } else if (others.isAnyOtherConnected(this) && now < since + SEEN_WITHIN_NANOS) {
      loss = was.dueAt(now + DECIDED_NANOS / 4);
    } else {
      fail(was.why(), false);
    }
  }

  /** Its host has closed it and does not come back. */
  private void goesAway() {
    loss = null;
    become(ControllerState.DELETING, "closed by its host", 0);
    settle(0);
  }

  // Connecting

  /** A Connect of the admin queue is about to go out. */
  void connects(OpenQueue admin, long katoMillis) {
    if (state == null || state == ControllerState.DEAD) {
      create();
    } else if (!is(ControllerState.CONNECTING)) {
      leave();
    } else if (queues.isAdminOpen()) {
      attemptFailed("it was begun anew", 0);
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
    scribe.record(0, new ControllerEvent.Created(key.path(), address));
    become(ControllerState.CONNECTING, "connecting for the first time", 0);
  }

  /** It connects again although its old connections were not seen to end. */
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
      case FENCING -> fencingEnds(0, "it connects again");
      case null, default -> {}
    }
    queues.forget("not seen to end");
    settle(0);
    if (!is(ControllerState.CONNECTING)) {
      create();
    }
  }

  void connectsIo(OpenQueue io) {
    attempts.at("Connect of the I/O queues");
    queues.opens(io);
  }

  /** A command is about to go out: it may show that the controller is LIVE. */
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

  /** All of its queues are connected, or it is used as if they were. */
  void live() {
    boolean first = !attempts.hasEverSucceeded();
    long cause = attempts.succeeded();
    if (cause == 0 && first) {
      cause =
          scribe.record(
              0,
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

  void completed(OpenQueue queue, OpenCommand command, Completion completion, long sequence) {
    commands.completed(queue, command, completion, sequence);
  }

  /** Its host asks it to shut down. */
  void shutsDown(long cause) {
    become(ControllerState.DELETING, "shut down by its host", cause);
  }

  /** Its host disables it, as it does to stop it in order. */
  void disables(long cause) {
    stopsInOrder = true;
    become(ControllerState.RESETTING, "disabled by its host", cause);
  }

  /** A reset of a controller that nothing is wrong with is none of its host's: a person's. */
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

  /** A log that was read may say that the old instance is no more. */
  void logged(String source, CcrLog.Entry entry, long cause) {
    if (is(ControllerState.FENCING)) {
      fencing.logged(source, entry, cause);
      fencedIfSo();
    }
  }

  /** Enough was answered and read for that. */
  void fencedIfSo() {
    if (is(ControllerState.FENCING) && fencing.isFenced()) {
      fenced(fencing.ends(0));
      if (!queues.isAnyOpen()) {
        become(ControllerState.RESETTING, "its connections were closed", 0);
        settle(0);
      }
    }
  }

  // Failing

  /** A sign that the path has failed; the first one counts. */
  void suspects(String sign, long cause) {
    if (is(ControllerState.LIVE)) {
      suspicion.begins(sign, cause);
    }
  }

  /**
   * The connection of a queue has ended. An I/O queue that its host closes says nothing yet: a host
   * that stops in order closes them first, and then asks the controller to stop.
   */
  void ended(OpenQueue queue, boolean byHost) {
    if (!queues.isOpen(queue)) {
      return;
    }
    String reason = byHost ? "closed by its host" : "the connection was lost";
    long cause = queues.closes(queue, reason);
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

  private void loses(OpenQueue queue, boolean byHost, long cause) {
    boolean isFailure = !byHost || suspicion.isSure();
    long nanos = byHost ? queues.firstClosedNanos() : scribe.nanos();
    HostSuspicion.Reason why = silence.judge(suspicion.ofEnd(queue, byHost, cause, nanos), byHost);
    if (byHost && isFailure && queues.unanswered().isEmpty()) {
      fail(why, false);
    } else {
      loss = new Loss(why, isFailure, scribe.nanos() + DECIDED_NANOS);
    }
  }

  /** A controller that is being fenced is closed by its host: fencing is over, or the host is. */
  private void closes(long cause) {
    if (fencing.isOver() || queues.unanswered().isEmpty()) {
      fencingEnds(cause, "its connections were closed");
    } else if (loss == null) {
      HostSuspicion.Reason why = suspicion.said("closed by its host");
      loss = new Loss(why, true, scribe.nanos() + DECIDED_NANOS);
    }
  }

  /** Its requests are seen to go on, or it is known that they cannot be. */
  private void fail(HostSuspicion.Reason why, boolean goesOn) {
    loss = null;
    long recovery =
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
    long recovery =
        scribe.record(
            why.cause(), new ControllerEvent.ErrorRecovery(why.words(), true, false, false, since));
    long entered = become(ControllerState.FENCING, why.words(), recovery);
    HostSuspicion.Reason counted = since == 0 ? why.at(scribe.nanos()) : why;
    fencing.begins(counted, commands.times(), commands.instance(), entered);
    for (OpenCommand command : queues.unanswered()) {
      if (command.isWrite()) {
        scribe.record(entered, new IoEvent.Held(0, 1, command.qid(), command.cid()));
      }
    }
  }

  private void fenced(long cause) {
    loss = null;
    become(ControllerState.FENCED, "fencing ended", cause);
  }

  private void fencingEnds(long cause, String reason) {
    goesOn(fencing.ends(cause), reason);
  }

  private void goesOn(long cause, String reason) {
    fenced(cause);
    become(ControllerState.RESETTING, reason, cause);
    settle(cause);
  }

  // What comes again

  /** Whether requests of it may be sent again over another controller, or over itself. */
  boolean isInDoubt() {
    return loss != null
        || is(ControllerState.FENCING)
        || keepAlive.isOverdue()
        || queues.isAnyClosed()
        || !queues.ended().isEmpty();
  }

  /** A read or a write goes out that may be one that was not answered here. */
  void comesAgain(HostStory by, Command command, int qid) {
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
      by.scribe().record(0, new IoEvent.FailedOver(0, 2, device(), by.device()));
    }
  }

  /**
   * Whether one that comes again is a sign that the host has gone on. A write is: nobody writes a
   * block twice at a time. A read may be another one.
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
          fencingEnds(0, "its requests are sent again");
        }
        yield isOver;
      }
      case FENCED, RESETTING, CONNECTING -> true;
      case null, default -> false;
    };
  }

  /** Was it at once, or after a hold that nothing has shown so far? */
  private void hasGoneOn(HostSuspicion.Reason why) {
    if (commands.times().isOver(scribe.nanos() - why.sinceNanos())) {
      fence(why);
      fencing.holds();
      fencingEnds(0, "its requests are sent again");
    } else {
      fail(why.isSeen() ? why : suspicion.said(why.words()), true); // at once, so it knows it now
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

  boolean isOfSameHost(HostStory other) {
    Key its = other.key;
    return key.host().equals(its.host())
        && key.hostId().equals(its.hostId())
        && key.subsystem().equals(its.subsystem());
  }

  /** Whatever it became without connections: it waits to connect again, or is gone. */
  private void settle(long cause) {
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
   * A connection of its path has ended before it was said whose it is; it was this one's, if it was
   * initialized by nobody: hosts that look around are answered.
   */
  void attemptEnded(boolean byHost, boolean isInitialized) {
    if (waitsToReconnect() && !queues.isAnyOpen() && !isInitialized) {
      attempts.begins();
      attemptFailed(
          byHost ? ControllerEvent.ConnectFailed.NO_ICRESP : "the connection was lost", 0);
    }
  }

  private void attemptFailed(String why, long cause) {
    if (!attempts.isUnderWay()) {
      return;
    }
    if (attempts.failed(why, cause)) {
      become(ControllerState.DEAD, "never connected", cause);
    }
    suspicion.forget();
  }
}
