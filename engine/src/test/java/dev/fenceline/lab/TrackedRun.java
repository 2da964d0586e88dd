package dev.fenceline.lab;

import static java.util.Objects.requireNonNull;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Seed;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.Journal;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.host.Host;
import dev.fenceline.link.Link;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.scenario.Action;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScheduledFault;
import dev.fenceline.subsystem.TargetServer;
import dev.fenceline.tap.AssociationTracker;
import dev.fenceline.tap.AssociationTracker.View;
import dev.fenceline.tap.pdu.PduListener;
import dev.fenceline.workload.StampedWorkload;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * A scenario that is run twice over: what host, links and target say of themselves, and what an
 * {@link AssociationTracker} says that sees only the PDUs between them.
 */
final class TrackedRun implements Script.Bench {
  private static final long BRING_UP_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final List<Event> told = new ArrayList<>();
  private final List<Event> tracked = new ArrayList<>();
  private final Map<String, Link> links = new LinkedHashMap<>();

  /** Between the host and where it is seen from. */
  private final Map<String, Link> network = new LinkedHashMap<>();

  private final Scenario scenario;
  private final TargetServer target;
  private final Map<String, SocketAddress> fronts = new LinkedHashMap<>();
  private Host host;
  private final LabLoop loop;
  private final AssociationTracker tracker;
  private final Journal own;

  private TrackedRun(Scenario scenario, LabLoop loop, View view, boolean hasNetwork) {
    this.scenario = scenario;
    this.loop = loop;
    own = new Journal(loop::nanos);
    own.addListener(told::add);
    Journal wire = new Journal(loop::nanos);
    wire.addListener(tracked::add);
    tracker = new AssociationTracker(loop::nanos, wire);
    target = new TargetServer(loop, own, scenario.target());
    for (PathSettings path : scenario.paths()) {
      SocketAddress inside = loop.address("target port " + path.port());
      SocketAddress back = await(target.listen(path.port(), inside));
      PduListener listener = tracker.path(path.name(), path.address(), view);
      Journal ofPath = hasNetwork ? wire : own;
      Link link =
          PathLink.make(
              loop, path, ofPath, view == View.ONE_PLACE ? new AtHost(listener) : listener);
      links.put(path.name(), link);
      SocketAddress front = await(link.open(loop.address("path " + path.name()), back));
      fronts.put(path.name(), hasNetwork ? behindNetwork(path, front) : front);
    }
    host = newHost();
  }

  private Host newHost() {
    Host made = new Host(loop, own, scenario.host(), scenario.target().subsystemNqn());
    scenario.paths().forEach(path -> made.addPath(path, requireNonNull(fronts.get(path.name()))));
    return made;
  }

  private SocketAddress behindNetwork(PathSettings path, SocketAddress front) {
    Link link = PathLink.make(loop, path, new Journal(loop::nanos));
    network.put(path.name(), link);
    return await(link.open(loop.address("network " + path.name()), front));
  }

  /** Sees what passes the host's side only, as a capture there. */
  private record AtHost(PduListener listener) implements PduListener {
    private static boolean isThere(Direction direction, Point point) {
      return (direction == Direction.TO_TARGET) == (point == Point.ENTERED);
    }

    @Override
    public void passed(int connection, Direction direction, Point point, Pdu pdu, int dataLength) {
      if (isThere(direction, point)) {
        listener.passed(connection, direction, point, pdu, dataLength);
      }
    }

    @Override
    public void ended(int connection, Direction direction, Point point) {
      if (isThere(direction, point)) {
        listener.ended(connection, direction, point);
      }
    }

    @Override
    public void over(int connection) {
      listener.over(connection);
    }
  }

  /** Runs a scenario, without its judgement, for so long. */
  static TrackedRun of(Scenario scenario, View view, long nanos) {
    try (LabLoop loop = LabLoop.virtual(new Seed(scenario.seed()))) {
      TrackedRun run = new TrackedRun(scenario, loop, view, false);
      run.drive(nanos);
      return run;
    }
  }

