package dev.fenceline.subsystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.TimerEvent;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.scenario.Fault;
import dev.fenceline.subsystem.TargetBench.TestController;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The grid of scenario timings, sections 2 and 4: ready at 0.006, last Keep Alive at 5.010. */
@Timeout(60)
class KeepAliveTest {
  private @Nullable TargetBench opened;

  private TargetBench bench(long cqtMillis, boolean trafficBased, boolean answers) {
    opened = new TargetBench(TargetBench.settings(cqtMillis, 4, trafficBased, answers));
    return opened;
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(opened).close();
  }

  private static TestController aliveUntil5010(TargetBench bench) {
    bench.runTo(0.006);
    TestController controller = bench.ready(bench.port2);
    for (double at : new double[] {2.510, 5.010}) {
      bench.runTo(at);
      assertThat(controller.keepAlive().status()).isEqualTo(Status.SUCCESS);
    }
    return controller;
  }

  private static double seconds(Event event) {
    return event.nanos() / 1e9;
  }

  @Test
  void theLapseIsSeenAtTheThirdLook() {
    TargetBench bench = bench(5000, false, true);
    aliveUntil5010(bench);
    bench.runTo(15.005);
    assertThat(bench.eventsOf(InstanceEvent.Noticed.class)).isEmpty();
    bench.runTo(20);
    assertThat(bench.eventsOf(TimerEvent.Fired.class))
        .extracting(KeepAliveTest::seconds)
        .containsExactly(5.006, 10.006, 15.006);
    Event lapsed = bench.only(KeepAliveEvent.Lapsed.class);
    assertThat(lapsed.detail()).isEqualTo(new KeepAliveEvent.Lapsed(5_010_000_000L));
    Event noticed = bench.only(InstanceEvent.Noticed.class);
    assertThat(noticed.cause()).isEqualTo(lapsed.asCause());
    assertThat(seconds(noticed)).isEqualTo(15.006);
    assertThat(bench.only(InstanceEvent.Gone.class).nanos()).isEqualTo(noticed.nanos());
  }

  @Test
  void aLateKeepAliveIsAnswered021AndSlowWritesLandBeforeTheAdminConnectionCloses() {
    TargetBench bench = bench(5000, false, true);
    TestController controller = aliveUntil5010(bench);
    TestQueue io = controller.ioQueue(1);
    bench.runTo(6.1);
    bench.server.apply(new Fault.SlowWrite(0, 8800));
    int slow = controller.write(io, 5, 0x77);
    bench.runTo(14.5);
    int late = controller.admin().submit(Command.keepAlive());
    assertThat(controller.admin().completion(late).status())
        .isEqualTo(Status.of(StatusCode.COMMAND_INTERRUPTED));
    assertThat(bench.only(KeepAliveEvent.Late.class).detail())
        .isEqualTo(new KeepAliveEvent.Late(late, 4_490_000_000L));
    bench.runTo(14.51);
    assertThat(io.isOpen()).isFalse();
    assertThat(controller.admin().isOpen()).isTrue();
    assertThat(bench.server.isQuiet()).isFalse();
    assertThat(controller.admin().call(Command.keepAlive()).status())
        .isEqualTo(Status.of(StatusCode.COMMAND_INTERRUPTED));

    bench.runTo(20);
    assertThat(io.completions).doesNotContainKey(slow);
    Event executed = bench.only(CommandEvent.Executed.class);
    assertThat(seconds(executed)).isEqualTo(14.9);
    Event gone = bench.only(InstanceEvent.Gone.class);
    assertThat(gone.nanos()).isEqualTo(executed.nanos());
    assertThat(((InstanceEvent.Gone) gone.detail()).finished()).isEqualTo(1);
    assertThat(controller.admin().isOpen()).isFalse();
    assertThat(bench.server.isQuiet()).isTrue();
  }

  @Test
  void whatOutlastsTheQuiesceTimeIsRevoked() {
    TargetBench bench = bench(5000, false, true);
    TestController controller = aliveUntil5010(bench);
    TestQueue io = controller.ioQueue(1);
    bench.runTo(14);
    bench.server.apply(new Fault.SlowWrite(0, 8800));
    controller.write(io, 5, 0x77);
    bench.runTo(30);
    Event revoked = bench.only(CommandEvent.Revoked.class);
    assertThat(seconds(revoked)).isEqualTo(16.506);
    assertThat(bench.eventsOf(CommandEvent.Executed.class)).isEmpty();
    assertThat(((InstanceEvent.Gone) bench.only(InstanceEvent.Gone.class).detail()).revoked())
        .isEqualTo(1);
    TestController reader = bench.ready(bench.port1);
    assertThat(reader.blocks(reader.ioQueue(1), 5, 1)[0]).isZero();
  }

  @Test
  void withoutCqtEverythingClosesAndWhatWasReceivedRunsToItsEnd() {
    TargetBench bench = bench(0, false, true);
    TestController controller = aliveUntil5010(bench);
    TestQueue io = controller.ioQueue(1);
    bench.server.apply(new Fault.SlowWrite(0, 60_000));
    controller.write(io, 5, 0x77);
    bench.runTo(14.5);
    int late = controller.admin().submit(Command.keepAlive());
    bench.runTo(15);
    assertThat(controller.admin().completions).doesNotContainKey(late);
    assertThat(controller.admin().isOpen()).isFalse();
    bench.runTo(100);
    assertThat(bench.eventsOf(CommandEvent.Revoked.class)).isEmpty();
    assertThat(seconds(bench.only(InstanceEvent.Gone.class))).isEqualTo(65.01);
  }

  @Test
  void aTargetThatDoesNotAnswerWhileQuiescingClosesAtOnce() {
    TargetBench bench = bench(5000, false, false);
    TestController controller = aliveUntil5010(bench);
    TestQueue io = controller.ioQueue(1);
    bench.server.apply(new Fault.SlowWrite(0, 60_000));
    controller.write(io, 5, 0x77);
    bench.runTo(15.1);
    assertThat(controller.admin().isOpen()).isFalse();
    assertThat(bench.eventsOf(InstanceEvent.Gone.class)).isEmpty();
    bench.runTo(16.6);
    assertThat(bench.eventsOf(InstanceEvent.Gone.class)).hasSize(1);
  }

  @Test
  void withTrafficBasedKeepAliveAnyCommandCounts() {
    TargetBench bench = bench(5000, true, true);
    TestController controller = aliveUntil5010(bench);
    TestQueue io = controller.ioQueue(1);
    bench.runTo(9);
    io.call(Command.flush(1));
    bench.runTo(15.1);
    assertThat(bench.eventsOf(InstanceEvent.Noticed.class))
        .extracting(KeepAliveTest::seconds)
        .isEqualTo(List.of(15.006));
    assertThat(bench.only(KeepAliveEvent.Lapsed.class).detail())
        .isEqualTo(new KeepAliveEvent.Lapsed(9_000_000_000L));
  }

  @Test
  void withoutKatoNothingLapses() {
    TargetBench bench = bench(5000, false, true);
    TestController controller = bench.ready(bench.port1, TargetBench.HOST, 0);
    bench.runTo(1000);
    assertThat(bench.eventsOf(InstanceEvent.Noticed.class)).isEmpty();
    assertThat(controller.keepAlive().status()).isEqualTo(Status.of(StatusCode.KEEP_ALIVE_INVALID));
  }
}
