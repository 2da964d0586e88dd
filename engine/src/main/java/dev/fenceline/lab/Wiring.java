package dev.fenceline.lab;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Recorder;
import dev.fenceline.host.BlockDevice;
import dev.fenceline.host.Host;
import dev.fenceline.host.HostController;
import dev.fenceline.link.Link;
import dev.fenceline.scenario.Action;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.target.TargetServer;
import dev.fenceline.workload.StampedWorkload;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The parts of a run, made from a scenario and joined: host, a link for each path, target,
 * workload. All of them live on one loop; only its thread may use them.
 */
final class Wiring implements Script.Bench, AutoCloseable {
  private static final long OPEN_DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final LabLoop loop;
  private final Recorder recorder;
  private final Scenario scenario;
  private final TargetServer target;
  private final Map<String, Link> links = new LinkedHashMap<>();
  private final Host host;

  Wiring(LabLoop loop, Recorder recorder, Scenario scenario) {
    this.loop = loop;
    this.recorder = recorder;
    this.scenario = scenario;
    target = new TargetServer(loop, recorder, scenario.target());
    host = new Host(loop, recorder, scenario.host(), scenario.target().subsystemNqn());
  }

  /** Opens ports and links and lets the host connect; drives the loop meanwhile. */
  void open() {
    for (PathSettings path : scenario.paths()) {
      SocketAddress back =
          await(target.listen(path.port(), loop.address("target port " + path.port())));
      Link link = PathLink.make(loop, path, recorder);
      links.put(path.name(), link);
      host.addPath(path, await(link.open(loop.address("path " + path.name()), back)));
    }
    host.connect();
  }

  private SocketAddress await(Future<SocketAddress> opening) {
    loop.runUntil(loop.nanos() + OPEN_DEADLINE_NANOS, opening::isDone);
    if (!opening.isSuccess()) {
      throw new IllegalStateException("a port of the lab could not be opened", opening.cause());
    }
    return opening.getNow();
  }

  /** The workload on the namespace that the scenario names, over all paths. */
  StampedWorkload workload() {
    return new StampedWorkload(
        loop, recorder, scenario.workload(), host.blockDevice(scenario.workload().nsid()));
  }

  /** The namespace over each path that is live now, one device a path. */
  List<BlockDevice> devicesOfLivePaths() {
    List<BlockDevice> devices = new ArrayList<>();
    for (HostController controller : host.controllers()) {
      if (controller.isLive()) {
        devices.add(host.pathDevice(controller, scenario.workload().nsid()));
      }
    }
    return devices;
  }

  @Override
  public void act(Action action, long cause) {
    host.act(action, cause);
  }

  @Override
  public void apply(Fault fault) {
    switch (fault) {
      case Fault.Heal heal -> link(heal.path()).heal();
      case Fault.OnPath onPath -> link(onPath.path()).apply(onPath);
      case Fault.OnBackEnd onBackEnd -> target.apply(onBackEnd);
    }
  }

  private Link link(String path) {
    Link link = links.get(path);
    if (link == null) {
      throw new IllegalArgumentException(
          "there is no path %s: the paths are %s".formatted(path, links.keySet()));
    }
    return link;
  }

  boolean isEveryPathLive() {
    return host.isEveryPathLive();
  }

  /** Whether every path is live again or was given up. */
  boolean isRecovered() {
    return host.isRecovered();
  }

  /**
   * Whether nothing of the past can change the data any more: no bytes underway, no command of a
   * dead instance.
   */
  boolean isSettled() {
    return target.isQuiet() && host.isSettled() && links.values().stream().allMatch(Link::isIdle);
  }

  @Override
  public void close() {
    host.close();
    links.values().forEach(Link::close);
    target.close();
  }
}
