package dev.fenceline.lab;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Seed;
import dev.fenceline.event.Event;
import dev.fenceline.event.Journal;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.host.Host;
import dev.fenceline.host.multipath.BlockOperation;
import dev.fenceline.scenario.FaultPrompt;
import dev.fenceline.scenario.HostIdentity;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.service.ServiceFront;
import dev.fenceline.service.TargetService;
import dev.fenceline.timeline.Timeline;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The emulated target on TCP ports of the loopback, as a target that is there already. */
public final class RemoteBench implements AutoCloseable {
  public static final String NQN = "nqn.2026-11.dev.fenceline:there-already";
  static final int BLOCK_BYTES = 4096;
  public static final HostIdentity IDENTITY =
      new HostIdentity(
          "nqn.2014-08.org.nvmexpress:uuid:11111111-2222-4333-8444-555555555555",
          "11111111-2222-4333-8444-555555555555");

  private static final long LIMIT_SECONDS = 30;

  private final TargetService service;
  private final CompletableFuture<Void> ended;
  private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
  private final Timeline told = new Timeline();

  /** Where its ports are. */
  public final List<InetSocketAddress> addresses;

  /** A target with these settings, as a JSON object without its braces, and two ports. */
  public RemoteBench(String target) {
    Scenario scenario =
        ScenarioReader.read(
            """
            {"id": "there", "title": "There already",
             "target": {"subsystemNqn": "%s", "keepAliveGranularity": 1, %s},
             "paths": [{"name": "1", "port": 1, "address": "a", "delay": "0 s", "jitter": "0 s"},
                       {"name": "2", "port": 2, "address": "b", "delay": "0 s", "jitter": "0 s"}]}
            """
                .formatted(NQN, target),
            "bench");
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ServiceFront front = new ServiceFront(any, "127.0.0.1");
    service = new TargetService(scenario, List.of(front, front));
    service.addWriter(told);
    service.addWriter(event -> listeners.forEach(listener -> listener.accept(event)));
    CompletableFuture<List<InetSocketAddress>> bound = new CompletableFuture<>();
    ended = CompletableFuture.runAsync(() -> serve(bound), task -> new Thread(task).start());
    addresses = bound.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  private void serve(CompletableFuture<List<InetSocketAddress>> bound) {
    try {
      service.run(bound::complete);
    } catch (IOException failed) {
      bound.completeExceptionally(failed);
    }
  }

  /** All that has happened there. */
  Timeline told() {
    return told;
  }

  /** Is told of each event from now on, on the loop of the target. */
  void addListener(Consumer<Event> listener) {
    listeners.add(listener);
  }

  /** Breaks or heals something, as the fault prompt spells it. */
  void inject(String line) {
    service.inject(FaultPrompt.parse(line));
  }

  /** Puts something into a block that no run of the lab has put there. */
  void write(long lba, String text) {
    ByteBuf block = Unpooled.buffer(BLOCK_BYTES).writeZero(BLOCK_BYTES);
    block.setBytes(0, text.getBytes(StandardCharsets.US_ASCII));
    operate(IoKind.WRITE, lba, block);
  }

  /** What a block begins with. */
  String read(long lba, int bytes) {
    return operate(IoKind.READ, lba, null).substring(0, bytes);
  }

  private String operate(IoKind kind, long lba, @Nullable ByteBuf data) {
    try (LabLoop loop = LabLoop.real(new Seed(1))) {
      Scenario asking = ScenarioReader.read("{\"id\": \"a\", \"title\": \"a\"}", "bench");
      Host host = new Host(loop, new Journal(loop::nanos), asking.host().as(IDENTITY), NQN);
      PathSettings path = asking.paths().getFirst();
      host.addPath(path, addresses.getFirst());
      host.connect();
      long limitNanos = TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
      loop.runUntil(limitNanos, host::isEveryPathLive);
      CompletableFuture<String> done = new CompletableFuture<>();
      host.blockDevice(1)
          .submit(
              new BlockOperation(
                  1,
                  kind,
                  lba,
                  1,
                  data,
                  (status, read) ->
                      done.complete(
                          read == null
                              ? "" + status
                              : read.toString(StandardCharsets.ISO_8859_1))));
      loop.runUntil(limitNanos, done::isDone);
      host.close();
      return done.join();
    }
  }

  @Override
  public void close() {
    service.stop();
    ended.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }
}
