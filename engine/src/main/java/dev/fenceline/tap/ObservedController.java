package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.log.CcrLog;
import java.util.UUID;

/**
 * One controller of a host, as far as the traffic shows it. Its states are inferred from the host's
 * actions: a Connect of the admin queue means CONNECTING, the last Connect of an I/O queue LIVE,
 * closed connections RESETTING. A cross-controller reset that names its instance, or connections
 * that stay open long after a Keep Alive has expired, mean FENCING.
 */
final class ObservedController {
  /**
   * The path, host and subsystem of a controller. A new connection with the same key belongs to the
   * same controller.
   */
  record Key(String path, Nqn host, UUID hostId, Nqn subsystem) {
    boolean isOfSameHost(Key other) {
      return host.equals(other.host) && hostId.equals(other.hostId);
    }

    boolean isOfSameSubsystem(Key other) {
      return subsystem.equals(other.subsystem);
    }
  }

  private final Key key;
  private final LaneRecorder recorder;
  private final OtherControllers others;
  private final HostKeepAlive keepAlive;
  private final HostQueues queues;
  private final HostSuspicion suspicion;
  private final HostSilence silence;
  private final HostAnswers answers;
  private final HostRecovery recovery;
  private final HostState state;
  private final HostLoss loss;
  private final HostFencing fencing;
  private final HostConnecting connecting;
  private final HostCommands commands;
  private final HostDecisions decisions;
  private final HostRetries retries;

  ObservedController(Key key, String address, LaneRecorder recorder, OtherControllers others) {
    this.key = key;
    this.recorder = recorder;
    this.others = others;
    keepAlive = new HostKeepAlive(recorder, others.rhythm());
    queues = new HostQueues(recorder, keepAlive);
    suspicion = new HostSuspicion(recorder, keepAlive, queues);
    silence = new HostSilence(recorder, keepAlive);
    answers = new HostAnswers(recorder);
    recovery = new HostRecovery(recorder, others, queues, keepAlive, answers);
    state = recovery.state();
    loss = recovery.loss();
    fencing = recovery.fencing();
    connecting =
        new HostConnecting(
            recorder,
            new ControllerEvent.Created(key.path(), address),
            new ControllerEvent.Connected(key.subsystem().value(), address, key.host().value()),
            others,
            queues,
            suspicion,
            silence,
            recovery);
    commands =
        new HostCommands(recorder, others, keepAlive, suspicion, answers, recovery, connecting);
    decisions = new HostDecisions(recorder, others, queues, keepAlive, suspicion, recovery);
    retries = new HostRetries(recorder, others, keepAlive, queues, suspicion, silence, recovery);
  }

  Key key() {
    return key;
  }

  LaneRecorder recorder() {
    return recorder;
  }

  HostFencing fencing() {
    return fencing;
  }

  boolean isConnectedTo(InstanceId instance) {
    return instance.isReported() && instance.equals(answers.instance());
  }

  boolean isConnected() {
    return state.is(ControllerState.LIVE) && !loss.isPending() && queues.isAdminOpen();
  }

  boolean isConnectedSince(long nanos) {
    return isConnected() && connecting.isLiveSince(nanos);
  }

  /** Reports whether the controller was LIVE at that time and has been used well after it. */
  boolean isUsedAfter(long nanos) {
    return connecting.isLiveSince(nanos) && silence.isHeardAfter(nanos);
  }

  boolean isSeenSince(long nanos) {
    return isConnected() && silence.heardNanos() >= nanos;
  }

  /**
   * Reports whether the controller is down, or has lost its connections, and no attempt to connect
   * is in progress.
   */
  boolean waitsToReconnect() {
    return connecting.isAwaited() || connecting.isLost();
  }

  /** Returns the time at which something can be inferred without another PDU. */
  long dueNanos() {
    return decisions.dueNanos();
  }

  /** Infers what follows from the current time. Does nothing before {@link #dueNanos}. */
  void look() {
    decisions.look();
  }

  // Connections

  /** Handles a Connect of the admin queue before it is recorded. */
  void connects(OpenQueue admin, long katoMillis) {
    connecting.begins();
    keepAlive.forget();
    keepAlive.kato(katoMillis);
    silence.forget();
    commands.begin(katoMillis);
    queues.opens(admin);
  }

  /** Handles a Connect of an I/O queue before it is recorded. */
  void connectsIo(OpenQueue io) {
    connecting.at("Connect of the I/O queues");
    queues.opens(io);
  }

  /** Handles the end of a connection of the path on which no Connect was sent. */
  void endsWithoutConnect(boolean byHost, boolean isInitialized) {
    connecting.endsWithoutConnect(byHost, isInitialized);
  }

  /**
   * Handles the end of a queue's connection. An I/O queue closed by its host is not yet a loss,
   * because in an orderly stop the host closes the I/O queues before it stops the controller.
   */
  void ended(OpenQueue queue, boolean byHost) {
    if (!queues.isOpen(queue)) {
      return;
    }
    Cause cause =
        queues.closes(
            queue, byHost ? ConnectionEvent.QueueClosed.BY_HOST : ConnectionEvent.QueueClosed.LOST);
    switch (state.current()) {
      case LIVE -> {
        boolean undecided = byHost && !queue.isAdmin() && queues.isAdminOpen();
        if (!loss.isPending()
            && recovery.fencesByEarlierReset(byHost, "its connections were closed")) {
          if (byHost && state.is(ControllerState.FENCING)) {
            closes(cause);
          }
        } else if (!undecided && !loss.isPending()) {
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
          recovery.closed("its connections were closed", cause);
        }
      }
      case CONNECTING -> connecting.ends(byHost, cause);
      case null, default -> {}
    }
    recovery.settle(cause);
  }

