package dev.fenceline.benchmark;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Seed;
import dev.fenceline.event.Journal;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.host.Host;
import dev.fenceline.host.multipath.BlockDevice;
import dev.fenceline.host.multipath.BlockOperation;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.service.RelayService;
import dev.fenceline.session.ProgramVersion;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.session.SessionWriter;
import dev.fenceline.subsystem.TargetServer;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Reads of 4 KiB over TCP on the loopback: host, target and, if wanted, a relay between them, in
 * real time with one thread each. If it is recorded, each of them writes a session file, as it does
 * with {@code --record}. The target can also be one that runs already.
 */
final class Loopback implements AutoCloseable {
  /** The way of the reads. */
  enum Way {
    DIRECT,
    RELAYED
  }

  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int DIGITS = 3;
  private static final int READ_BYTES = 4096;
  private static final String SCENARIO =
      """
      {"id": "loopback", "title": "loopback", "host": {"policy": "none", "kato": "60 s"},
       "target": {"media": "0 s", "namespaces": [{"blocks": 4096, "blockBytes": 4096}]},
       "workload": {"blocks": 1},
       "paths": [{"name": "A", "port": 1, "address": "127.0.0.1:4420"}]}
      """;

  private final LabLoop loop = LabLoop.real(new Seed(1));
  private final List<SessionWriter> writers = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private final List<Thread> others = new ArrayList<>();
  private final boolean isRecorded;
  private final Host host;
  private final BlockDevice device;
  private RelayService relay;
  private volatile boolean stopping;
  private Histogram latency = new Histogram(LONGEST_NANOS, DIGITS);
  private long begun;
  private long ended;

  /** Connects the host to a target of its own. */
  Loopback(Way way, boolean isRecorded) throws Exception {
    this.isRecorded = isRecorded;
    Scenario scenario = ScenarioReader.read(SCENARIO, "benchmark");
    InetSocketAddress target = target(scenario);
    host =
        host(
            scenario,
            way == Way.RELAYED ? relayTo(target) : target,
            scenario.target().subsystemNqn());
    device = host.blockDevice(1);
  }

  /** Connects the host to namespace 1 of a target that runs already. Nothing is recorded. */
  Loopback(InetSocketAddress target, String subsystemNqn) throws Exception {
    isRecorded = false;
    host = host(ScenarioReader.read(SCENARIO, "benchmark"), target, subsystemNqn);
    device = host.blockDevice(1);
  }

  private Host host(Scenario scenario, InetSocketAddress address, String subsystemNqn)
      throws Exception {
    Journal journal = new Journal(loop::nanos);
    if (isRecorded) {
      journal.addListener(writer());
    }
    Host made = new Host(loop, journal, scenario.host(), subsystemNqn);
    made.addPath(scenario.paths().getFirst(), address);
    made.connect();
    loop.runUntil(LIMIT_NANOS, made::isEveryPathLive);
    if (!made.isEveryPathLive()) {
      throw new IOException("no connection to " + address);
    }
    return made;
  }

  private SessionWriter writer() throws IOException {
    Path file = Files.createTempFile("fenceline-loopback", ".fenceline");
    SessionWriter writer =
        SessionWriter.open(
            file,
            SessionHeader.of(
                ProgramVersion.number(),
                "loopback",
                null,
                0,
                ClockKind.REAL.word(),
                SessionHeader.RELAY));
    files.add(file);
    writers.add(writer);
    return writer;
  }

  private InetSocketAddress target(Scenario scenario) throws Exception {
    List<SessionWriter> listeners = isRecorded ? List.of(writer()) : List.of();
    CompletableFuture<SocketAddress> listening = new CompletableFuture<>();
    start(
        Usage.TARGET,
        () -> {
          try (LabLoop own = LabLoop.real(new Seed(2))) {
            Journal journal = new Journal(own::nanos);
            listeners.forEach(journal::addListener);
            TargetServer target = new TargetServer(own, journal, scenario.target());
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
    if (isRecorded) {
      made.addWriter(writer());
    }
    relay = made;
    CompletableFuture<InetSocketAddress> ready = new CompletableFuture<>();
    start(
        Usage.RELAY,
        () -> {
          try {
            made.run(bound -> ready.complete(bound.getFirst()));
          } catch (IOException failed) {
            ready.completeExceptionally(failed);
          }
        });
    return ready.get(30, TimeUnit.SECONDS);
  }

  private void start(String name, Runnable task) {
    others.add(Thread.ofPlatform().daemon().name(name).start(task));
  }

  /** Reads blocks at the given queue depth and returns what that took. */
  Throughput read(int depth, int reads) {
    latency = new Histogram(LONGEST_NANOS, DIGITS);
    begun = 0;
    ended = 0;
    Usage before = Usage.now();
    long start = System.nanoTime();
    for (int i = 0; i < depth; i++) {
      next(reads);
    }
    loop.runUntil(Long.MAX_VALUE, () -> ended == reads);
    long nanos = System.nanoTime() - start;
    return new Throughput(reads, nanos, latency, Usage.now().since(before));
  }

  private void next(int reads) {
    if (begun == reads) {
      return;
    }
    int blocks = READ_BYTES / device.blockBytes();
    long lba = begun++ * blocks % device.blocks();
    long start = System.nanoTime();
    device.submit(
        new BlockOperation(
            begun,
            IoKind.READ,
            lba,
            blocks,
            null,
            (_, _) -> {
              latency.recordValue(Math.min(System.nanoTime() - start, LONGEST_NANOS));
              ended++;
              next(reads);
            }));
  }

  @Override
  public void close() throws Exception {
    host.close();
    loop.close();
    if (relay != null) {
      relay.stop();
    }
    stopping = true;
    for (Thread other : others) {
      other.join();
    }
    for (SessionWriter writer : writers) {
      writer.close();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