  /**
   * Runs a scenario with its hosts seen from the target's side of a network that has faults of its
   * own, as {@code serve} sees them.
   */
  static TrackedRun behindNetwork(Scenario scenario, List<ScheduledFault> network, long nanos) {
    return behindNetwork(scenario, View.HOSTS_ONLY, network, nanos);
  }

  /** The same as {@code serve} or, with {@link View#BOTH_POINTS}, as {@code relay} sees it. */
  static TrackedRun behindNetwork(
      Scenario scenario, View view, List<ScheduledFault> network, long nanos) {
    try (LabLoop loop = LabLoop.virtual(new Seed(scenario.seed()))) {
      TrackedRun run = new TrackedRun(scenario, loop, view, true);
      new Script(loop, new Journal(loop::nanos), network, List.of()).start(run.new Network(), 0);
      run.drive(nanos);
      return run;
    }
  }

  /**
   * Runs a scenario as {@code serve} or {@code relay} sees it; its host is killed while it works,
   * and started again.
   */
  static TrackedRun killed(
      Scenario scenario, View view, long killNanos, long againNanos, long nanos) {
    try (LabLoop loop = LabLoop.virtual(new Seed(scenario.seed()))) {
      TrackedRun run = new TrackedRun(scenario, loop, view, true);
      loop.schedule(killNanos, () -> run.host.close());
      loop.schedule(againNanos, run::startAgain);
      run.drive(nanos);
      return run;
    }
  }

  private void startAgain() {
    host = newHost();
    host.connect();
    loop.schedule(TimeUnit.SECONDS.toNanos(1), this::work);
  }

  /** What the network's faults strike. */
  private final class Network implements Script.Bench {
    @Override
    public void apply(Fault fault) {
      Fault.OnPath onPath = (Fault.OnPath) fault;
      requireNonNull(network.get(onPath.path())).apply(onPath);
    }

    @Override
    public void act(Action action, Cause cause) {
      throw new IllegalArgumentException("a network does not act");
    }
  }

  private void drive(long nanos) {
    Journal unheard = new Journal(loop::nanos);
    host.connect();
    look();
    until(BRING_UP_NANOS, host::isEveryPathLive);
    work();
    new Script(loop, unheard, scenario.faults(), scenario.actions()).start(this, 0);
    until(nanos, () -> false);
    host.close();
    network.values().forEach(Link::close);
    links.values().forEach(Link::close);
    target.close();
    until(loop.nanos() + LOOK_NANOS, () -> false);
  }

  private void work() {
    StampedWorkload workload =
        new StampedWorkload(
            loop,
            own,
            scenario.workload(),
            host.blockDevice(scenario.workload().nsid()),
            new AtomicLong()::incrementAndGet);
    workload.start();
  }

  private void look() {
    tracker.due();
    loop.schedule(LOOK_NANOS, this::look);
  }

  private void until(long nanos, BooleanSupplier done) {
    loop.runUntil(nanos, done);
  }

  private SocketAddress await(Future<SocketAddress> opening) {
    until(loop.nanos() + BRING_UP_NANOS, opening::isDone);
    return opening.getNow();
  }

  /** What host, links and target say of themselves. */
  List<Event> told() {
    return told;
  }

  /** What is said of them from outside. */
  List<Event> tracked() {
    return tracked;
  }

  @Override
  public void apply(Fault fault) {
    switch (fault) {
      case Fault.OnPath onPath -> requireNonNull(links.get(onPath.path())).apply(onPath);
      case Fault.Ana ana -> throw new IllegalArgumentException(ana.command());
      case Fault.OnBackEnd onBackEnd -> target.apply(onBackEnd);
    }
  }

  @Override
  public void act(Action action, Cause cause) {
    host.act(action, cause);
  }
}
