package dev.fenceline.host;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Seed;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Journal;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.event.value.Point;
import dev.fenceline.host.controller.HostController;
import dev.fenceline.host.multipath.BlockDevice;
import dev.fenceline.host.multipath.BlockOperation;
import dev.fenceline.link.Link;
import dev.fenceline.link.LinkTap;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.HostSettings;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.scenario.setting.SettingsBuilder;
import dev.fenceline.subsystem.TargetServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The real target behind real links, and a host on them, in virtual time. */
final class HostBench implements AutoCloseable {
  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000_000_000L;
  static final int NSID = 1;

  final LabLoop loop = LabLoop.virtual(new Seed(11));
  final List<Event> events = new ArrayList<>();
  final Host host;
  final TargetServer target;
  final BlockDevice device;
  private final Map<String, Link> links = new LinkedHashMap<>();
  final Journal journal = new Journal(loop::nanos);
  private long operations;

  /** One operation of a test and how it ended. */
  static final class Outcome {
    int status = -1;
    int endings;
    @Nullable ByteBuf written;
    byte[] read = {};

    boolean isEnded() {
      return endings > 0;
    }
  }

  HostBench(HostSettings hostSettings, TargetSettings targetSettings, int paths) {
    this(hostSettings, targetSettings, paths, null);
  }

  private HostBench(
      HostSettings hostSettings,
      TargetSettings targetSettings,
      int paths,
      Meddler.@Nullable Answers answers) {
    journal.addListener(events::add);
    target = new TargetServer(loop, journal, targetSettings);
    host = new Host(loop, journal, hostSettings, targetSettings.subsystemNqn());
    for (int port = 1; port <= paths; port++) {
      String name = String.valueOf((char) ('A' + port - 1));
      PathSettings path =
          SettingsBuilder.of(PathSettings.direct(name, port, "10.0.0." + port + ":4420"))
              .with(PathSettings::delayMicros, 100L)
              .with(PathSettings::jitterMicros, 20L)
              .build();
      SocketAddress back = await(target.listen(port, loop.address("port " + port)));
      if (answers != null) {
        back = new Meddler(loop, port, answers).inFrontOf(back);
      }
      Link link = new Link(loop, path, Lane.path(name), journal, new Blind());
      links.put(name, link);
      host.addPath(path, await(link.open(loop.address("path " + name), back)));
    }
    device = host.blockDevice(NSID);
  }

  /** The host and target of a scenario that ships. */
  static HostBench of(String scenario, int paths) {
    Scenario found = ScenarioLibrary.find(scenario).orElseThrow();
    return new HostBench(found.host(), found.target(), paths);
  }

  /** A host and a target with these settings, as JSON objects, and defaults for the rest. */
  static HostBench of(String host, String target, int paths) {
    Scenario read = read(host, target);
    return new HostBench(read.host(), read.target(), paths);
  }

  /** The same, where something between them changes what the target answers. */
  static HostBench of(String host, String target, int paths, Meddler.Answers answers) {
    Scenario read = read(host, target);
    return new HostBench(read.host(), read.target(), paths, answers);
  }

  private static Scenario read(String host, String target) {
    String text =
        "{\"id\": \"bench\", \"title\": \"bench\", \"summary\": \"bench\", \"host\": %s, \"target\": %s}"
            .formatted(host, target);
    return ScenarioReader.read(text, "bench");
  }

  private static final class Blind implements LinkTap {
    @Override
    public void bytes(int connection, Direction direction, Point point, ByteBuf view) {}

    @Override
    public void ended(int connection, Direction direction, Point point) {}
  }

  private <T> T await(Future<T> future) {
    loop.runUntil(loop.nanos() + SECOND, future::isDone);
    return future.getNow();
  }

  HostBench connected() {
    host.connect();
    until(SECOND, host::isEveryPathLive);
    return this;
  }

  void until(long nanos, BooleanSupplier done) {
    loop.runUntil(nanos, done);
  }

  void until(long nanos) {
    loop.runUntil(nanos, () -> false);
  }

  void fault(Fault.OnPath fault) {
    Objects.requireNonNull(links.get(fault.path())).apply(fault);
  }

  /** Path B falls silent for good, seconds after the session began, with a slow write at media. */
  Outcome silentPathB() {
    target.apply(new Fault.SlowWrite(2, 8_800));
    until(6 * SECOND);
    write(device, 0, 1, 1);
    Outcome slow = write(device, 1, 1, 2);
    until(loop.nanos() + MILLI);
    target.apply(new Fault.SlowWriteOff(2));
    fault(new Fault.Stall("B", Fault.Directions.BOTH, false));
    return slow;
  }

  /** What happened on a controller's lane from a moment on, by the simple names of the details. */
  List<String> story(int controller, long fromNanos, Set<Class<? extends Detail>> wanted) {
    return events.stream()
        .filter(event -> event.nanos() >= fromNanos)
        .filter(event -> event.lane().equals(controller(controller).lane()))
        .map(Event::detail)
        .filter(detail -> wanted.contains(detail.getClass()))
        .map(HostBench::word)
        .toList();
  }

  private static String word(Detail detail) {
    return detail instanceof ControllerEvent.StateChanged changed
        ? changed.to().word()
        : detail.getClass().getSimpleName();
  }

  HostController controller(int index) {
    return host.controllers().get(index);
  }

  Outcome write(BlockDevice to, long lba, int blocks, int fill) {
    ByteBuf data = Unpooled.buffer(blocks * to.blockBytes());
    for (int i = 0; i < blocks * to.blockBytes(); i++) {
      data.writeByte(fill + i / to.blockBytes());
    }
    return submit(to, IoKind.WRITE, lba, blocks, data);
  }

  Outcome read(BlockDevice from, long lba, int blocks) {
    return submit(from, IoKind.READ, lba, blocks, null);
  }

  Outcome submit(BlockDevice to, IoKind kind, long lba, int blocks, @Nullable ByteBuf data) {
    Outcome outcome = new Outcome();
    outcome.written = data;
    to.submit(
        new BlockOperation(
            ++operations,
            kind,
            lba,
            blocks,
            data,
            (status, read) -> {
              outcome.status = status;
              outcome.endings++;
              if (read != null) {
                outcome.read = new byte[read.readableBytes()];
                read.getBytes(read.readerIndex(), outcome.read);
              }
            }));
    return outcome;
  }

  <D extends Detail> List<D> details(Class<D> type) {
    return events.stream()
        .filter(event -> type.isInstance(event.detail()))
        .map(event -> type.cast(event.detail()))
        .toList();
  }

  /** When the first such event of a lane came; fails if there is none. */
  Event first(Lane lane, Predicate<Detail> wanted) {
    return events.stream()
        .filter(event -> event.lane().equals(lane) && wanted.test(event.detail()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no such event on " + lane));
  }

  Event became(int controller, ControllerState state) {
    return first(
        controller(controller).lane(),
        detail -> detail instanceof ControllerEvent.StateChanged changed && changed.to() == state);
  }

  @Override
  public void close() {
    host.close();
    target.close();
    links.values().forEach(Link::close);
    loop.close();
  }
}
