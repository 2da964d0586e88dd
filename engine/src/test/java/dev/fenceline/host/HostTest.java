package dev.fenceline.host;

import static dev.fenceline.host.HostBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.host.HostBench.Outcome;
import dev.fenceline.host.controller.HostController;
import dev.fenceline.scenario.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bring-up, keep alive and I/O against the real target over real links. */
@Timeout(60)
class HostTest {
  private static final int FABRICS = 0x7F;
  private static final int IDENTIFY = 0x06;
  private static final int GET_LOG = 0x02;
  private static final int SET_FEATURES = 0x09;
  private static final int ASYNC_EVENT = 0x0C;

  @Test
  void bringsControllersUpInTheOrderOfLinux() {
    try (HostBench bench = HostBench.of("ccr", 2).connected()) {
      List<Integer> opcodes =
          bench.events.stream()
              .filter(event -> event.lane().equals(bench.controller(0).lane()))
              .map(Event::detail)
              .filter(CommandEvent.Submitted.class::isInstance)
              .map(detail -> ((CommandEvent.Submitted) detail).opcode())
              .toList();
      assertThat(opcodes)
          .startsWith(
              FABRICS, // Connect
              FABRICS, // CAP
              FABRICS, // CC
              FABRICS, // CC.EN
              FABRICS, // CSTS
              FABRICS, // VS
              IDENTIFY, // 01h
              GET_LOG, // 05h
              IDENTIFY, // 06h
              GET_LOG, // 0Ch
              SET_FEATURES, // 07h
              FABRICS) // Connect of queue 1
          .containsOnlyOnce(ASYNC_EVENT);
      assertThat(bench.host.controllers())
          .extracting(HostController::device)
          .containsExactly("nvme3", "nvme4");
      assertThat(bench.host.controllers())
          .extracting(controller -> controller.instance().orElseThrow().cntlid())
          .containsExactly(1, 2);
      assertThat(bench.details(ConnectionEvent.QueuesMapped.class))
          .containsOnly(new ConnectionEvent.QueuesMapped(1, 0, 0));
      assertThat(bench.details(ControllerEvent.Connected.class)).hasSize(2);
    }
  }

  @Test
  void keepAlivesGoOutEveryHalfKatoFromBringUp() {
    try (HostBench bench = HostBench.of("ccr", 1).connected()) {
      bench.until(10 * SECOND);
      List<Long> sent =
          bench.events.stream()
              .filter(event -> event.detail() instanceof KeepAliveEvent.Sent)
              .map(Event::nanos)
              .toList();
      assertThat(sent).hasSize(3);
      assertThat(sent.get(1) - sent.get(0)).isEqualTo(5 * SECOND / 2);
      assertThat(sent.get(2) - sent.get(1)).isEqualTo(5 * SECOND / 2);
      assertThat(bench.details(KeepAliveEvent.Answered.class)).hasSize(3);
    }
  }

  @Test
  void withTrafficBasedKeepAliveTrafficTakesItsPlace() {
    try (HostBench bench = HostBench.of("{}", "{\"trafficBasedKeepAlive\": true}", 1).connected()) {
      while (bench.loop.nanos() < 6 * SECOND) {
        bench.read(bench.device, 0, 1);
        bench.until(bench.loop.nanos() + SECOND);
      }
      assertThat(bench.details(KeepAliveEvent.Sent.class)).isEmpty();

      bench.until(20 * SECOND);
      assertThat(bench.details(KeepAliveEvent.Sent.class)).isNotEmpty();
      assertThat(bench.controller(0).state()).isEqualTo(ControllerState.LIVE);
    }
  }

  @Test
  void whatWasWrittenIsReadBackInCapsuleAndByR2t() {
    assertRoundTrip("{}");
  }

  @Test
  void whatWasWrittenIsReadBackWithDigests() {
    assertRoundTrip("{\"headerDigest\": true, \"dataDigest\": true, \"ioQueues\": 3}");
  }

