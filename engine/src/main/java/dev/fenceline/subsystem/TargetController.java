package dev.fenceline.subsystem;

import dev.fenceline.clock.Timers;
import dev.fenceline.event.Cause;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Properties.Cap;
import dev.fenceline.nvme.Properties.Cc;
import dev.fenceline.nvme.Properties.Csts;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.scenario.TargetSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One controller, from its admin Connect until its last command has left front end and back end.
 * The target detects its loss once and then quiesces it: no further command starts to execute, and
 * those at media end or are revoked (scenario timings, section 5).
 */
final class TargetController implements MediaQueue.Owner {
  private static final int READY_TIMEOUT_HALF_SECONDS = 15;
  private static final int SHST_IN_PROGRESS = 1;

  private final SubsystemContext environment;
  private final ControllerOwner home;
  private final int cntlid;
  private final Lane lane;
  private final Association association;
  private final AsyncEventQueue asyncEvents;
  private final KeepAliveTimer keepAlive;
  private final Timers timers;
  private final CcrEntries ccrEntries;
  private final TreeMap<Integer, ControllerQueue> queues = new TreeMap<>();
  private InstanceState state = InstanceState.CREATED;
  private InstanceId instance;
  private long katoMillis;
  private Cc cc = new Cc(0);
  private Csts csts = new Csts(0);
  private boolean shuttingDown;
  private Timers.@Nullable Timer quiesceTimer;
  private @Nullable Consumer<Cause> drained;
  private int finished;
  private int revoked;

  TargetController(
      SubsystemContext environment, ControllerOwner home, int cntlid, Lane lane, Association host) {
    this.environment = environment;
    this.home = home;
    this.cntlid = cntlid;
    this.lane = lane;
    this.association = host;
    this.instance = new InstanceId(cntlid, 0, 0);
    this.katoMillis = home.appliedKatoMillis(host.katoMillis());
    this.ccrEntries = new CcrEntries(environment.settings().ccrLogEntries());
    this.timers = new Timers(environment.loop(), environment.recorder());
    this.asyncEvents = new AsyncEventQueue(environment.recorder(), lane, home.asyncEvents());
    this.keepAlive =
        new KeepAliveTimer(
            environment.loop(),
            environment.recorder(),
            lane,
            environment.settings().trafficBasedKeepAlive(),
            this::notice);
  }

  boolean isDiscovery() {
    return home.kind() == ControllerOwner.Kind.DISCOVERY;
  }

  @Override
  public int cntlid() {
    return cntlid;
  }

  @Override
  public Lane lane() {
    return lane;
  }

  Association association() {
    return association;
  }

  /** Returns its identity since it last became ready; CIU and CIRN are 0 before that. */
  InstanceId instance() {
    return instance;
  }

  InstanceState state() {
    return state;
  }

  AsyncEventQueue asyncEvents() {
    return asyncEvents;
  }

  KeepAliveTimer keepAlive() {
    return keepAlive;
  }

  CcrEntries ccrEntries() {
    return ccrEntries;
  }

  /** Returns the keep-alive timeout that it applies; 0 if there is none. */
  long katoMillis() {
    return katoMillis;
  }

  /** Sets KATO as Set Features 0Fh requests, and restarts the timer. */
  void setKato(long askedMillis, Cause cause) {
    katoMillis = home.appliedKatoMillis(askedMillis);
    keepAlive.start(katoMillis, cause);
  }

  Cap cap() {
    return Cap.of(environment.settings().maxQueueEntries() - 1, READY_TIMEOUT_HALF_SECONDS);
  }

  Cc cc() {
    return cc;
  }

  Csts csts() {
    return csts;
  }

  /** Reports whether it accepts admin commands: it is enabled and not being disabled. */
  boolean isEnabled() {
    return cc.enabled() && (state == InstanceState.READY || state == InstanceState.SHUT_DOWN);
  }

  /**
   * Reports whether it accepts I/O commands. After a shutdown it does so only after it was disabled
   * and enabled again.
   */
  boolean isOpenForIo() {
    return isEnabled() && !shuttingDown;
  }

