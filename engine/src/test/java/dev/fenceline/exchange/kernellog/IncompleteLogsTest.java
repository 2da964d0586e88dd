package dev.fenceline.exchange.kernellog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.exchange.table.MarkdownSession;
import dev.fenceline.timeline.recovery.IoOutcome;
import dev.fenceline.timeline.recovery.NoRecovery;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Recovery.FailedAttempt;
import dev.fenceline.timeline.recovery.Recovery.Outcome;
import dev.fenceline.timeline.recovery.StoppedFileSystem;
import dev.fenceline.timeline.recovery.Summary;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of which lines are missing, and logs that say less than one thinks. */
class IncompleteLogsTest {
  static final String NEW =
      "[  100.000000] nvme nvme3: new ctrl: NQN \"nqn.a:s1\", addr 10.1.0.1:4420\n";
  static final String RECOVERY =
      """
      [  520.500000] nvme nvme3: I/O tag 1 (5001) type 4 opcode 0x18 (Admin Cmd) QID 0 timeout
      [  520.501000] nvme nvme3: starting error recovery
      [  520.510000] nvme nvme3: failed nvme_keep_alive_end_io error=10
      [  520.600000] nvme nvme3: Reconnecting in 10 seconds...
      [  533.600000] nvme nvme3: failed to connect socket: -110
      [  533.601000] nvme nvme3: Failed reconnect attempt 1/60
      [  533.602000] nvme nvme3: Reconnecting in 10 seconds...
      [  543.700000] nvme nvme3: creating 4 I/O queues.
      [  543.710000] nvme nvme3: mapped 4/0/0 default/read/poll queues.
      [  543.720000] nvme nvme3: Successfully reconnected (attempt 2/60)
      """;

