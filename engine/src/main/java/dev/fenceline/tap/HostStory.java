package dev.fenceline.tap;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ControllerState;
import dev.fenceline.nvme.CcrLog;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Feature;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Properties.Cc;
import dev.fenceline.nvme.Property;
import dev.fenceline.nvme.PropertyRequest;
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
  private final HostAnswers answers;
  private final HostQueues queues;
  private final HostSuspicion suspicion;
  private final HostAttempts attempts;
  private final HostQueueCount queueCount;

  private @Nullable ControllerState state;
  private boolean stopsInOrder;
  private int cntlid;

  HostStory(Key key, String address, Scribe scribe, Others others) {
    this.key = key;
    this.address = address;
    this.scribe = scribe;
    this.others = others;
    keepAlive = new HostKeepAlive(scribe);
    fencing = new HostFencing(scribe);
    answers = new HostAnswers(scribe);
    queues = new HostQueues(scribe, keepAlive);
    suspicion = new HostSuspicion(scribe, keepAlive, queues);
    attempts = new HostAttempts(scribe);
    queueCount = new HostQueueCount(scribe);
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
    return instance.isReported() && instance.equals(answers.instance());
  }

  HostFencing fencing() {
    return fencing;
  }

  /** Whether it is down, and no attempt to connect is under way. */
  boolean waitsToReconnect() {
    return is(ControllerState.CONNECTING) && attempts.isAwaited();
  }

  private boolean is(ControllerState other) {
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
    queueCount.forget();
    keepAlive.forget();
    keepAlive.kato(katoMillis);
    answers.begins(katoMillis);
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

  private void live() {
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
    if (!queue.isAdmin()) {
      return;
    }
    if (is(ControllerState.CONNECTING) && !HostEnd.isConnect(command.command())) {
      attempts.at(command.label());
    }
    if (command.is(Opcode.Admin.KEEP_ALIVE)) {
      keepAlive.sent(command);
    } else if (command.is(Opcode.Admin.CROSS_CONTROLLER_RESET)) {
      resets(command);
    } else if (command.is(Opcode.Fabrics.PROPERTY_SET)) {
      configures(command);
    }
  }

  /** While it is LIVE, Property Set CC is how a host stops a controller in order. */
  private void configures(OpenCommand command) {
    PropertyRequest request = PropertyRequest.of(command.command());
    if (!is(ControllerState.LIVE) || !request.matches(Property.CC)) {
      return;
    }
    Cc cc = new Cc((int) request.value());
    if (cc.shutdown() != 0) {
      become(ControllerState.DELETING, "shut down by its host", command.sequence());
    } else if (!cc.enabled()) {
      stopsInOrder = true;
      become(ControllerState.RESETTING, "disabled by its host", command.sequence());
    }
  }

  private void resets(OpenCommand command) {
    InstanceId impacted = command.command().impacted();
    HostStory other = others.connectedTo(impacted, key);
    if (other != null && other != this) {
      int left = answers.ccrLimit() - others.resetsThrough(device()) - 1;
      other.fencedThrough(device(), impacted, command.cid(), Math.max(0, left));
    }
  }

  /** A reset of a controller that nothing is wrong with is none of its host's: a person's. */
  private void fencedThrough(String source, InstanceId impacted, int cid, int creditLeft) {
    keepAlive.look();
    if (is(ControllerState.LIVE) && suspicion.isTroubled()) {
      fence();
    }
    if (is(ControllerState.FENCING)) {
      fencing.issued(source, impacted, cid, creditLeft);
    }
  }

  void completed(OpenQueue queue, OpenCommand command, Completion completion, long sequence) {
    if (HostEnd.isConnect(command.command())) {
      connected(queue, completion);
      return;
    }
    if (!queue.isAdmin()) {
      return;
    }
    switch (command.operation().orElse(null)) {
      case Opcode.Admin.KEEP_ALIVE -> keptAlive(command, completion, sequence);
      case Opcode.Admin.ASYNC_EVENT -> {
        if (completion.status().isSuccess()) {
          scribe.record(sequence, new AenEvent.Received(command.cid(), completion.dw0()));
        }
      }
      case Opcode.Admin.CROSS_CONTROLLER_RESET -> resetAnswered(command, completion);
      case Opcode.Admin.SET_FEATURES -> featureSet(command, completion);
      case Opcode.Admin.IDENTIFY, Opcode.Admin.GET_LOG_PAGE -> {
        if (completion.status().isSuccess()) {
          answers.read(command, sequence, (entry, read) -> others.logRead(device(), entry, read));
        }
      }
      case null, default -> {}
    }
  }

  private void connected(OpenQueue queue, Completion completion) {
    if (!completion.status().isSuccess()) {
      suspicion.refused(completion.status().toString());
      attempts.refused(completion.statusField());
      return;
    }
    if (queue.isAdmin()) {
      cntlid = Completion.connectedTo(completion.dw0());
    }
    scribe.record(0, new ConnectionEvent.QueueConnected(queue.qid(), cntlid, queue.entries()));
    if (!queue.isAdmin() && queueCount.connectsLast() && attempts.isUnderWay()) {
      live();
    }
  }

  private void keptAlive(OpenCommand command, Completion completion, long sequence) {
    long cause =
        keepAlive.answered(command, completion.status(), completion.statusField(), sequence);
    if (!completion.status().isSuccess()) {
      suspects("Keep Alive failed", cause);
    }
  }

  private void resetAnswered(OpenCommand command, Completion completion) {
    HostStory other = others.connectedTo(command.command().impacted(), key);
    if (other == null || !other.is(ControllerState.FENCING)) {
      return;
    }
    boolean success = completion.status().isSuccess();
    boolean immediate = success && Completion.isResetImmediate(completion.dw0());
    other.fencing.answered(device(), command.cid(), completion.statusField(), success, immediate);
    other.fencedIfSo();
  }

  /** A log that was read may say that the old instance is no more. */
  void logged(String source, CcrLog.Entry entry, long cause) {
    if (is(ControllerState.FENCING)) {
      fencing.logged(source, entry, cause);
      fencedIfSo();
    }
  }

  private void fencedIfSo() {
    if (fencing.isFenced()) {
      fencingEnds(0);
    }
  }

  private void featureSet(OpenCommand command, Completion completion) {
    if (!completion.status().isSuccess()) {
      return;
    }
    int fid = command.command().fid();
    if (fid == Feature.KEEP_ALIVE_TIMER.id()) {
      keepAlive.kato(Integer.toUnsignedLong(command.command().cdw11()));
    } else if (fid == Feature.NUMBER_OF_QUEUES.id() && is(ControllerState.CONNECTING)) {
      queueCount.agreed(command.command().cdw11(), completion.dw0());
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
        scribe.record(why.cause(), new ControllerEvent.ErrorRecovery(why.words(), false));
    others.sourceLost(device(), become(ControllerState.RESETTING, why.words(), recovery));
  }

  private void fence() {
    HostSuspicion.Reason why = suspicion.ofFencing();
    long recovery =
        scribe.record(why.cause(), new ControllerEvent.ErrorRecovery(why.words(), true));
    long entered = become(ControllerState.FENCING, why.words(), recovery);
    others.sourceLost(device(), entered);
    fencing.begins(why.words(), answers.fenceTimeoutMillis(), why.sinceNanos(), entered);
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
