package dev.fenceline.subsystem;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Seed;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Journal;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.ConnectData;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.Properties.Cc;
import dev.fenceline.nvme.Property;
import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.nvme.identify.IdentifyRequest;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.scenario.setting.SettingsBuilder;
import dev.fenceline.subsystem.media.DataFile;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A target on two ports in virtual time, with hosts that speak PDUs, and all of its events. */
public final class TargetBench implements AutoCloseable {
  static final Nqn SUBSYSTEM = new Nqn("nqn.2026-11.dev.fenceline:test");
  static final Nqn HOST = new Nqn("nqn.2026-11.dev.fenceline:host");
  static final Nqn OTHER_HOST = new Nqn("nqn.2026-11.dev.fenceline:other-host");
  static final UUID HOST_ID = UUID.fromString("6d4b2a10-0f0f-4a4a-8c8c-112233445566");
  static final long KATO_MILLIS = 5000;
  static final int MAX_H2C_DATA = 4096;
  static final int IN_CAPSULE = 4096;
  static final int CCR_LOG_ENTRIES = 511;

  final LabLoop loop;
  final List<Event> events = new ArrayList<>();
  final TargetServer server;
  public final SocketAddress port1;
  public final SocketAddress port2;

  public TargetBench(TargetSettings settings) {
    this(LabLoop.virtual(new Seed(7)), settings, null);
  }

  /** A start of a target that offers resets, with randomness of its own. */
  public TargetBench(Seed seed) {
    this(LabLoop.virtual(seed), settings(5000, 4), null);
  }

  /** In real time, with its blocks in a file. */
  public TargetBench(DataFile file) {
    this(LabLoop.real(new Seed(7)), settings(5000, 4), file);
  }

  private TargetBench(LabLoop loop, TargetSettings settings, @Nullable DataFile file) {
    this.loop = loop;
    Journal journal = new Journal(loop::nanos);
    journal.addListener(events::add);
    server = new TargetServer(loop, journal, settings, file);
    port1 = listen(1);
    port2 = listen(2);
  }

  static TargetSettings settings(long cqtMillis, int ccrLimit) {
    return settings(cqtMillis, ccrLimit, false, true);
  }

  static TargetSettings settings(
      long cqtMillis, int ccrLimit, boolean trafficBased, boolean answerWhileQuiescing) {
    return settings(cqtMillis, ccrLimit, trafficBased, answerWhileQuiescing, IN_CAPSULE, 0);
  }

  static TargetSettings settings(
      long cqtMillis,
      int ccrLimit,
      boolean trafficBased,
      boolean answerWhileQuiescing,
      int inCapsuleBytes,
      long resetLatencyMicros) {
    return SettingsBuilder.ofDefaults(TargetSettings.class)
        .with(TargetSettings::subsystemNqn, SUBSYSTEM.value())
        .with(TargetSettings::serial, "FL0001")
        .with(TargetSettings::model, "Fenceline")
        .with(
            TargetSettings::namespaces,
            List.of(new TargetSettings.NamespaceSettings(1, 1024, 4096)))
        .with(TargetSettings::cqtMillis, cqtMillis)
        .with(TargetSettings::ccrLimit, ccrLimit)
        .with(TargetSettings::ccrLogEntries, CCR_LOG_ENTRIES)
        .with(TargetSettings::trafficBasedKeepAlive, trafficBased)
        .with(TargetSettings::answerWhileQuiescing, answerWhileQuiescing)
        .with(TargetSettings::maxIoQueues, 4)
        .with(TargetSettings::maxQueueEntries, 32)
        .with(TargetSettings::inCapsuleBytes, inCapsuleBytes)
        .with(TargetSettings::maxH2cDataBytes, MAX_H2C_DATA)
        .with(TargetSettings::resetLatencyMicros, resetLatencyMicros)
        .with(TargetSettings::mediaMicros, 50L)
        .build();
  }

  private SocketAddress listen(int port) {
    var bound = server.listen(port, loop.address("port" + port));
    loop.runUntil(TestQueue.PATIENCE_NANOS, bound::isDone);
    return bound.getNow();
  }

