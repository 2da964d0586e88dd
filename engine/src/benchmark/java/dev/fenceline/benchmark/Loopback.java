package dev.fenceline.benchmark;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Seed;
import dev.fenceline.event.Journal;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.host.Host;
import dev.fenceline.host.multipath.BlockDevice;
import dev.fenceline.host.multipath.BlockOperation;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.subsystem.TargetServer;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reads of 4 KiB over TCP on the loopback: host and target in real time, one thread each. */
final class Loopback implements AutoCloseable {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final double NANOS = 1e9;
  private static final String SCENARIO =
      """
      {"id": "loopback", "title": "loopback", "host": {"policy": "none", "kato": "60 s"},
       "target": {"media": "0 s", "namespaces": [{"blocks": 4096, "blockBytes": 4096}]},
       "workload": {"blocks": 1},
       "paths": [{"name": "A", "port": 1, "address": "127.0.0.1:4420"}]}
      """;

  private final LabLoop loop = LabLoop.real(new Seed(1));
  private final Host host;
  private final BlockDevice device;
  private volatile boolean stopping;
  private long begun;
  private long ended;

  /** Connects the host to the target. */
  Loopback() throws Exception {
    Scenario scenario = ScenarioReader.read(SCENARIO, "benchmark");
    SocketAddress address = target(scenario);
    host =
        new Host(loop, new Journal(loop::nanos), scenario.host(), scenario.target().subsystemNqn());
    host.addPath(scenario.paths().getFirst(), address);
    host.connect();
    loop.runUntil(LIMIT_NANOS, host::isEveryPathLive);
    device = host.blockDevice(1);
  }

  private InetSocketAddress target(Scenario scenario) throws Exception {
    CompletableFuture<SocketAddress> listening = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try (LabLoop own = LabLoop.real(new Seed(2))) {
            TargetServer target = new TargetServer(own, new Journal(own::nanos), scenario.target());
            Future<SocketAddress> opening = target.listen(1, own.address("port 1"));
            own.runUntil(LIMIT_NANOS, opening::isDone);
            listening.complete(opening.getNow());
            own.runUntil(Long.MAX_VALUE, () -> stopping);
            target.close();
          }
        });
    return (InetSocketAddress) listening.get(30, TimeUnit.SECONDS);
  }

  /** Returns the number of reads that complete per second at the given queue depth. */
  double readsASecond(int depth, int reads) {
    long start = System.nanoTime();
    begun = 0;
    ended = 0;
    for (int i = 0; i < depth; i++) {
      next(reads);
    }
    loop.runUntil(Long.MAX_VALUE, () -> ended == reads);
    return reads * NANOS / (System.nanoTime() - start);
  }

  private void next(int reads) {
    if (begun == reads) {
      return;
    }
    long lba = begun++ % device.blocks();
    device.submit(
        new BlockOperation(
            begun,
            IoKind.READ,
            lba,
            1,
            null,
            (_, _) -> {
              ended++;
              next(reads);
            }));
  }

  @Override
  public void close() {
    host.close();
    loop.close();
    stopping = true;
  }
}
