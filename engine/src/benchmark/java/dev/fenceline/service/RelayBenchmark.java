package dev.fenceline.service;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Seed;
import dev.fenceline.event.Journal;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.host.Host;
import dev.fenceline.host.multipath.BlockDevice;
import dev.fenceline.host.multipath.BlockOperation;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.subsystem.TargetServer;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the time of 256 reads over TCP on the loopback, directly and through a relay. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls connect() first
public class RelayBenchmark {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int READS = 256;
  private static final String SCENARIO =
      """
      {"id": "relay-benchmark", "title": "relay", "host": {"policy": "none", "kato": "60 s"},
       "target": {"media": "0 s", "namespaces": [{"blocks": 4096, "blockBytes": 4096}]},
       "workload": {"blocks": 1},
       "paths": [{"name": "A", "port": 1, "address": "127.0.0.1:4420"}]}
      """;

  /** Whether the reads pass through a relay. */
  @Param({"direct", "relayed"})
  public String way;

  /** Number of blocks of 4 KiB in each read. */
  @Param({"1", "32"})
  public int blocks;

  /** Queue depth; 1 shows latency. */
  @Param({"1", "32"})
  public int depth;

  private volatile boolean stopping;
  private @Nullable RelayService relay;
  private LabLoop loop;
  private Host host;
  private BlockDevice device;
  private int begun;
  private int ended;
  private long operations;

  /** Connects. */
  @Setup(Level.Trial)
  public void connect() throws Exception {
    Scenario scenario = ScenarioReader.read(SCENARIO, "benchmark");
    InetSocketAddress address = target(scenario);
    if (way.equals("relayed")) {
      address = relayTo(address);
    }
    loop = LabLoop.real(new Seed(1));
    host =
        new Host(loop, new Journal(loop::nanos), scenario.host(), scenario.target().subsystemNqn());
    PathSettings path = scenario.paths().getFirst();
    host.addPath(path, address);
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

  private InetSocketAddress relayTo(InetSocketAddress target) throws Exception {
    InetSocketAddress any = new InetSocketAddress(target.getAddress(), 0);
    RelayService made = new RelayService(null, List.of(new RelayService.Pair(any, target)));
    relay = made;
    CompletableFuture<InetSocketAddress> ready = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            made.run(bound -> ready.complete(bound.getFirst()));
          } catch (IOException failed) {
            ready.completeExceptionally(failed);
          }
        });
    return ready.get(30, TimeUnit.SECONDS);
  }

  /** Ends everything. */
  @TearDown(Level.Trial)
  public void disconnect() {
    host.close();
    loop.close();
    if (relay != null) {
      relay.stop();
    }
    stopping = true;
  }

  /** Reads. */
  @Benchmark
  public int reads() {
    begun = 0;
    ended = 0;
    while (begun < Math.min(depth, READS)) {
      next();
    }
    loop.runUntil(Long.MAX_VALUE, () -> ended == READS);
    return ended;
  }

  private void next() {
    begun++;
    long lba = (operations * blocks) % (device.blocks() - blocks);
    device.submit(
        new BlockOperation(
            ++operations,
            IoKind.READ,
            lba,
            blocks,
            null,
            (_, _) -> {
              ended++;
              if (begun < READS) {
                next();
              }
            }));
  }
}