  /** An initialized connection without digests. */
  TestQueue open(SocketAddress port) {
    TestQueue queue = new TestQueue(loop, port);
    queue.initialize(Digests.NONE);
    return queue;
  }

  static ByteBuf connectData(Nqn subsystem, int cntlid, Nqn host, UUID hostId) {
    ByteBuf data = Unpooled.buffer();
    new ConnectData(hostId, cntlid, subsystem, host).write(data);
    return data;
  }

  /** A controller that is ready, as a host with the usual identity makes it. */
  public TestController ready(SocketAddress port) {
    return ready(port, HOST, KATO_MILLIS);
  }

  public TestController ready(SocketAddress port, Nqn host, long katoMillis) {
    TestController controller = connect(port, SUBSYSTEM, host, katoMillis);
    controller.enable();
    return controller;
  }

  TestController connect(SocketAddress port, Nqn subsystem, Nqn host, long katoMillis) {
    TestQueue admin = open(port);
    Completion connected =
        admin.completion(
            admin.submit(
                Command.connect(0, 31, 0, katoMillis),
                connectData(subsystem, ConnectData.DYNAMIC, host, HOST_ID)));
    if (!connected.status().isSuccess()) {
      throw new AssertionError("Connect: " + connected.status());
    }
    return new TestController(this, admin, port, host, connected.dw0());
  }

  void runTo(double seconds) {
    loop.runUntil(Math.round(seconds * 1e9), () -> false);
  }

  public <T extends Detail> Stream<T> details(Class<T> type) {
    return events.stream().map(Event::detail).filter(type::isInstance).map(type::cast);
  }

  <T extends Detail> List<Event> eventsOf(Class<T> type) {
    return events.stream().filter(event -> type.isInstance(event.detail())).toList();
  }

  <T extends Detail> Event only(Class<T> type) {
    List<Event> found = eventsOf(type);
    if (found.size() != 1) {
      throw new AssertionError(type.getSimpleName() + ": " + found);
    }
    return found.getFirst();
  }

  @Override
  public void close() {
    server.close();
    loop.close();
  }

  /** A controller as a test uses it. */
  public record TestController(
      TargetBench bench, TestQueue admin, SocketAddress port, Nqn host, int cntlid) {
    void enable() {
      admin.call(Command.propertySet(Property.CC, Cc.disabled().withEnable(true).value()));
    }

    void disable() {
      admin.call(Command.propertySet(Property.CC, Cc.disabled().value()));
    }

    int csts() {
      return admin.call(Command.propertyGet(Property.CSTS)).dw0();
    }

    IdentifyController identify() {
      return IdentifyController.read(
          admin.fetch(Command.identify(IdentifyRequest.CNS_CONTROLLER, 0, 0, 0)));
    }

    public TestQueue ioQueue(int qid) {
      return ioQueue(qid, 0, Digests.NONE);
    }

    public TestQueue ioQueue(int qid, int cattr, Digests digests) {
      TestQueue io = new TestQueue(bench.loop, port);
      io.initialize(digests);
      Completion connected = connectIo(io, qid, cattr);
      if (!connected.status().isSuccess()) {
        throw new AssertionError("I/O Connect: " + connected.status());
      }
      return io;
    }

    Completion connectIo(TestQueue io, int qid, int cattr) {
      return io.completion(
          io.submit(
              Command.connect(qid, 31, cattr, 0), connectData(SUBSYSTEM, cntlid, host, HOST_ID)));
    }

    Completion keepAlive() {
      return admin.call(Command.keepAlive());
    }

    public byte[] blocks(TestQueue io, long lba, int blocks) {
      ByteBuf data = io.fetch(Command.read(1, lba, blocks, blocks * 4096L));
      byte[] bytes = new byte[data.readableBytes()];
      data.readBytes(bytes);
      return bytes;
    }

    /** Sends a one-block write, in-capsule, full of one byte. */
    public int write(TestQueue io, long lba, int fill) {
      byte[] data = new byte[4096];
      java.util.Arrays.fill(data, (byte) fill);
      return io.submit(
          Command.write(1, lba, 1, 4096).withSgl(dev.fenceline.nvme.Sgl.inCapsule(4096)),
          Objects.requireNonNull(Unpooled.wrappedBuffer(data)));
    }
  }
}
