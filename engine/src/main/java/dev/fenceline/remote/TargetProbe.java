package dev.fenceline.remote;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Seed;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Journal;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.host.Discovery;
import dev.fenceline.host.Host;
import dev.fenceline.host.controller.HostController;
import dev.fenceline.nvme.log.DiscoveryLog;
import dev.fenceline.scenario.Action;
import dev.fenceline.scenario.HostIdentity;
import dev.fenceline.scenario.HostSettings;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.scenario.WorkloadSettings;
import dev.fenceline.scenario.WorkloadSettings.Access;
import dev.fenceline.scenario.setting.SettingsBuilder;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.workload.Survey;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Reads the properties of a real target before a run: connects, reads, disconnects. Writes nothing.
 * Each call blocks its thread until the target has answered or a deadline has passed; any thread
 * may call.
 */
public final class TargetProbe {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long DISCONNECT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final HostSettings settings;

  /** Creates a probe that uses the identity of a host. */
  public TargetProbe(HostIdentity identity) {
    // the connections are too short for a keep alive
    this.settings =
        SettingsBuilder.ofDefaults(HostSettings.class)
            .with(HostSettings::katoMillis, 0L)
            .build()
            .as(identity);
  }

  /**
   * Reads the discovery log (70h) of a discovery controller.
   *
   * @throws TargetException if there is none; the message says why
   */
  public DiscoveryLog discover(InetSocketAddress address) {
    try (LabLoop loop = LabLoop.real(new Seed(0))) {
      CompletableFuture<DiscoveryLog> log =
          Discovery.read(loop, new Journal(loop::nanos), settings, address);
      loop.runUntil(LIMIT_NANOS, log::isDone);
      if (!log.isDone()) {
        throw new TargetException(TransportAddress.text(address) + ": no answer within 30 s");
      }
      return log.join();
    } catch (CompletionException failed) {
      Throwable cause = failed.getCause();
      throw new TargetException(
          "no discovery at %s: %s"
              .formatted(
                  TransportAddress.text(address),
                  cause == null ? failed.getMessage() : cause.getMessage()));
    }
  }

  /**
   * Reads the properties of a subsystem over its first address. The other addresses must work too.
   *
   * @throws TargetException if one of the addresses does not work
   */
  public TargetSettings identify(List<InetSocketAddress> addresses, String subsystemNqn) {
    return connected(
        addresses, subsystemNqn, connection -> connection.host.describeTarget().orElseThrow());
  }

  /**
   * Reads the blocks of an area and finds out who wrote them.
   *
   * @throws TargetException if they cannot be read
   */
  public Survey.Result survey(
      InetSocketAddress address, String subsystemNqn, RemoteScenario.Area area) {
    WorkloadSettings blocks =
        SettingsBuilder.ofDefaults(WorkloadSettings.class)
            .with(WorkloadSettings::nsid, area.nsid())
            .with(WorkloadSettings::lba, area.firstLba())
            .with(WorkloadSettings::blocks, area.blocks())
            .with(WorkloadSettings::access, Access.READ_ONLY)
            .build();
    return connected(
        List.of(address),
        subsystemNqn,
        connection ->
            RemoteBlocks.survey(
                connection.loop,
                new Survey(
                    connection.loop,
                    connection.journal,
                    blocks,
                    connection.host.blockDevice(area.nsid()),
                    new AtomicLong()::incrementAndGet)));
  }

  /** A host that is connected over every address. */
  private record Connection(LabLoop loop, Journal journal, Host host) {}

  private <T> T connected(
      List<InetSocketAddress> addresses, String subsystemNqn, Function<Connection, T> then) {
    try (LabLoop loop = LabLoop.real(new Seed(0))) {
      Journal journal = new Journal(loop::nanos);
      Timeline timeline = new Timeline();
      journal.addListener(timeline);
      Host host = new Host(loop, journal, settings, subsystemNqn);
      try {
        for (int i = 0; i < addresses.size(); i++) {
          InetSocketAddress address = addresses.get(i);
          String text = TransportAddress.text(address);
          host.addPath(PathSettings.direct(text + "#" + i, i + 1, text), address);
        }
        host.connect();
        await(loop, timeline, host::isEveryPathLive, addresses);
        return then.apply(new Connection(loop, journal, host));
      } finally {
        disconnect(loop, host);
        host.close();
      }
    }
  }

  /**
   * Shuts the controllers down in an orderly way. A host that only closes its connections looks to
   * the target like one that has failed.
   */
  private static void disconnect(LabLoop loop, Host host) {
    List<HostController> live = host.controllers().stream().filter(HostController::isLive).toList();
    live.forEach(each -> host.act(new Action.Disconnect(each.device()), Cause.NONE));
    loop.runUntil(
        loop.nanos() + DISCONNECT_NANOS,
        () -> live.stream().allMatch(each -> each.state() == ControllerState.DEAD));
  }

  private static void await(
      LabLoop loop, Timeline timeline, BooleanSupplier ready, List<InetSocketAddress> addresses) {
    loop.runUntil(
        LIMIT_NANOS, () -> ready.getAsBoolean() || ConnectProblem.find(timeline).isPresent());
    ConnectProblem.find(timeline)
        .ifPresent(problem -> {
          throw new TargetException(problem);
        });
    if (!ready.getAsBoolean()) {
      throw new TargetException(
          "%s: no namespace to be seen within 30 s"
              .formatted(addresses.stream().map(TransportAddress::text).toList()));
    }
  }
}
