package dev.fenceline.host;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.host.controller.AdminRequests;
import dev.fenceline.host.controller.AnaStates;
import dev.fenceline.host.controller.AsyncEvents;
import dev.fenceline.host.controller.BringUp;
import dev.fenceline.host.controller.HostController;
import dev.fenceline.host.controller.KeepAlive;
import dev.fenceline.host.controller.NamespaceHeads;
import dev.fenceline.host.controller.NamespaceScan;
import dev.fenceline.host.controller.TargetDescription;
import dev.fenceline.host.fencing.CcrSource;
import dev.fenceline.host.fencing.Fencing;
import dev.fenceline.host.multipath.BlockDevice;
import dev.fenceline.host.multipath.Multipath;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.scenario.Action;
import dev.fenceline.scenario.HostSettings;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.TargetSettings;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An NVMe/TCP host with all of its paths to one subsystem. Paths share the host's NQN and host ID;
 * otherwise one controller could not reset another (TP8028; reference 3.2).
 *
 * <p>Assembles the parts of each path. {@link ErrorRecovery} drives {@link Fencing} and {@link
 * Reconnect}, which drive the rest. All of them act on a {@link HostController}, which depends on
 * none of them. Loop thread only.
 */
public final class Host {
  /**
   * Time between two connects. Each path has its own {@code nvme connect} process, which takes some
   * time to start.
   */
  private static final long BETWEEN_CONNECTS_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final LabLoop loop;
  private final Recorder recorder;
  private final String subsystemNqn;
  private final List<HostController> controllers = new ArrayList<>();
  private final List<Path> paths = new ArrayList<>();
  private final NamespaceHeads heads = new NamespaceHeads();
  private final List<Multipath> devices = new ArrayList<>();
  private HostSettings settings;
  private @Nullable Future<?> nextConnect;

  /** Creates a host without paths. */
  public Host(LabLoop loop, Recorder recorder, HostSettings settings, String subsystemNqn) {
    this.loop = loop;
    this.recorder = recorder;
    this.settings = settings;
    this.subsystemNqn = subsystemNqn;
  }

  /**
   * Changes the settings while the host works. Each part uses the new ones when it next decides; a
   * connection keeps what it has agreed, and a recovery that has begun goes on as it is.
   */
  public void use(HostSettings newSettings) {
    settings = newSettings;
    controllers.forEach(this::adopt);
    devices.forEach(device -> device.use(newSettings));
  }

  /** The parts of one path. */
  private record Path(
      HostController controller,
      String address,
      AnaStates ana,
      CcrSource source,
      Reconnect reconnect,
      ErrorRecovery recovery,
      Operator operator) {
    /** Cancels the timers of its controller, because the run or the controller has ended. */
    void cancel() {
      recovery.cancel();
      ana.stop();
      operator.cancel();
    }
  }

  /**
   * Adds a path, which {@link #connect} then connects.
   *
   * @param front the address to which its connections are made
   * @return its controller, whose name is nvme and a number: {@link HostSettings#firstDevice} for
   *     the first path, and the next number for each further one
   */
  public HostController addPath(PathSettings path, SocketAddress front) {
    String device = "nvme" + (settings.firstDevice() + controllers.size());
    Path made = make(path.name(), path.address(), front, device);
    controllers.add(made.controller());
    paths.add(made);
    made.controller().record(Cause.NONE, new ControllerEvent.Created(path.name(), path.address()));
    return made.controller();
  }

  private Path make(String path, String address, SocketAddress front, String device) {
    HostController controller =
        new HostController(loop, recorder, settings, subsystemNqn, device, path, front);
    AdminRequests admin = new AdminRequests(controller);
    NamespaceScan scan = new NamespaceScan(controller, admin, heads);
    KeepAlive keepAlive = new KeepAlive(controller);
    AnaStates ana = new AnaStates(controller, admin);
    AsyncEvents asyncEvents = new AsyncEvents(controller, admin, scan, ana);
    BringUp bringUp = new BringUp(controller, admin, ana, keepAlive);
    Reconnect reconnect = new Reconnect(controller, bringUp, keepAlive, asyncEvents, scan);
    ErrorRecovery recovery = new ErrorRecovery(controller, keepAlive, reconnect, this::sources);
    CcrSource source = new CcrSource(controller, asyncEvents);
    controller.onFailure(recovery::failed);
    controller.addListener(this::changed);
    ControllerEnd end = new ControllerEnd(controller, keepAlive, reconnect, admin);
    controller.onReset(end::reset);
    Operator operator = new Operator(controller, end);
    return new Path(controller, address, ana, source, reconnect, recovery, operator);
  }

  private void adopt(HostController controller) {
    switch (controller.state()) {
      case NEW, CONNECTING, LIVE, DEAD -> controller.use(settings);
      case FENCING, FENCED, RESETTING, DELETING, DELETING_NO_IO -> {}
    }
  }

  private void changed(HostController controller, Cause cause) {
    adopt(controller);
    devices.forEach(device -> device.changed(controller, cause));
  }

  private List<CcrSource> sources() {
    return paths.stream().map(Path::source).toList();
  }

  /** Connects every path that is NEW, without notification. */
  public void connect() {
    connect(() -> {});
  }

  /**
   * Connects every path that is NEW, one after the other: each begins when the one before is LIVE
   * or has failed, so that a target assigns controller IDs in the order of the paths.
   *
   * @param tried called when the last one is LIVE or has failed
   */
  public void connect(Runnable tried) {
    connectNext(
        paths.stream().filter(path -> path.controller().instance().isEmpty()).toList().iterator(),
        tried);
  }