  /** How long the recovery took, in seconds. */
  static double took(Told told) {
    assertThat(told.recoveries()).hasSize(1);
    Recovery recovery = told.recoveries().getFirst();
    return Told.seconds(recovery.detectedNanos(), recovery.reconnectedNanos());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "creating 4 I/O queues.",
        "mapped 4/0/0 default/read/poll queues.",
        "creating 4 I/O queues.\n[  543.1] nvme nvme3: mapped 4/0/0 default/read/poll queues."
      })
  void ofARecoveryOnlyTheLastLinesAreLeft(String before) {
    Told told =
        Told.of(
            NEW
                + "[  543.0] nvme nvme3: "
                + before
                + "\n[  543.2] nvme nvme3: Successfully reconnected (attempt 2/60)\n");

    assertThat(told.recoveries())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.trigger()).isEqualTo(ReconnectLog.UNSEEN);
          assertThat(it.attempts()).isEqualTo(2);
          assertThat(it.reconnectedNanos()).hasValue(543_200_000_000L);
        });
  }

  @Test
  void queuesThatAreMadeAnewWithoutAttemptsAreAReset() {
    Told told =
        Told.of(
            NEW
                + """
                [  543.0] nvme nvme3: creating 4 I/O queues.
                [  543.1] nvme nvme3: mapped 4/0/0 default/read/poll queues.
                """);

    assertThat(told.recoveries())
        .singleElement()
        .extracting(Recovery::trigger, Recovery::outcome)
        .containsExactly("reset; no line says by whom or why", Outcome.RECONNECTED);
  }

  @Test
  void aFailedAttemptShowsThatALiveControllerHasFailed() {
    Told told =
        Told.of(
            NEW
                + """
                [  533.0] nvme nvme3: failed to connect socket: -110
                [  543.1] nvme nvme3: mapped 4/0/0 default/read/poll queues.
                [  543.2] nvme nvme3: Successfully reconnected (attempt 2/60)
                """);

    assertThat(told.recoveries())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.detectedNanos()).isEqualTo(533_000_000_000L);
          assertThat(it.trigger()).isEqualTo(ReconnectLog.UNSEEN);
        });
  }

  @Test
  void theFirstConnectionOfFibreChannelIsNoRecovery() {
    Told told =
        Told.of(
            """
            [   10.0] nvme nvme2: NVME-FC{0}: create association : host wwpn 0x10000090fa945678  rport wwpn 0x201700a09890f5bf: NQN "nqn.fc:s"
            [   10.2] nvme nvme2: NVME-FC{0}: controller connect complete
            [   10.3] nvme nvme2: NVME-FC{0}: new ctrl: NQN "nqn.fc:s"
            """);

    assertThat(told.recoveries()).isEmpty();
  }

  @Test
  void aLogThatBeginsWithFailFast() {
    Told told =
        Told.of(
            """
            [  100.0] nvme nvme3: failfast expired
            [  100.1] block nvme3n1: no available path - failing I/O
            [  104.1] nvme nvme3: Failed reconnect attempt 3/3
            """);

    assertThat(told.recoveries())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.earlier()).isTrue();
          assertThat(it.io()).isEqualTo(new IoOutcome.Failed(100_100_000_000L));
        });
  }

  @Test
  void whatFailsAfterTheLastControllerWasGivenUpFailsBecauseOfThat() {
    String other = NEW.replace("nvme3", "nvme4").replace("10.1.0.1", "10.1.0.2");
    String end =
        """
        [  533.0] nvme nvme3: starting error recovery
        [  533.1] nvme nvme3: Removing controller (-110)...
        [  533.2] nvme nvme3: Removing ctrl: NQN "nqn.a:s1"
        [  533.3] Buffer I/O error on dev nvme3n1, logical block 77, async page read
        """;

    assertThat(Told.of(NEW + end).recoveries())
        .extracting(Recovery::io)
        .containsExactly(new IoOutcome.Failed(533_300_000_000L));
    assertThat(Told.of(NEW + other + end).recoveries())
        .extracting(Recovery::io)
        .containsExactly(new IoOutcome.NotKnown());
  }

  @Test
  void whatIsWrittenToAControllerThatIsTakenDownIsNoAttempt() {
    Told told =
        Told.of(
            NEW
                + """
                [  520.0] nvme nvme3: starting error recovery
                [  520.1] nvme nvme3: Property Set error: 880, offset 0x14
                [  520.2] nvme nvme3: Reconnecting in 10 seconds...
                [  530.3] nvme nvme3: Removing ctrl: NQN "nqn.a:s1"
                [  530.4] nvme nvme3: Property Set error: 880, offset 0x14
                """);

    assertThat(told.details(ControllerEvent.ConnectFailed.class)).isEmpty();
    assertThat(told.details(ReconnectEvent.Attempted.class)).hasSize(1);
    assertThat(told.details(ControllerEvent.Created.class)).hasSize(1);
  }

  @Test
  void aLiveControllerThatCannotProveWhoItIsHasStillConnected() {
    Told told = Told.of(NEW + "[  300.0] nvme nvme3: qid 0: authentication failed\n");

    assertThat(told.recoveries()).isEmpty();
    assertThat(NoRecovery.words(told.timeline())).doesNotContain("could not connect");
  }

  @Test
  void reasonsOfRdmaAndOfAuthenticationWithItsError() {
    Told told =
        Told.of(
            """
            [   60.2] nvme nvme1: Reconnecting in 10 seconds...
            [   71.0] nvme nvme1: rdma_resolve_addr wait failed (-110).
            [   71.1] nvme nvme1: Failed reconnect attempt 1/60
            [   82.0] nvme nvme1: rdma_connect_locked failed (-104).
            [   82.2] nvme nvme1: Failed reconnect attempt 2/60
            [   92.0] nvme nvme1: qid 0: authentication failed, error -13
            [   92.2] nvme nvme1: Failed reconnect attempt 3/60
            """);

    assertThat(told.recoveries().getFirst().failures())
        .containsExactly(
            new FailedAttempt(1, "rdma_resolve_addr wait failed (-110)."),
            new FailedAttempt(2, "rdma_connect_locked failed (-104)."),
            new FailedAttempt(3, "qid 0: authentication failed, error -13"));
  }

  @Test
  void fileSystemsThatStopAreSaid() {
    Told told =
        Told.of(
            NEW
                + """
                [  600.0] nvme nvme3: starting error recovery
                [  605.13] XFS (nvme3n1p1): log I/O error -5
                [  605.14] XFS (nvme3n1p1): Filesystem has been shut down due to log error (0x2).
                [  605.15] XFS (nvme3n1p1): Filesystem has been shut down due to log error (0x2).
                [  606.0] Aborting journal on device nvme3n1p2-8.
                [  606.1] EXT4-fs (nvme3n1p2): Remounting filesystem read-only
                """);
    Summary summary = Summary.of(told.timeline());

    List<String> words =
        List.of(
            "XFS on nvme3n1p1 shut down at 605.140 s",
            "ext4 on nvme3n1p2 aborted its journal at 606.000 s",
            "ext4 on nvme3n1p2 went read-only at 606.100 s");
    assertThat(summary.stoppedFileSystems()).extracting(StoppedFileSystem::words).isEqualTo(words);
    assertThat(summary.text()).contains(words);
    assertThat(summary.fields()).containsKey("stoppedFileSystems");
    assertThat(MarkdownSession.write(told.session().header(), told.timeline())).contains(words);
    assertThat(Summary.of(Told.of(RECOVERY).timeline()).stoppedFileSystems()).isEmpty();
  }

  @Test
  void aResetOnRequestThatFailsIsOneRecovery() {
    Told told =
        Told.of(
            NEW
                + """
                [  520.0] nvme nvme3: resetting controller
                [  520.2] nvme nvme3: failed to connect socket: -111
                [  520.3] nvme nvme3: Reconnecting in 10 seconds...
                [  530.4] nvme nvme3: creating 4 I/O queues.
                [  530.5] nvme nvme3: mapped 4/0/0 default/read/poll queues.
                [  530.6] nvme nvme3: Successfully reconnected (attempt 2/60)
                """);

    assertThat(took(told)).isEqualTo(10.6);
    assertThat(told.recoveries().getFirst().attempts()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[  521.1] blk_update_request: I/O error, dev nvme0n1, sector 1234 op 0x1:(WRITE) flags 0x0"
            + " phys_seg 1 prio class 0\n",
        "[  521.1] XFS (nvme0n1p1): Log I/O Error Detected. Shutting down filesystem\n"
      })
  void whatFailsAtADiskInTheMachineIsOfNoControllerThatReconnects(String line) {
    String failed = NEW + "[  520.0] nvme nvme3: starting error recovery\n";
    String multipath = "[  520.5] block nvme0n1: no usable path - requeuing I/O\n";

    assertThat(Told.of(failed + line).recoveries())
        .extracting(Recovery::io)
        .containsExactly(new IoOutcome.NotKnown());
    assertThat(Told.of(failed + multipath + line).recoveries())
        .extracting(Recovery::io)
        .doesNotContain(new IoOutcome.NotKnown());
  }

  @Test
  void ioOfWhichTheControllerIsNotKnownIsListed() {
    Told told =
        Told.of(
            """
            [  521.0] block nvme3n1: no usable path - requeuing I/O
            [  521.5] block nvme3n1: no usable path - requeuing I/O
            [  522.0] I/O error, dev nvme3n1, sector 8 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 2
            """);

    assertThat(told.account().io())
        .containsExactly(
            "nvme3n1 waits for a path: 2 lines, first [  521.000000]",
            "nvme3n1 fails: 1 line, first [  522.000000]");
  }

  @Test
  void ofADiskInTheMachineNothingIsConcluded() {
    Told told =
        Told.of(
            """
            [    1.0] nvme nvme0: pci function 0000:01:00.0
            [    1.2] nvme nvme0: 8/0/0 default/read/poll queues
            [  300.0] nvme nvme0: I/O 12 QID 3 timeout, reset controller
            [  301.0] nvme nvme0: 8/0/0 default/read/poll queues
            """);

    assertThat(told.details(ControllerEvent.StateChanged.class)).isEmpty();
    assertThat(told.account().notFollowed()).singleElement().asString().contains("PCIe");
  }

  @Test
  void aControllerWhoseRequestsTimeOutLastIsNotSaidToBeLive() {
    Told told =
        Told.of(
            NEW
                + "[  520.0] nvme nvme3: I/O tag 5 (1005) type 4 opcode 0x2 (Read) QID 2"
                + " timeout\n");

    assertThat(told.account().controllers())
        .containsExactly(
            "nvme3 to 10.1.0.1:4420: live when the log ends; before that a request timed out");
  }

  @ParameterizedTest
  @CsvSource({"stafd[812], 0", "kernel[0], 1", "kernel, 1"})
  void whatAProcessQuotesIsNotTheKernels(String who, int recoveries) {
    String line = "May 04 10:00:00 srv1 %s: nvme nvme3: starting error recovery\n".formatted(who);

    assertThat(Told.of(NEW + line).recoveries()).hasSize(recoveries);
  }

  @Test
  void aLogThatWasCopiedFromAPage() {
    String page =
        (NEW + RECOVERY)
            .lines()
            .map(line -> line.replace("\"", "&quot;") + "<br>\n")
            .collect(Collectors.joining());

    assertThat(Told.of(page).story()).isEqualTo(Told.of(NEW + RECOVERY).story());
    assertThat(Told.of(page).account().unreadCount()).isZero();
  }
}
