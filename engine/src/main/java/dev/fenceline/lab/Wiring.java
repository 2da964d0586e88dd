package dev.fenceline.lab;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Recorder;
import dev.fenceline.host.Host;
import dev.fenceline.link.Link;
import dev.fenceline.remote.TargetSide;
import dev.fenceline.scenario.Action;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.HostSetup;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.WorkloadSettings;
import dev.fenceline.tap.pdu.ByteTap;
import dev.fenceline.workload.Originals;
import dev.fenceline.workload.StampedWorkload;
import dev.fenceline.workload.Survey;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The parts of a run, created from a scenario and connected: hosts, a link for each path, target,
 * workloads. All of them live on one loop; only its thread may use them.
 */
final class Wiring implements Script.Bench, AutoCloseable {
  private static final long OPEN_DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final LabLoop loop;
  private final Recorder recorder;
  private final Scenario scenario;
  private Scenario inForce;
  private final TargetSide target;
  private final ByteTap bytes;
  private final Map<Integer, SocketAddress> ports = new HashMap<>();
  private final Map<String, Link> links = new LinkedHashMap<>();
  private final List<Host> hosts = new ArrayList<>();
  private final AtomicLong numbers = new AtomicLong();

  Wiring(LabLoop loop, Recorder recorder, Scenario scenario, TargetSide target, ByteTap bytes) {
    this.bytes = bytes;
    this.loop = loop;
    this.recorder = recorder;
    this.scenario = scenario;
    this.inForce = scenario;
    this.target = target;
    for (HostSetup setup : scenario.allHosts()) {
      hosts.add(new Host(loop, recorder, setup.host(), scenario.target().subsystemNqn()));
    }
  }

  /** Opens ports and links and makes the hosts connect. Drives the loop in the meantime. */
  void open() {
    for (int i = 0; i < hosts.size(); i++) {
      for (PathSettings path : scenario.allHosts().get(i).paths()) {
        hosts.get(i).addPath(path, open(path));
      }
    }
    connectNext(hosts.iterator());
  }

  private SocketAddress open(PathSettings path) {
    SocketAddress back = ports.get(path.port());
    if (back == null) {
      back = await(target.port(path));
      ports.put(path.port(), back);
    }
    Link link = PathLink.make(loop, path, recorder, bytes);
    links.put(path.name(), link);
    return await(link.open(loop.address("path " + path.name()), back));
  }

  private SocketAddress await(Future<SocketAddress> opening) {
    loop.runUntil(loop.nanos() + OPEN_DEADLINE_NANOS, opening::isDone);
    if (!opening.isSuccess()) {
      throw new IllegalStateException("a port of the lab could not be opened", opening.cause());
    }
    return opening.getNow();
  }

  /**
   * Connects one host after the other, so that the target assigns controller IDs in their order.
   */
  private void connectNext(Iterator<Host> left) {
    if (left.hasNext()) {
      left.next().connect(() -> connectNext(left));
    }
  }

  /** Reads the present contents of the first workload's blocks. */
  Survey survey() {
    WorkloadSettings settings = scenario.workload();
    return new Survey(
        loop,
        recorder,
        settings,
        hosts.getFirst().blockDevice(settings.nsid()),
        numbers::incrementAndGet);
  }

  /**
   * Returns the workloads, each on its namespace over all paths of its host.
   *
   * @param originals the present contents of each workload's blocks
   */
  List<Load> loads(Originals originals) {
    List<Load> loads = new ArrayList<>();
    for (int i = 0; i < hosts.size(); i++) {
      loads.add(load(hosts.get(i), scenario.allHosts().get(i).workload(), originals));
    }
    for (WorkloadSettings settings : scenario.workloads()) {
      loads.add(load(hosts.getFirst(), settings, originals));
    }
    return loads;
  }

  private Load load(Host host, WorkloadSettings settings, Originals originals) {
    StampedWorkload workload =
        new StampedWorkload(
            loop,
            recorder,
            settings,
            host.blockDevice(settings.nsid()),
            numbers::incrementAndGet,
            originals);
    return new Load(host, settings.nsid(), workload);
  }

  @Override
  public void act(Action action, Cause cause) {
    Host host = hostOf(action.controller());
    if (action instanceof Action.Ccr ccr) {
      host.crossControllerReset(ccr, hostOf(ccr.of()).instance(ccr.of(), ccr.naming()), cause);
    } else {
      host.act(action, cause);
    }
  }

  private Host hostOf(String device) {
    return hosts.stream()
        .filter(host -> host.has(device))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no host has " + device));
  }

  @Override
  public void apply(Fault fault) {
    switch (fault) {
      case Fault.Heal heal -> link(heal.path()).heal();
      case Fault.OnPath onPath -> link(onPath.path()).apply(onPath);
      case Fault.Ana ana -> target.changeAna(port(ana.path()), ana);
      case Fault.OnBackEnd onBackEnd -> target.apply(onBackEnd);
    }
  }

  /** Gives a setting of hosts and target another value. */
  void change(Parameter parameter, String value) {
    inForce = parameter.apply(inForce, value);
    for (int i = 0; i < hosts.size(); i++) {
      hosts.get(i).use(inForce.allHosts().get(i).host());
    }
    target.use(inForce.target());
  }

  private int port(String path) {
    return scenario.allPaths().stream()
        .filter(each -> each.name().equals(path))
        .mapToInt(PathSettings::port)
        .findFirst()
        .orElseThrow(() -> noSuchPath(path));
  }

  private Link link(String path) {
    Link link = links.get(path);
    if (link == null) {
      throw noSuchPath(path);
    }
    return link;
  }

  private IllegalArgumentException noSuchPath(String path) {
    return new IllegalArgumentException(
        "there is no path %s: the paths are %s".formatted(path, links.keySet()));
  }

  /** Returns the time from which the moments of the scenario count. */
  long begunNanos() {
    return target.begunNanos();
  }

  /** Returns why the run cannot continue as intended, or empty if it can. */
  Optional<String> problem() {
    return target.problem();
  }

  boolean isEveryPathLive() {
    return hosts.stream().allMatch(Host::isEveryPathLive);
  }

  /** Reports whether every path is live again or was given up. */
  boolean isRecovered() {
    for (Host host : hosts) { // called after every task of a run
      if (!host.isRecovered()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reports whether nothing from before can change the data any more (no bytes on their way, no
   * command of a dead instance), and the data can be read.
   */
  boolean isSettled() {
    return target.isQuiet()
        && hosts.stream().allMatch(host -> host.isSettled() && host.isReadable())
        && links.values().stream().allMatch(Link::isIdle);
  }

  @Override
  public void close() {
    hosts.forEach(Host::close);
    links.values().forEach(Link::close);
    target.close();
  }
}