  private void connectNext(Iterator<Path> left, Runnable tried) {
    if (!left.hasNext()) {
      tried.run();
      return;
    }
    Path path = left.next();
    path.reconnect()
        .connect(
            path.address(),
            () ->
                nextConnect =
                    loop.schedule(BETWEEN_CONNECTS_NANOS, () -> connectNext(left, tried)));
  }

  /** Reports whether one of its controllers has this name. */
  public boolean has(String device) {
    return controllers.stream().anyMatch(controller -> controller.device().equals(device));
  }

  /**
   * Performs a user's action. Events report the result; the action may be refused.
   *
   * @param cause the event that reports the action
   * @throws IllegalArgumentException if it names a controller that this host does not have
   */
  public void act(Action action, Cause cause) {
    Path path = named(action.controller());
    switch (action) {
      case Action.Disconnect disconnect -> path.operator().disconnect(disconnect, cause);
      case Action.Reset reset -> path.operator().reset(reset, cause);
      case Action.Connect connect -> connectAgain(path, connect, cause);
      case Action.Ccr ccr -> crossControllerReset(ccr, instance(ccr.of(), ccr.naming()), cause);
    }
  }

  /**
   * Sends a controller a Cross-Controller Reset of an instance, which may belong to another host.
   *
   * @param named the instance, or empty if its controller has not reported its identity, in which
   *     case the action is refused
   */
  public void crossControllerReset(Action.Ccr action, Optional<InstanceId> named, Cause cause) {
    Operator through = named(action.through()).operator();
    named.ifPresentOrElse(
        instance -> through.crossControllerReset(action, instance, cause),
        () ->
            through.refuse(
                action, "ENODEV: %s was never identified".formatted(action.of()), cause));
  }

  /**
   * Returns the instance that an action names, which may not exist; empty before the controller has
   * reported its identity.
   */
  public Optional<InstanceId> instance(String device, Action.Naming naming) {
    return named(device).controller().instance(naming);
  }

  private Path named(String device) {
    return paths.stream()
        .filter(path -> path.controller().device().equals(device))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the host has no " + device));
  }

  /** Creates a removed controller again, with the same name. */
  private void connectAgain(Path old, Action.Connect action, Cause cause) {
    HostController removed = old.controller();
    if (removed.state() != ControllerState.DEAD) {
      old.operator().refuse(action, "EALREADY: %s is there".formatted(removed.device()), cause);
      return;
    }
    old.cancel();
    Path made = make(removed.path(), old.address(), removed.front(), removed.device());
    controllers.set(controllers.indexOf(removed), made.controller());
    paths.set(paths.indexOf(old), made);
    made.controller().record(cause, new ControllerEvent.Created(removed.path(), old.address()));
    made.reconnect().connect(old.address(), () -> {});
  }

  /** Returns its controllers, in the order of their paths. */
  public List<HostController> controllers() {
    return Collections.unmodifiableList(controllers);
  }

  /**
   * Returns the target's description of itself over the first path that works, or empty if none
   * does.
   */
  public Optional<TargetSettings> describeTarget() {
    return controllers.stream()
        .filter(HostController::isReady)
        .findFirst()
        .map(TargetDescription::of);
  }

  /** Reports whether every path works and its namespaces are known. */
  public boolean isEveryPathLive() {
    return controllers.stream().allMatch(HostController::isReady);
  }

  /**
   * Reports whether every path either works without an ANA transition in progress or was given up.
   */
  public boolean isRecovered() {
    for (HostController each : controllers) { // called after every task of a run
      boolean works = each.isReady() && !each.namespaces().isInTransition();
      if (!works && each.state() != ControllerState.DEAD) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reports whether data can be read, because a path works, or whether no path will ever come back.
   */
  public boolean isReadable() {
    return isRecovered() || controllers.stream().anyMatch(HostController::isReady);
  }

  /**
   * Reports whether no controller is fencing or resetting, and no operation is held or waits for a
   * path.
   */
  public boolean isSettled() {
    return controllers.stream().noneMatch(Host::isRecovering)
        && devices.stream().allMatch(Multipath::isSettled);
  }

  private static boolean isRecovering(HostController controller) {
    return switch (controller.state()) {
      case FENCING, FENCED, RESETTING -> true;
      case NEW, CONNECTING, LIVE, DELETING, DELETING_NO_IO, DEAD -> false;
    };
  }

  /** Returns a namespace over all paths. */
  public BlockDevice blockDevice(int nsid) {
    return device(Collections.unmodifiableList(controllers), nsid);
  }

  /** Returns a namespace over one path only. Writes wait while that path is down. */
  public BlockDevice pathDevice(HostController controller, int nsid) {
    return device(List.of(controller), nsid);
  }

  private BlockDevice device(List<HostController> over, int nsid) {
    Multipath device = new Multipath(loop, recorder, settings, over, nsid, this::readAna);
    devices.add(device);
    return device;
  }

  private void readAna(HostController controller) {
    for (Path path : paths) {
      if (path.controller() == controller) {
        path.ana().readAgain();
      }
    }
  }

  /**
   * Closes every connection and releases all buffers at the end of the run. Unfinished operations
   * are not completed.
   */
  public void close() {
    if (nextConnect != null) {
      nextConnect.cancel(false);
    }
    paths.forEach(Path::cancel);
    controllers.forEach(HostController::discard);
    devices.forEach(Multipath::discard);
  }
}