  /** Reports whether the target has detected the loss of the controller. */
  boolean isNoticed() {
    return state == InstanceState.QUIESCING || state == InstanceState.GONE;
  }

  /** Returns the connection of a queue. */
  Optional<ControllerQueue> queue(int qid) {
    return Optional.ofNullable(queues.get(qid));
  }

  /** Adds the connection of a queue, after its Connect has succeeded. */
  void queueConnected(int qid, ControllerQueue connection) {
    queues.put(qid, connection);
  }

  /** Removes the closed connection of a queue. */
  void queueClosed(int qid, Cause cause) {
    queues.remove(qid);
    if (qid == 0) {
      notice(
          state == InstanceState.READY ? "admin connection lost" : "admin connection closed",
          cause);
    }
  }

  /** Executes a Property Set of CC. */
  Status configure(Cc next, Cause cause) {
    boolean disabling = state != InstanceState.CREATED && !cc.enabled();
    if (disabling && next.enabled()) {
      return Status.doNotRetry(StatusCode.COMMAND_SEQUENCE_ERROR);
    }
    Cc previous = cc;
    cc = next;
    if (!previous.enabled() && next.enabled()) {
      enable(cause);
    } else if (previous.enabled() && !next.enabled() && state != InstanceState.CREATED) {
      disable(cause);
    } else if (previous.shutdown() == 0 && next.shutdown() != 0) {
      shutDown(cause);
    } else if (previous.shutdown() != 0 && next.shutdown() == 0) {
      csts = csts.withShutdown(0);
    }
    return Status.SUCCESS;
  }

  private void enable(Cause cause) {
    boolean sizesFit = isDiscovery() || (cc.iosqes() == Cc.IOSQES && cc.iocqes() == Cc.IOCQES);
    if (!sizesFit || cc.mps() != 0 || cc.ams() != 0 || cc.commandSet() != 0) {
      csts = csts.withFatal(true);
      return;
    }
    TargetSettings settings = environment.settings();
    InstanceId previous = instance;
    instance = home.nextInstance(cntlid);
    shuttingDown = false;
    csts = new Csts(0).withReady(true);
    Cause became = become(InstanceState.READY, "enabled", cause);
    Cause ready =
        environment
            .recorder()
            .record(
                lane,
                became,
                new InstanceEvent.Ready(
                    instance,
                    katoMillis,
                    isDiscovery() ? 0 : settings.cqtMillis(),
                    isDiscovery() ? 0 : settings.ccrLimit(),
                    settings.trafficBasedKeepAlive()));
    home.ended(previous, ready);
    entriesRemoved(ccrEntries.removeCompleted(), "enabled again", ready);
    queue(0).ifPresent(ControllerQueue::setUp);
    keepAlive.start(katoMillis, ready);
  }

  private void disable(Cause cause) {
    keepAlive.stop();
    closeIoQueues("controller disabled", cause);
    asyncEvents.reset();
    drain(
        cause,
        promisesQuiet(),
        quiet -> {
          csts = new Csts(0);
          become(InstanceState.CREATED, "disabled", quiet);
          queue(0).ifPresent(ControllerQueue::awaitSetUp);
        });
  }

  /**
   * Accepts no more I/O and ends commands that wait for their data. Commands at media run to their
   * end.
   */
  private void shutDown(Cause cause) {
    shuttingDown = true;
    csts = csts.withShutdown(SHST_IN_PROGRESS);
    for (ControllerQueue io : ioQueues()) {
      io.endTransfers("controller shuts down", cause);
    }
    drain(
        cause,
        false,
        quiet -> {
          csts = csts.withShutdown(Csts.SHST_COMPLETE);
          if (state == InstanceState.READY) {
            become(InstanceState.SHUT_DOWN, "shut down by its host", quiet);
          }
        });
  }

