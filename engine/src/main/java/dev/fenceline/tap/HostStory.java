package dev.fenceline.tap;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ControllerState;
import dev.fenceline.nvme.CcrLog;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.Opcode;
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
  }

  /** Linux finds what has timed out up to 1.5 s later: what stays open for longer is kept open. */
  private static final long KEPT_OPEN_NANOS = TimeUnit.MILLISECONDS.toNanos(1_750);

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

  private @Nullable ControllerState state;
  private boolean stopsInOrder;

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
    if (is(ControllerState.LIVE) && keepAlive.expired() != 0) {
      return keepAlive.expiredNanos() + KEPT_OPEN_NANOS;
    }
    return keepAlive.dueNanos();
  }

  /** Looks whether that time has come. */
  void look() {
    keepAlive.look();
    if (is(ControllerState.LIVE)
        && keepAlive.expired() != 0
        && scribe.nanos() >= keepAlive.expiredNanos() + KEPT_OPEN_NANOS) {
      fence();
    }
  }

  // Connecting

  /** A connection of this path begins while nothing else is known of it. */
  void attemptBegins() {
    attempts.begins();
  }

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
    stopsInOrder = false;
    keepAlive.forget();
    keepAlive.kato(katoMillis);
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
    switch (state) {
      case LIVE -> fail(suspicion.said("it connects again"));
      case FENCING -> fencingEnds(0);
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
    boolean usesIt = !queue.isAdmin() && !command.isFabrics();
    boolean waitsForEvents = queue.isAdmin() && command.opcode() == Opcode.Admin.ASYNC_EVENT.code();
    if (attempts.isUnderWay() && is(ControllerState.CONNECTING) && (usesIt || waitsForEvents)) {
      live();
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
    keepAlive.look();
    if (is(ControllerState.LIVE) && suspicion.isTroubled()) {
      fence();
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
    if (fencing.isFenced()) {
      fencingEnds(0);
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
    if (byHost) {
      keepAlive.look();
    } else {
      look();
    }
    String reason = byHost ? "closed by its host" : "the connection was lost";
    long cause = queues.closes(queue, reason);
    switch (state) {
      case LIVE -> {
        boolean undecided = byHost && !queue.isAdmin() && queues.isAdminOpen();
        if (!undecided) {
          fail(suspicion.ofEnd(queue, byHost, cause));
        }
      }
      case FENCING -> {
        if (byHost) {
          fencingEnds(cause);
          become(ControllerState.RESETTING, "its connections were closed", cause);
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

  private void fail(HostSuspicion.Reason why) {
    long recovery =
        scribe.record(
            why.cause(), new ControllerEvent.ErrorRecovery(why.words(), false, true, false));
    others.sourceLost(device(), become(ControllerState.RESETTING, why.words(), recovery));
  }

  private void fence() {
    HostSuspicion.Reason why = suspicion.ofFencing();
    long recovery =
        scribe.record(why.cause(), new ControllerEvent.ErrorRecovery(why.words(), true));
    long entered = become(ControllerState.FENCING, why.words(), recovery);
    others.sourceLost(device(), entered);
    fencing.begins(why.words(), commands.fenceTimeoutMillis(), why.sinceNanos(), entered);
  }

  private void fencingEnds(long cause) {
    become(ControllerState.FENCED, "fencing ended", fencing.ends(cause));
  }

  /** Whatever it became without connections: it waits to connect again, or is gone. */
  private void settle(long cause) {
    if (queues.isAnyOpen()) {
      return;
    }
    switch (state) {
      case RESETTING, FENCED -> {
        queues.cancelAll();
        String reason = stopsInOrder ? "disabled by its host" : "waiting to reconnect";
        become(ControllerState.CONNECTING, reason, cause);
        attempts.awaits(stopsInOrder);
      }
      case DELETING -> {
        queues.cancelAll();
        become(ControllerState.DEAD, "shut down by its host", cause);
      }
      case CONNECTING -> queues.cancelAll();
      case null, default -> {}
    }
    keepAlive.forget();
  }

  /** The connection of an attempt has ended before anything was said on it. */
  void attemptEnded(boolean byHost) {
    if (is(ControllerState.CONNECTING) && !queues.isAnyOpen()) {
      attemptFailed(byHost ? "it was not initialized" : "the connection was lost", 0);
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
