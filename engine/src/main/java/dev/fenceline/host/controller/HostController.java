package dev.fenceline.host.controller;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Timers;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.host.ErrorRecovery;
import dev.fenceline.host.Reconnect;
import dev.fenceline.host.queue.QueuePair;
import dev.fenceline.host.queue.QueuePair.Failure;
import dev.fenceline.host.queue.QueuePairs;
import dev.fenceline.nvme.AnaState;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.identify.IdentifyNamespace;
import dev.fenceline.scenario.Action;
import dev.fenceline.scenario.HostSettings;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One controller as the host sees it, over one path: its state, its queues, and its identity.
 * {@link ErrorRecovery} and {@link Reconnect} decide what happens to it, and change its state only
 * by {@link #become}.
 *
 * <p>Transitions (the table is {@link ControllerState#next}): NEW to CONNECTING to LIVE; after a
 * failure LIVE to FENCING, FENCED, RESETTING and CONNECTING, or without fencing LIVE to RESETTING
 * and CONNECTING; after giving up CONNECTING to DELETING to DEAD. Loop thread only.
 */
public final class HostController implements QueuePair.Owner {
  /** A listener for changes of a controller's state, namespaces or ANA states. */
  @FunctionalInterface
  public interface Listener {
    /** Called after the change; {@code cause} is the event that records it, or none. */
    void changed(HostController controller, Cause cause);
  }

  public static final String REMOVED_BY_HAND = "disconnected by hand";

  private final LabLoop loop;
  private final Recorder recorder;
  private final String subsystemNqn;
  private final String device;
  private final String path;
  private final SocketAddress front;
  private final Lane lane;
  private final Timers timers;
  private final List<Listener> listeners = new ArrayList<>();
  private final QueuePairs queues;
  private final Namespaces namespaces = new Namespaces();
  private final Identities identities = new Identities();
  private final IdleWait idleWait = new IdleWait();

  private HostSettings settings;
  private ControllerState state = ControllerState.NEW;
  private @Nullable Consumer<Failure> recovery;
  private @Nullable Resetter resetter;
  private long answeredSubmissionNanos = -1;
  private boolean fastIoFailed;
  private long readyTimeoutMillis;

  public HostController(
      LabLoop loop,
      Recorder recorder,
      HostSettings settings,
      String subsystemNqn,
      String device,
      String path,
      SocketAddress front) {
    this.loop = loop;
    this.recorder = recorder;
    this.settings = settings;
    this.subsystemNqn = subsystemNqn;
    this.device = device;
    this.path = path;
    this.front = front;
    this.lane = Lane.host(device);
    this.timers = new Timers(loop, recorder);
    this.queues = new QueuePairs(loop, recorder, lane, this);
  }

  /** Returns its name, such as {@code nvme4}. */
  public String device() {
    return device;
  }

  /** Returns the name of its path. */
  public String path() {
    return path;
  }

  public Lane lane() {
    return lane;
  }

  public ControllerState state() {
    return state;
  }

  /**
   * Returns the instance to which it is or was last connected, or empty before the first Identify.
   */
  public Optional<InstanceId> instance() {
    return identities.current().map(Identity::instance);
  }

  /** Reports whether it works and its namespaces are known. */
  public boolean isReady() {
    return state == ControllerState.LIVE && !namespaces.isEmpty();
  }

  public LabLoop loop() {
    return loop;
  }

  public Timers timers() {
    return timers;
  }

  public HostSettings settings() {
    return settings;
  }

  /** Changes the settings, which count from its next decision on. */
  public void use(HostSettings newSettings) {
    settings = newSettings;
  }

  public String subsystemNqn() {
    return subsystemNqn;
  }

  public SocketAddress front() {
    return front;
  }

  public Cause record(Cause cause, Detail detail) {
    return recorder.record(lane, cause, detail);
  }

  public void addListener(Listener listener) {
    listeners.add(listener);
  }

  public void removeListener(Listener listener) {
    listeners.remove(listener);
  }

  private void tellListeners(Cause cause) {
    for (Listener listener : List.copyOf(listeners)) {
      listener.changed(this, cause);
    }
  }

  /**
   * Changes the state. No other method does. Checks the table, records the event, and notifies the
   * listeners.
   *
   * @param reason in words
   * @param cause the event that led to it
   * @return the event that reports the change
   * @throws IllegalStateException if the table does not have this transition
   */
  public Cause become(ControllerState to, String reason, Cause cause) {
    if (!state.canBecome(to)) {
      throw new IllegalStateException("%s: %s cannot become %s".formatted(device, state, to));
    }
    ControllerState from = state;
    state = to;
    Cause recorded = record(cause, new ControllerEvent.StateChanged(from, to, reason));
    tellListeners(recorded);
    return recorded;
  }

  /**
   * Ends the controller after a reset if it was removed in the meantime (nvme_delete_ctrl, which
   * RESETTING allows). Reports whether it did.
   */
  public boolean endsIfRemoved(Cause cause) {
    if (state != ControllerState.DELETING) {
      return false;
    }
    become(ControllerState.DEAD, REMOVED_BY_HAND, cause);
    return true;
  }

  public boolean isLive() {
    return state == ControllerState.LIVE;
  }

  boolean isConnecting() {
    return state == ControllerState.CONNECTING;
  }

  /** Sets the handler of queue failures. */
  public void onFailure(Consumer<Failure> decider) {
    recovery = decider;
  }

  /** Sets the handler of reset requests. */
  public void onReset(Resetter decider) {
    resetter = decider;
  }

  /** Resets a controller. */
  @FunctionalInterface
  public interface Resetter {
    void reset(String reason, Cause cause);
  }

  /** Requests a reset. Does nothing unless the controller is LIVE (nvme_reset_ctrl: EBUSY). */
  void askForReset(String reason, Cause cause) {
    if (resetter != null && isLive()) {
      resetter.reset(reason, cause);
    }
  }

  @Override
  public void failed(Failure failure) {
    if (recovery != null) {
      recovery.accept(failure);
    }
  }

  /**
   * Reports whether a late request ends by itself. While the controller stops or connects, a
   * command ends when it times out (nvme_tcp_complete_timed_out), unless the policy holds commands
   * in flight until the controller has stopped.
   */
  @Override
  public boolean endsLateRequests() {
    return switch (state) {
      case CONNECTING -> true;
      case RESETTING, DELETING, DELETING_NO_IO -> !settings.policy().stopsBeforeFailover();
      case NEW, LIVE, FENCING, FENCED, DEAD -> false;
    };
  }

  @Override
  public void shrunk() {
    if (queues.isIoIdle()) {
      idleWait.ends(loop::execute);
    }
  }

  /** Runs a task on the loop once no I/O command is in flight. At most one caller waits. */
  public void whenIoIdle(Runnable next) {
    idleWait.begins(next);
    shrunk();
  }

  /** Ends the wait for idle I/O and runs its task although I/O may be in flight. */
  public void waitForIdleNoLonger() {
    idleWait.ends(Runnable::run);
  }

  /**
   * Reports whether it is being stopped. Its errors from then on say nothing about an operation.
   */
  public boolean isStopping() {
    return switch (state) {
      case RESETTING, DELETING, DELETING_NO_IO -> true;
      case NEW, CONNECTING, LIVE, FENCING, FENCED, DEAD -> false;
    };
  }

  @Override
  public void answered(long submittedNanos) {
    answeredSubmissionNanos = Math.max(answeredSubmissionNanos, submittedNanos);
  }

  /**
   * Reports whether a command that was sent at this time or later was answered. The response to an
   * older one does not count as traffic: the controller may have executed it long ago.
   */
  boolean answeredOneSentSince(long nanos) {
    return answeredSubmissionNanos >= nanos;
  }

  /** Returns the queue pairs of its connections. */
  public QueuePairs queues() {
    return queues;
  }

  /** Returns the longest time to become ready or to stop being ready (CAP.TO). */
  long readyTimeoutMillis() {
    return readyTimeoutMillis;
  }

  void readyTimeoutMillis(long millis) {
    readyTimeoutMillis = millis;
  }

  /** Closes the connections and releases all buffers without notification. */
  public void discard() {
    recovery = null;
    queues.discard();
  }

  /**
   * Returns its identity.
   *
   * @throws IllegalStateException before the first Identify
   */
  public Identity identity() {
    return identities
        .current()
        .orElseThrow(() -> new IllegalStateException(device + " was never identified"));
  }

  void identify(Identity read) {
    identities.add(read);
  }

  /**
   * Returns the instance that a user names, which may not exist; empty before the first Identify.
   */
  public Optional<InstanceId> instance(Action.Naming naming) {
    return identities.named(naming);
  }

  /** Returns its namespaces and their ANA states, as far as they were read. */
  public Namespaces namespaces() {
    return namespaces;
  }

  /** Replaces the namespaces by those of a finished scan. */
  void scanned(SortedMap<Integer, IdentifyNamespace> found) {
    namespaces.replace(found);
    tellListeners(Cause.NONE);
  }

  /** Applies the state of an ANA group, and records it if it is new. */
  void anaState(int group, AnaState read, Cause cause) {
    if (namespaces.ana(group, read)) {
      tellListeners(record(cause, new ControllerEvent.AnaState(group, read.code())));
    }
  }

  /** Notes that the ANA log was read. */
  void anaRead() {
    if (namespaces.anaRead()) {
      tellListeners(Cause.NONE);
    }
  }

  /** Reports whether it is live and its ANA state allows a namespace to be read. */
  public boolean reaches(int nsid) {
    AnaState ana = namespaces.ana(nsid);
    return isLive()
        && namespaces.find(nsid) != null
        && (ana == AnaState.OPTIMIZED || ana == AnaState.NON_OPTIMIZED);
  }

  /** Reports whether the commands in flight are held, so that they cannot fail over yet. */
  public boolean holds() {
    return switch (state) {
      case FENCING -> true;
      case RESETTING, DELETING -> settings.policy().stopsBeforeFailover();
      case NEW, CONNECTING, LIVE, FENCED, DELETING_NO_IO, DEAD -> false;
    };
  }

  /**
   * Reports whether new I/O should wait for this controller to come back: Linux's
   * nvme_available_path, which accepts LIVE, RESETTING and CONNECTING. The series omits FENCING and
   * FENCED by oversight; {@link RecoveryPolicy#queuesWhileAllFence} selects that behaviour.
   */
  public boolean isAvailable() {
    boolean isFencing = state == ControllerState.FENCING || state == ControllerState.FENCED;
    return isWorthWaitingFor() && (!isFencing || settings.policy().queuesWhileAllFence());
  }

  /** Reports whether this controller may still come back. */
  public boolean isWorthWaitingFor() {
    return switch (state) {
      case NEW, CONNECTING, LIVE, FENCING, FENCED, RESETTING -> !fastIoFailed;
      case DELETING, DELETING_NO_IO, DEAD -> false;
    };
  }

  /** Sets whether fast_io_fail_tmo has passed since it began to reconnect. */
  public void fastIoFailed(boolean failed, Cause cause) {
    fastIoFailed = failed;
    tellListeners(cause);
  }

  @Override
  public String toString() {
    return device + " " + state.word();
  }
}
