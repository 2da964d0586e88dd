package dev.fenceline.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Seed;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Journal;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.host.Host;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.FaultPrompt;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.subsystem.TargetServer;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Host, relay and target on one loop in virtual time: only the relay records. */
class RelayTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Scenario SCENARIO =
      ScenarioReader.read(
          """
          {"id": "relayed", "title": "relayed",
           "host": {"policy": "none", "kato": "2 s", "reconnectDelay": "1 s"},
           "workload": {"blocks": 1},
           "paths": [{"name": "1", "port": 1, "address": "127.0.0.1:4420"},
                     {"name": "2", "port": 2, "address": "127.0.0.1:4421"}]}
          """,
          "test");

  /** The three, each path of the host through the relay. */
  private static final class Setup implements AutoCloseable {
    final LabLoop loop = LabLoop.virtual(new Seed(1));
    final List<Event> recorded = new ArrayList<>();
    final List<Event> told = new ArrayList<>();
    final Relay relay;
    final Host host;
    private final TargetServer target;

    Setup(boolean listening) {
      Journal recording = new Journal(loop::nanos);
      recording.addListener(recorded::add);
      Journal own = new Journal(loop::nanos);
      own.addListener(told::add);
      relay = new Relay(loop, recording);
      target = new TargetServer(loop, own, SCENARIO.target());
      host = new Host(loop, own, SCENARIO.host(), SCENARIO.target().subsystemNqn());
      for (PathSettings path : SCENARIO.paths()) {
        SocketAddress back = loop.address("port " + path.port());
        if (listening) {
          await(target.listen(path.port(), back));
        }
        SocketAddress front = loop.address("front " + path.name());
        host.addPath(path, await(relay.open(path.name(), path.address(), front, back)));
      }
      host.connect();
    }

    private SocketAddress await(Future<SocketAddress> opening) {
      until(loop.nanos() + SECOND, opening::isDone);
      return opening.getNow();
    }

    void until(long nanos, BooleanSupplier done) {
      loop.runUntil(nanos, done);
    }

    void until(long nanos) {
      until(nanos, () -> false);
    }

    @Override
    public void close() {
      host.close();
      relay.close();
      target.close();
      loop.close();
    }
  }

  private static Fault.OnPath fault(String command) {
    return (Fault.OnPath) FaultPrompt.parse(command);
  }

  /** What of a recovery can be seen from between; when the host was done resetting cannot. */
  private static List<Object> seen(Recovery recovery) {
    return List.of(
        recovery.trigger(),
        recovery.detectedNanos(),
        recovery.attempts(),
        recovery.outcome(),
        recovery.reconnectedNanos());
  }

  @ParameterizedTest
  @CsvSource({
    "stall, Keep Alive timeout",
    "stall to-host, Keep Alive timeout",
    "black-hole, Keep Alive timeout",
    "black-hole to-target, Keep Alive timeout",
    "reset, connection of admin queue lost",
    "refuse, connection of admin queue lost"
  })
  void aBrokenPathIsToldAsItsHostHasIt(String fault, String trigger) {
    try (Setup setup = new Setup(true)) {
      setup.until(10 * SECOND);
      assertThat(setup.host.isEveryPathLive()).isTrue();
      setup.relay.apply(fault("fault path 1 " + fault));
      setup.until(30 * SECOND);
      setup.relay.apply(fault("heal path 1"));
      setup.until(45 * SECOND);

      List<Recovery> own = Recoveries.of(Timeline.of(setup.told));
      assertThat(Recoveries.of(Timeline.of(setup.recorded)))
          .singleElement()
          .satisfies(recovery -> {
            assertThat(recovery.lane()).isEqualTo(Lane.host("nvme0"));
            assertThat(recovery.trigger()).isEqualTo(trigger);
            assertThat(recovery.failedNanos()).hasValue(10 * SECOND); // of which the host knows not
            assertThat(recovery.outcome()).isEqualTo(Recovery.Outcome.RECONNECTED);
            assertThat(own).singleElement().extracting(RelayTest::seen).isEqualTo(seen(recovery));
          });
      assertThat(setup.recorded)
          .noneMatch(event -> event.detail() instanceof PduEvent.Malformed)
          .filteredOn(event -> event.detail() instanceof ControllerEvent.ErrorRecovery)
          .singleElement()
          .extracting(Event::lane)
          .isEqualTo(Lane.host("nvme0"));
    }
  }

  @Test
  void aTargetThatRefusesHasItsHostsConnectionResetAndAnEventSaysSo() {
    try (Setup setup = new Setup(false)) {
      setup.until(SECOND);
      Event accepted = first(setup.recorded, ConnectionEvent.Accepted.class);
      Event refused = first(setup.recorded, ConnectionEvent.Refused.class);
      assertThat(refused.lane()).isEqualTo(Lane.path("1"));
      assertThat(refused.cause()).isEqualTo(accepted.asCause());
      assertThat(refused.detail())
          .isEqualTo(new ConnectionEvent.Refused(1, "the target refused the connection"));
      assertThat(first(setup.told, ConnectionEvent.QueueClosed.class).nanos())
          .isEqualTo(refused.nanos());
    }
  }

  private static Event first(List<Event> events, Class<? extends Detail> kind) {
    return events.stream()
        .filter(event -> kind.isInstance(event.detail()))
        .findFirst()
        .orElseThrow();
  }

  /** Counts what arrives. */
  private static final class Counter extends ChannelInboundHandlerAdapter {
    private long bytes;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      bytes += ((ByteBuf) message).readableBytes();
      ReferenceCountUtil.release(message);
    }
  }

  @Test
  void aStalledConnectionKeepsItsLimitAndThenTakesNoMore() {
    int limit = 64 << 20;
    int sent = 80 << 20;
    try (Setup setup = new Setup(false)) {
      LabLoop loop = setup.loop;
      Counter arrived = new Counter();
      SocketAddress back = loop.address("counting");
      loop.server().childHandler(loop.initializer(it -> it.pipeline().addLast(arrived))).bind(back);
      SocketAddress front =
          setup.await(setup.relay.open("3", "counting", loop.address("front 3"), back));
      Channel host =
          loop.client().handler(new ChannelInboundHandlerAdapter()).connect(front).channel();
      setup.until(SECOND);

      setup.relay.apply(fault("fault path 3 stall"));
      ByteBuf piece = Unpooled.buffer(1 << 20).writeZero(1 << 20);
      for (int i = 0; i < sent / piece.capacity(); i++) {
        host.writeAndFlush(piece.retainedDuplicate());
      }
      piece.release();
      setup.until(2 * SECOND);
      assertThat(arrived.bytes).isZero();
      setup.relay.apply(fault("heal path 3"));
      setup.until(3 * SECOND);
      assertThat(first(setup.recorded, ConnectionEvent.BytesReleased.class).detail())
          .isEqualTo(new ConnectionEvent.BytesReleased(1, Direction.TO_TARGET, limit));
      assertThat(arrived.bytes).isEqualTo(sent);
    }
  }
}
