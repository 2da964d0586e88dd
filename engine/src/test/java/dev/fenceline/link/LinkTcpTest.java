package dev.fenceline.link;

import static dev.fenceline.event.value.Direction.TO_TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.value.Point;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Fault.Directions;
import io.netty.channel.Channel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same link over TCP on the loopback: what only real sockets show. */
@Timeout(60)
class LinkTcpTest {
  private static final Fault.OnPath STALL = new Fault.Stall("B", Directions.BOTH, false);

  @Test
  void bytesPassBothWaysInOrder() {
    try (Bench bench = Bench.real()) {
      Endpoint host = bench.connectThrough();
      String much = "0123456789abcdef".repeat(200_000);
      host.send(much);
      bench.target().send("answer");
      bench.await(() -> bench.target().received().length() == much.length());
      bench.await(() -> host.received().equals("answer"));
      assertThat(bench.target().received()).isEqualTo(much);
    }
  }

  @Test
  void aStallKeepsNoMoreThanItsLimitAndReleasesEverything() {
    try (Bench bench = Bench.real()) {
      Endpoint host = bench.connectThrough();
      bench.apply(STALL);
      String much = "0123456789abcdef".repeat(1_000_000);
      host.send(much);
      bench.await(() -> entered(bench) >= Bench.SETTINGS.keptBytesLimit());
      int whenFull = entered(bench);
      bench.run(50 * Bench.MILLI);
      assertThat(entered(bench)).isEqualTo(whenFull);
      assertThat(bench.target().received()).isEmpty();
      bench.link.heal();
      bench.await(() -> bench.target().received().length() == much.length());
      assertThat(bench.target().received()).isEqualTo(much);
    }
  }

  @Tag("slow")
  @Test
  void aReceiverThatStopsReadingStopsItsSender() {
    try (Bench bench = Bench.real()) {
      Endpoint host = bench.connectThrough();
      Channel receiver = bench.target().channel();
      receiver.config().setAutoRead(false);
      byte[] much = new byte[32 << 20];
      host.send(much);
      bench.await(() -> entered(bench) > 0);
      int before = 0;
      while (entered(bench) > before) {
        before = entered(bench);
        bench.run(200 * Bench.MILLI);
      }
      // what kernels and the link hold in between: far less than what was sent
      assertThat(before).isLessThan(much.length / 2);
      receiver.config().setAutoRead(true);
      bench.await(() -> bench.target().receivedCount() == much.length);
    }
  }

  private static int entered(Bench bench) {
    return bench.tap.passedCount(1, TO_TARGET, Point.ENTERED);
  }

  @Test
  void anAbortDuringAStallArrivesAsAResetAfterIt() {
    try (Bench bench = Bench.real()) {
      Endpoint host = bench.connectThrough();
      bench.apply(STALL);
      host.send("write");
      bench.await(() -> entered(bench) == 5);
      host.abort();
      bench.await(() -> !bench.details(ConnectionEvent.BytesDropped.class).isEmpty());
      assertThat(bench.target().isClosed()).isFalse();
      bench.link.heal();
      bench.await(() -> bench.target().isClosed());
      assertThat(bench.target().sawReset()).isTrue();
      assertThat(bench.target().received()).isEmpty();
    }
  }

  @Test
  void anOrderlyCloseDuringAStallKeepsItsBytes() {
    try (Bench bench = Bench.real()) {
      Endpoint host = bench.connectThrough();
      bench.apply(STALL);
      host.send("write");
      host.close();
      bench.await(() -> !bench.details(ConnectionEvent.Ended.class).isEmpty());
      bench.link.heal();
      bench.await(() -> bench.target().isClosed());
      assertThat(bench.target().sawReset()).isFalse();
      assertThat(bench.target().received()).isEqualTo("write");
    }
  }

  @Test
  void aConnectionThatLostBytesIsResetAfterHealing() {
    try (Bench bench = Bench.real()) {
      Endpoint host = bench.connectThrough();
      bench.apply(new Fault.BlackHole("B", Directions.BOTH));
      host.send("lost");
      bench.await(() -> !bench.details(ConnectionEvent.BytesLost.class).isEmpty());
      bench.link.heal();
      host.send("after the gap");
      bench.await(() -> host.isClosed() && bench.target().isClosed());
      assertThat(host.sawReset()).isTrue();
      assertThat(bench.target().sawReset()).isTrue();
      assertThat(bench.target().received()).isEmpty();
    }
  }

  @Test
  void aResetIsSeenAsOneByBothEnds() {
    try (Bench bench = Bench.real()) {
      Endpoint host = bench.connectThrough();
      bench.apply(new Fault.Reset("B"));
      bench.await(() -> host.isClosed() && bench.target().isClosed());
      assertThat(host.sawReset()).isTrue();
      assertThat(bench.target().sawReset()).isTrue();
    }
  }

  @Test
  void aRefusedHostSeesAReset() {
    try (Bench bench = Bench.real()) {
      bench.apply(new Fault.Refuse("B"));
      Endpoint host = bench.connect();
      bench.await(host::isClosed);
      assertThat(host.sawReset()).isTrue();
      assertThat(bench.targets).isEmpty();
    }
  }
}
