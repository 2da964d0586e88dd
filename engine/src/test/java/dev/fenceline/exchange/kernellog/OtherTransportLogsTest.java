package dev.fenceline.exchange.kernellog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fenceline.event.LogEvent;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.exchange.Formats;
import dev.fenceline.timeline.recovery.IoOutcome;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Recovery.FailedAttempt;
import dev.fenceline.timeline.recovery.Recovery.Outcome;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** More logs of the kinds that field cases show: other transports, other places to begin or end. */
class OtherTransportLogsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failed to connect socket: -111",
        "Connect command failed, error wo/DNR bit: 386",
        "creating 8 I/O queues.",
        "Failed reconnect attempt 3/60",
        "Reconnecting in 10 seconds...",
        "queue 0: TLS handshake failed, error -110"
      })
  void aLogThatBeginsInTheMiddleOfARecovery(String first) {
    Told told =
        Told.of(
            "[ 5000.0] nvme nvme0: %s\n[ 5020.0] nvme nvme0: Successfully reconnected (attempt 4/60)\n"
                .formatted(first));

    assertThat(told.recoveries())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.earlier()).isTrue();
          assertThat(it.outcome()).isEqualTo(Outcome.RECONNECTED);
          assertThat(it.attempts()).isEqualTo(4);
        });
  }

  @Test
  void aLogThatBeginsWithTheEndOfAController() {
    assertThat(Told.of("[ 5000.0] nvme nvme0: Removing controller (-111)...\n").recoveries())
        .singleElement()
        .extracting(Recovery::earlier, Recovery::outcome)
        .containsExactly(true, Outcome.REMOVED);
    assertThat(Told.of("[ 5000.0] nvme nvme0: Removing ctrl: NQN \"nqn.a\"\n").recoveries())
        .isEmpty();
  }

  @Test
  void theOldWordsOfRdma() {
    Told told =
        Told.of(
            """
            [  100.000000] usb 1-1: x
            [  600.000000] nvme nvme1: SEND for CQE 0x000000008c0b23f0 failed with status transport retry counter exceeded (12)
            [  600.100000] nvme nvme1: reconnecting in 10 seconds
            [  610.400000] nvme nvme1: rdma_resolve_addr failed (-110).
            [  610.400100] nvme nvme1: Failed reconnect attempt, requeueing...
            [  620.400000] nvme nvme1: Connect rejected: status 8 (invalid service ID).
            [  620.400100] nvme nvme1: Failed reconnect attempt, requeueing...
            [  630.500000] nvme nvme1: Successfully reconnected
            """);

    assertThat(told.account().unreadCount()).isZero();
    assertThat(told.recoveries())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.trigger()).contains("transport retry counter exceeded");
          assertThat(it.reconnectedNanos()).hasValue(630_500_000_000L);
          assertThat(it.failures())
              .containsExactly(
                  new FailedAttempt(1, "rdma_resolve_addr failed (-110)."),
                  new FailedAttempt(2, "Connect rejected: status 8 (invalid service ID)."));
        });
  }

  @Test
  void fibreChannelWithAttemptsThatFail() {
    Told told =
        Told.of(
            """
            [  600.000000] nvme nvme2: NVME-FC{0}: controller connectivity lost. Awaiting Reconnect
            [  630.000000] nvme nvme2: NVME-FC{0}: connectivity re-established. Attempting reconnect
            [  630.000100] nvme nvme2: NVME-FC{0}: create association : host wwpn 0x20001100aa000001  rport wwpn 0x20001100ab000001: NQN "nqn.a"
            [  632.000000] nvme nvme2: NVME-FC{0}: reset: Reconnect attempt failed (-5)
            [  632.000100] nvme nvme2: NVME-FC{0}: Reconnect attempt in 2 seconds
            [  634.100000] nvme nvme2: NVME-FC{0}: create association : host wwpn 0x20001100aa000001  rport wwpn 0x20001100ab000001: NQN "nqn.a"
            [  634.200000] nvme nvme2: NVME-FC{0}: controller connect complete
            """);

    assertThat(told.recoveries())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.trigger()).isEqualTo("connectivity lost");
          assertThat(it.failures()).hasSize(1);
          assertThat(it.attempts()).isEqualTo(2);
          assertThat(it.reconnectedNanos()).hasValue(634_200_000_000L);
        });
  }

  @Test
  void whatIsNotFollowedIsSaid() {
    LogAccount account =
        Told.of(
                """
                [    1.1] nvme nvme5: pci function 0000:01:00.0
                [  600.0] nvme nvme5: I/O 12 QID 3 timeout, aborting
                [  600.1] nvme nvme5: Abort status: 0x0
                [  630.1] nvme nvme5: controller is down; will reset: CSTS=0xffffffff, PCI_STATUS=0xffff
                [  630.2] nvme nvme6: NVME-FC{1}: words of a later kernel
                """)
            .account();

    assertThat(account.notFollowed())
        .containsExactly(
            "3 lines of nvme5: a disk in the machine itself (PCIe) is not followed",
            "1 line of nvme6: NVMe over Fibre Channel is followed in part only");
    assertThat(account.isComplete()).isFalse();
  }

  @Test
  void theLaterTextsOfTheSeries() {
    Told told = Told.resource("series-recordings/texts/newtexts.log");

    assertThat(told.account().unreadCount()).isZero();
    assertThat(told.recoveries())
        .extracting(Recovery::controller, Recovery::fences, Recovery::fencedBy, Recovery::source)
        .containsExactly(
            tuple("nvme1", true, FencedBy.NONE, ""),
            tuple("nvme2", true, FencedBy.CCR, "nvme1"),
            tuple("nvme1", true, FencedBy.NONE, ""));
  }

  @Test
  void aFailureWhoseReconnectIsMissingIsAFailureOfItsOwn() {
    Told told =
        Told.of(
            """
            [  100.0] usb 1-1: x
            [  600.0] nvme nvme1: starting error recovery
            [  600.1] nvme nvme1: Reconnecting in 10 seconds...
            [  700.0] nvme nvme1: starting error recovery
            """);

    assertThat(told.recoveries())
        .extracting(Recovery::outcome, Recovery::endSeen)
        .containsExactly(tuple(Outcome.RECONNECTED, false), tuple(Outcome.OPEN, true));
    assertThat(told.recoveries().getFirst().reconnectedNanos()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "block nvme0n1: no available path - failing I/O | nvme0n1",
        "I/O error, dev nvme0n1, sector 2048 op 0x1:(WRITE) flags 0x800 phys_seg 1 prio class 0 |"
            + " nvme0n1",
        "I/O error, dev nvme0n1p2, sector 2048 op 0x1:(WRITE) flags 0x800 phys_seg 1 prio class 0 |"
            + " nvme0n1",
        "Buffer I/O error on dev nvme0n1, logical block 256, lost async page write | nvme0n1"
      })
  void ioThatFailed(String line, String disk) {
    Told told =
        Told.of(
            """
            [  600.0] nvme nvme0: starting error recovery
            [  600.1] nvme nvme0: Reconnecting in 10 seconds...
            [  606.0] nvme nvme0: failfast expired
            [  606.1] %s
            [  606.2] XFS (nvme0n1): Filesystem has been shut down due to log error (0x2).
            [  610.2] nvme nvme0: Failed reconnect attempt 1/60
            """
                .formatted(line));

    assertThat(told.account().unreadCount()).isZero();
    assertThat(told.details(LogEvent.FailFastExpired.class)).hasSize(1);
    assertThat(told.details(LogEvent.IoFailed.class))
        .singleElement()
        .extracting(LogEvent.IoFailed::disk)
        .isEqualTo(disk);
    assertThat(told.details(LogEvent.FileSystemStopped.class))
        .containsExactly(
            new LogEvent.FileSystemStopped(
                "XFS",
                "nvme0n1",
                "XFS (nvme0n1): Filesystem has been shut down due to log error (0x2)."));
    assertThat(told.recoveries().getFirst().io()).isInstanceOf(IoOutcome.Failed.class);
  }

  @Test
  void ioOfAnotherDiskIsNotThatOfTheFailedController() {
    Told told =
        Told.of(
            """
            [    1.0] nvme nvme0: new ctrl: NQN "nqn.a", addr 192.0.2.10:4420
            [    2.0] nvme nvme1: new ctrl: NQN "nqn.b", addr 192.0.2.11:4420
            [  600.0] nvme nvme0: starting error recovery
            [  600.1] block nvme1n1: no usable path - requeuing I/O
            """);

    assertThat(told.recoveries().getFirst().io()).isEqualTo(new IoOutcome.NotKnown());
  }

  @Test
  void theReasonThatNoRowKnowsIsQuoted() {
    Told told =
        Told.of(
            """
            [  600.0] nvme nvme0: starting error recovery
            [  600.1] nvme nvme0: Reconnecting in 10 seconds...
            [  610.1] nvme nvme0: the dog ate the cable
            [  610.2] nvme nvme0: Failed reconnect attempt 1/60
            """);

    assertThat(told.recoveries().getFirst().failures())
        .containsExactly(
            new FailedAttempt(
                1, "not known; the line before it was not understood: \"the dog ate the cable\""));
  }

  @Tag("slow")
  @Test
  void packedLogsAreRead() throws IOException {
    StringBuilder lines = new StringBuilder("[ 600.0] nvme nvme0: starting error recovery\n");
    for (int i = 0; i < 100_000; i++) {
      lines.append("[ 700.%06d] usb %x: %x%n".formatted(i, i * 7919L, i * 104_729L));
    }
    byte[] log = lines.toString().getBytes(StandardCharsets.UTF_8);
    Path xz = folder.resolve("messages.xz");
    try (OutputStream out = new XZOutputStream(Files.newOutputStream(xz), new LZMA2Options())) {
      out.write(log);
    }
    Path zstd = folder.resolve("messages.zst");
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zstd))) {
      out.write(log);
    }
    Path cut = folder.resolve("cut.xz");
    byte[] packed = Files.readAllBytes(xz);
    Files.write(cut, Arrays.copyOf(packed, packed.length / 2));

    assertThat(Told.of(Formats.read(xz)).recoveries()).hasSize(1);
    assertThat(Told.of(Formats.read(zstd)).recoveries()).hasSize(1);
    assertThat(Formats.read(cut).warnings()).anyMatch(it -> it.contains("is cut off"));
  }
}