  /**
   * Detects the loss of this controller; only the first call counts. From now on no further command
   * starts to execute, and I/O connections close without completions.
   */
  void notice(String reason, Cause cause) {
    if (isNoticed()) {
      return;
    }
    int atMedia = environment.backEnd().atMedia(this);
    long quietByNanos =
        promisesQuiet()
            ? environment.loop().nanos()
                + TimeUnit.MILLISECONDS.toNanos(environment.settings().cqtMillis())
            : 0;
    Cause noticed =
        environment
            .recorder()
            .record(
                lane, cause, new InstanceEvent.Noticed(instance, reason, atMedia, quietByNanos));
    become(InstanceState.QUIESCING, reason, noticed);
    finished = 0;
    revoked = 0;
    keepAlive.stop();
    asyncEvents.reset();
    closeIoQueues(reason, noticed);
    boolean answers = promisesQuiet() && environment.settings().answerWhileQuiescing();
    queue(0)
        .ifPresent(admin -> {
          if (answers) {
            admin.interrupt(noticed);
          } else {
            admin.close(reason, noticed);
          }
        });
    drain(noticed, promisesQuiet(), this::leave);
  }

  private boolean promisesQuiet() {
    return environment.settings().cqtMillis() > 0;
  }

  private void closeIoQueues(String reason, Cause cause) {
    for (ControllerQueue io : ioQueues()) {
      io.close(reason, cause);
    }
  }

  private List<ControllerQueue> ioQueues() {
    return List.copyOf(queues.tailMap(0, false).values());
  }

  private void drain(Cause cause, boolean revoke, Consumer<Cause> afterwards) {
    cancelQuiesceTimer();
    drained = afterwards;
    if (environment.backEnd().atMedia(this) == 0) {
      mediaQuiet(cause);
    } else if (revoke) {
      long quiesceNanos = TimeUnit.MILLISECONDS.toNanos(environment.settings().quiesceMillis());
      quiesceTimer = timers.arm(lane, "quiesce", quiesceNanos, cause, this::revokeRest);
    }
  }

  private void revokeRest(Cause cause) {
    revoked += environment.backEnd().revoke(this, "quiesce time is over", cause);
    if (environment.backEnd().atMedia(this) == 0) {
      mediaQuiet(cause);
    }
  }

  private void cancelQuiesceTimer() {
    if (quiesceTimer != null) {
      quiesceTimer.cancel();
      quiesceTimer = null;
    }
  }

  /** Counts a command that was dropped before it reached media. */
  void dropped() {
    revoked++;
  }

  @Override
  public void executed() {
    finished++;
  }

  @Override
  public void mediaQuiet(Cause cause) {
    cancelQuiesceTimer();
    Consumer<Cause> afterwards = drained;
    drained = null;
    if (afterwards != null) {
      afterwards.accept(cause);
    }
  }

  private void leave(Cause cause) {
    queue(0).ifPresent(admin -> admin.close("back end is quiet", cause));
    Cause became = become(InstanceState.GONE, "its last command has left", cause);
    entriesRemoved(ccrEntries.clear(), "source gone", became);
    Cause gone =
        environment
            .recorder()
            .record(lane, became, new InstanceEvent.Gone(instance, finished, revoked));
    home.gone(instance, gone);
  }

  /** Records that completed or abandoned resets were removed from this source's log. */
  void entriesRemoved(int entries, String reason, Cause cause) {
    if (entries > 0) {
      environment.recorder().record(lane, cause, new FencingEvent.TargetRemoved(entries, reason));
    }
  }

  /** Ends the controller because the target is being closed. Records only its timers. */
  void abandon() {
    keepAlive.stop();
    cancelQuiesceTimer();
    drained = null;
    new ArrayList<>(queues.values()).forEach(ControllerQueue::abandon);
  }

  /** Changes the state. This is the only place that does so. */
  private Cause become(InstanceState next, String reason, Cause cause) {
    if (!state.canBecome(next)) {
      throw new IllegalStateException("controller %d: %s to %s".formatted(cntlid, state, next));
    }
    InstanceState previous = state;
    state = next;
    return environment
        .recorder()
        .record(lane, cause, new InstanceEvent.StateChanged(previous, next, reason));
  }
}