  private void loses(OpenQueue queue, boolean byHost, Cause cause) {
    boolean isFailure = !byHost || suspicion.isSure();
    long nanos = byHost ? queues.firstClosedNanos() : recorder.nanos();
    HostSuspicion.Reason why =
        silence
            .judge(suspicion.ofEnd(queue, byHost, cause, nanos), byHost)
            .notSeenIf(recovery.wasReset(), silence.heardNanos());
    if (byHost && isFailure && queues.unanswered().isEmpty()) {
      recovery.fail(why, false);
    } else {
      loss.begins(why, isFailure, others.isAnyConnected());
      if (byHost) {
        others.goesOutBefore();
      }
    }
  }

  /**
   * Handles connections that the host has closed during fencing: fencing has ended, the host has
   * stopped, or the network has closed them while the host waits for a reset or a hold.
   */
  private void closes(Cause cause) {
    if (fencing.isOver()) {
      recovery.fencingEnds("its connections were closed", cause);
    } else if (!loss.isPending()) {
      loss.begins(suspicion.said("closed by its host"), true, others.isAnyConnected());
    }
  }

  /**
   * Handles that PDUs of a queue may have passed unseen: its commands may have been answered, and
   * resets may have passed.
   */
  void missed(OpenQueue queue) {
    queue.takeAll();
    if (queue.isAdmin()) {
      keepAlive.missed();
    }
    silence.missed();
    others.missesTraffic();
  }

  // Commands

  /** Handles a command before it is recorded; it may show that the controller is LIVE. */
  void beforeSubmission(OpenQueue queue, Command command) {
    silence.heard();
    keepAlive.used();
    boolean usesIt = !queue.isAdmin() && !command.isFabrics();
    boolean waitsForEvents = queue.isAdmin() && command.opcode() == Opcode.Admin.ASYNC_EVENT.code();
    if (usesIt || waitsForEvents) {
      connecting.used();
    }
    if (usesIt) {
      others.goesOut(command, queue.qid());
    }
  }

  void submitted(OpenQueue queue, OutstandingCommand command) {
    commands.submitted(queue, command);
  }

  void completed(
      OpenQueue queue, OutstandingCommand command, Completion completion, Cause recorded) {
    commands.completed(queue, command, completion, recorded);
  }

  /** Records a sign that the path has failed; only the first one counts. */
  void suspects(String sign, Cause cause) {
    commands.suspects(sign, cause);
  }

  // Resets through other controllers

  /**
   * Handles a reset of this controller through another one. If the controller shows no sign of
   * trouble, the host may have fenced it for a reason that the traffic does not show, or a person
   * may have sent the reset; no fencing is recorded until the controller fails.
   */
  void resetThrough(String source, InstanceId impacted, int cid, int creditLeft) {
    HostLoss.Pending lost = loss.pending();
    if (state.is(ControllerState.LIVE) && lost != null && lost.why().isSeen()) {
      recovery.fence(lost.why());
    } else if (state.is(ControllerState.LIVE) && (lost != null || suspicion.isTroubled())) {
      recovery.fence(suspicion.said("fenced by its host"));
    }
    recovery.notesReset();
    if (state.is(ControllerState.FENCING)) {
      fencing.issued(source, impacted, cid, creditLeft);
    } else if (state.is(ControllerState.LIVE)) {
      recovery.earlierResets().passed(source, impacted, cid, creditLeft);
    }
  }

  /** Handles the completion of a reset of this controller through another one. */
  void resetAnswered(String source, Completion completion) {
    if (state.is(ControllerState.FENCING)) {
      fencing.answered(source, completion);
      recovery.fencedIfSo();
    } else {
      recovery.earlierResets().answered(source, completion);
    }
  }

  /** Handles a log entry, which may report that the old instance no longer exists. */
  void logged(String source, CcrLog.Entry entry, Cause cause) {
    if (state.is(ControllerState.FENCING)) {
      fencing.logged(source, entry, cause);
      recovery.fencedIfSo();
    } else {
      recovery.earlierResets().logged(source, entry, cause);
    }
  }

  // Requests that are sent again

  /** Handles the return of a path of the host, over which its requests are sent again. */
  void pathIsBack() {
    if (queues.pathIsBack()) {
      recovery.isGoingOnNow();
    }
  }

  /** Handles that its host may have been started again and then has kept no request. */
  void losesRequests() {
    recovery.losesRequests();
  }

  /** Reports whether its requests may be sent again over this or another controller. */
  boolean isInDoubt() {
    return loss.isPending()
        || state.is(ControllerState.FENCING)
        || keepAlive.isOverdue()
        || queues.isAnyClosed()
        || queues.isAnyEnded();
  }

  /** Handles a read or write over a controller that may be a copy of one of this controller. */
  void comesAgain(LaneRecorder by, Command command, int qid) {
    retries.comesAgain(by, command, qid);
  }
}
