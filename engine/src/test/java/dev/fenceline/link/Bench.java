package dev.fenceline.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Seed;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Journal;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.setting.SettingsBuilder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A link between hosts and a target, on one loop, with everything that a test wants to see. */
final class Bench implements AutoCloseable {
  static final long MICRO = 1_000L;
  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000_000_000L;
  static final PathSettings SETTINGS = path(100, 0);

  final LabLoop loop;
  final Link link;
  final List<Event> events = new ArrayList<>();
  final List<Endpoint> hosts = new ArrayList<>();
  final List<Endpoint> targets = new ArrayList<>();
  final Tap tap = new Tap();
  private final SocketAddress front;

  /** Path B with a delay in microseconds, and by how much it varies. */
  static PathSettings path(long delayMicros, long jitterMicros) {
    return SettingsBuilder.of(PathSettings.direct("B", 2, "10.0.0.2:4420"))
        .with(PathSettings::delayMicros, delayMicros)
        .with(PathSettings::jitterMicros, jitterMicros)
        .with(PathSettings::keptBytesLimit, 1L << 20)
        .build();
  }

  /** The same path, which keeps less. */
  static PathSettings keeping(PathSettings path, long keptBytesLimit) {
    return SettingsBuilder.of(path).with(PathSettings::keptBytesLimit, keptBytesLimit).build();
  }

  static Bench virtual() {
    return new Bench(LabLoop.virtual(new Seed(7)), SETTINGS, true);
  }

  static Bench virtual(PathSettings settings) {
    return new Bench(LabLoop.virtual(new Seed(7)), settings, true);
  }

  static Bench real() {
    return new Bench(LabLoop.real(new Seed(7)), SETTINGS, true);
  }

  static Bench withoutTarget() {
    return new Bench(LabLoop.virtual(new Seed(7)), SETTINGS, false);
  }

  private Bench(LabLoop loop, PathSettings settings, boolean listening) {
    this.loop = loop;
    Journal journal = new Journal(loop::nanos);
    journal.addListener(events::add);
    link = new Link(loop, settings, Lane.path(settings.name()), journal, tap);
    SocketAddress back = loop.address("target");
    if (listening) {
      back = listen(back);
    }
    Future<SocketAddress> opened = link.open(loop.address("front"), back);
    await(opened::isSuccess);
    front = opened.getNow();
  }

  private SocketAddress listen(SocketAddress address) {
    Channel server =
        loop.server()
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    Endpoint target = new Endpoint();
                    targets.add(target);
                    channel.pipeline().addLast(target);
                  }
                })
            .bind(address)
            .channel();
    await(server::isActive);
    return server.localAddress();
  }

  /** A host that begins to connect. */
  Endpoint connect() {
    Endpoint host = new Endpoint();
    hosts.add(host);
    loop.client().handler(host).connect(front);
    return host;
  }

  /** A host that is connected to {@link #targets}' last. */
  Endpoint connectThrough() {
    int before = targets.size();
    Endpoint host = connect();
    await(() -> targets.size() > before && isJoined(before + 1));
    return host;
  }

  private boolean isJoined(int count) {
    return details(ConnectionEvent.Joined.class).size() >= count;
  }

  Endpoint target() {
    return targets.getLast();
  }

  void apply(Fault.OnPath fault) {
    link.apply(fault);
  }

  void await(BooleanSupplier condition) {
    loop.runUntil(loop.nanos() + 20 * SECOND, condition);
    assertThat(condition.getAsBoolean()).as("within 20 s").isTrue();
  }

  void run(long nanos) {
    loop.runUntil(loop.nanos() + nanos, () -> false);
  }

  <T extends Detail> List<T> details(Class<T> kind) {
    return events.stream().map(Event::detail).filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Ends everything; no buffer and no tap may be left behind. */
  @Override
  public void close() {
    link.close();
    hosts.forEach(host -> host.channel().close());
    targets.forEach(target -> target.channel().close());
    run(10 * MILLI);
    loop.close();
    for (List<Endpoint> side : List.of(hosts, targets)) {
      for (Endpoint endpoint : side) {
        assertThat(endpoint.sent()).allSatisfy(buffer -> assertThat(buffer.refCnt()).isZero());
      }
    }
    tap.check(details(ConnectionEvent.Accepted.class).size());
  }

  /** Where a tap is asked. */
  record Place(int connection, Direction direction, Point point) {}

  /** Keeps what passed each place. */
  static final class Tap implements LinkTap {
    private final Map<Place, ByteArrayOutputStream> bytes = new HashMap<>();
    private final Map<Place, Integer> ends = new HashMap<>();

    @Override
    public void bytes(int connection, Direction direction, Point point, ByteBuf view) {
      Place place = new Place(connection, direction, point);
      assertThat(ends).doesNotContainKey(place);
      try {
        view.readBytes(
            bytes.computeIfAbsent(place, p -> new ByteArrayOutputStream()), view.readableBytes());
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }

    @Override
    public void ended(int connection, Direction direction, Point point) {
      ends.merge(new Place(connection, direction, point), 1, Integer::sum);
    }

    byte[] passed(int connection, Direction direction, Point point) {
      ByteArrayOutputStream seen = bytes.get(new Place(connection, direction, point));
      return seen == null ? new byte[0] : seen.toByteArray();
    }

    int passedCount(int connection, Direction direction, Point point) {
      ByteArrayOutputStream seen = bytes.get(new Place(connection, direction, point));
      return seen == null ? 0 : seen.size();
    }

    private void check(int connections) {
      assertThat(ends).hasSize(connections * 4);
      assertThat(ends.values()).allMatch(times -> times == 1);
    }
  }
}