  private static void assertRoundTrip(String hostSettings) {
    try (HostBench bench = HostBench.of(hostSettings, "{\"maxH2cDataBytes\": 8192}", 2)) {
      bench.connected();
      Outcome small = bench.write(bench.device, 7, 1, 0x11);
      Outcome large = bench.write(bench.device, 100, 20, 0x40);
      bench.until(2 * SECOND);
      Outcome smallRead = bench.read(bench.device, 7, 1);
      Outcome largeRead = bench.read(bench.host.pathDevice(bench.controller(1), 1), 100, 20);
      Outcome flush = bench.submit(bench.device, IoKind.FLUSH, 0, 0, null);
      bench.until(3 * SECOND);

      assertThat(List.of(small, large, smallRead, largeRead, flush))
          .allMatch(outcome -> outcome.status == 0 && outcome.endings == 1);
      assertThat(smallRead.read).hasSize(4096).containsOnly(0x11);
      assertThat(largeRead.read).hasSize(20 * 4096);
      for (int block = 0; block < 20; block++) {
        assertThat(largeRead.read[block * 4096 + 4095]).isEqualTo((byte) (0x40 + block));
      }
      assertThat(Objects.requireNonNull(small.written).refCnt()).isZero();
      assertThat(Objects.requireNonNull(large.written).refCnt()).isZero();
      assertThat(bench.details(ConnectionEvent.TransportError.class)).isEmpty();
    }
  }

  @Test
  void moreOperationsThanAQueueHoldsAllEnd() {
    try (HostBench bench = HostBench.of("{\"queueSize\": 4}", "{}", 2).connected()) {
      List<Outcome> outcomes = new ArrayList<>();
      for (int lba = 0; lba < 100; lba++) {
        outcomes.add(bench.write(bench.device, lba, 1, lba));
      }
      bench.until(2 * SECOND);
      assertThat(outcomes).allMatch(outcome -> outcome.status == 0 && outcome.endings == 1);
    }
  }

  @Test
  void whatLiesOutsideOfTheNamespaceIsRefused() {
    try (HostBench bench = HostBench.of("ccr", 1).connected()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bench.read(bench.device, bench.device.blocks(), 1))
          .withMessageContaining("not in namespace 1");
    }
  }

  @Test
  void whatIsMoreThanTheControllersMoveAtOnceIsRefused() {
    try (HostBench bench = HostBench.of("ccr", 2).connected()) {
      Outcome largest = bench.read(bench.device, 0, 32);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bench.read(bench.device, 0, 33))
          .withMessage("135168 bytes in one operation: 131072 can be moved at once");
      bench.until(bench.loop.nanos() + SECOND);
      assertThat(largest.read).hasSize(32 * 4096);
    }
  }

  @Test
  void aTargetThatIsNotThereLeavesTheControllerDead() {
    try (HostBench bench = HostBench.of("ccr", 1)) {
      bench.target.close();
      bench.host.connect();
      bench.until(30 * SECOND);
      assertThat(bench.controller(0).state()).isEqualTo(ControllerState.DEAD);
      assertThat(bench.details(ControllerEvent.ConnectFailed.class)).hasSize(1);
    }
  }

  @Test
  void closingLetsGoOfEveryBuffer() {
    HostBench bench = HostBench.of("hold", 1).connected();
    bench.until(6 * SECOND);
    bench.fault(new Fault.Stall("A", Fault.Directions.BOTH, false));
    Outcome held = bench.write(bench.device, 1, 1, 1);
    bench.until(14 * SECOND);
    Outcome waiting = bench.write(bench.device, 2, 1, 2);
    bench.close();
    assertThat(held.isEnded()).isFalse();
    assertThat(Objects.requireNonNull(held.written).refCnt()).isZero();
    assertThat(Objects.requireNonNull(waiting.written).refCnt()).isZero();
  }
}
