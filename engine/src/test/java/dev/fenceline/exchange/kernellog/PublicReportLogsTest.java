package dev.fenceline.exchange.kernellog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.LogEvent;
import dev.fenceline.exchange.kernellog.line.UnknownHostException;
import dev.fenceline.exchange.table.MarkdownSession;
import dev.fenceline.timeline.recovery.IoOutcome;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Recovery.FailedAttempt;
import dev.fenceline.timeline.recovery.Recovery.Outcome;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs as public reports have them, each of one kind of which something untrue was told once. */
class PublicReportLogsTest {
  private static Told told(String name) {
    return Told.resource("field-cases/" + name + ".log");
  }

  private static String markdown(Told told) {
    return MarkdownSession.write(told.session().header(), told.timeline());
  }

  private static Recovery only(Told told) {
    assertThat(told.recoveries()).hasSize(1);
    return told.recoveries().getFirst();
  }

  @Test
  void aLogThatBeginsWithAnAttemptsErrorTellsOfTheFailureBefore() {
    Recovery recovery = only(told("01-begins-with-connect-error"));

    assertThat(recovery.earlier()).isTrue();
    assertThat(recovery.controller()).isEqualTo("nvme0");
    assertThat(recovery.attempts()).isEqualTo(37);
    assertThat(recovery.reconnectedNanos()).hasValue(21_700_000_000L); // 99020.7
    assertThat(recovery.failures())
        .containsExactly(
            new FailedAttempt(35, "failed to connect socket: -111"),
            new FailedAttempt(36, "failed to connect socket: -111"));
  }

  @Test
  void aRestartedHostEndsTheRecovery() {
    Told told = told("03-new-ctrl-while-reconnecting");
    Recovery recovery = only(told);

    assertThat(recovery.outcome()).isEqualTo(Outcome.REMOVED);
    assertThat(recovery.endReason()).isEqualTo("the host was restarted");
    assertThat(Told.seconds(recovery.detectedNanos(), recovery.endedNanos())).isEqualTo(915);
    assertThat(recovery.attempts()).as("no line shows one").isZero();
    assertThat(told.account().controllers())
        .containsExactly("nvme0 to 192.0.2.10:4420: live when the log ends");
    assertThat(markdown(told)).doesNotContain("is not back");
  }

  @Test
  void withoutTheRestartTheNewControllerEndsIt() {
    Recovery recovery =
        only(
            Told.of(
                """
                Mar 05 15:43:40 host7 kernel: nvme nvme0: starting error recovery
                Mar 05 15:43:40 host7 kernel: nvme nvme0: Reconnecting in 10 seconds...
                Mar 05 15:59:20 host7 kernel: nvme nvme0: creating 8 I/O queues.
                Mar 05 15:59:20 host7 kernel: nvme nvme0: mapped 8/0/0 default/read/poll queues.
                Mar 05 15:59:20 host7 kernel: nvme nvme0: new ctrl: NQN "nqn.2026-01.lab:vol1", addr 192.0.2.10:4420
                Mar 05 16:30:00 host7 kernel: nvme nvme0: rescanning namespaces.
                """));

    assertThat(recovery.outcome()).isEqualTo(Outcome.REMOVED);
    assertThat(recovery.endReason()).isEqualTo("a new controller has its name");
    assertThat(Told.seconds(recovery.detectedNanos(), recovery.endedNanos())).isEqualTo(940);
  }

  @Test
  void theFormOfRdmaIsAReconnectToo() {
    assertThat(told("04-rdma-attempts").recoveries())
        .extracting(
            Recovery::controller, Recovery::outcome, it -> it.reconnectedNanos().orElseThrow())
        .containsExactly(
            tuple("nvme1", Outcome.RECONNECTED, 610_600_000_000L),
            tuple("nvme1", Outcome.RECONNECTED, 710_600_000_000L));
  }

  @Test
  void twoHostsInOneFileAreToldApart() {
    Told told = told("05-two-hosts");

    assertThat(told.session().warnings())
        .singleElement()
        .asString()
        .contains("2 hosts (hosta, hostb)");
    assertThat(told.recoveries())
        .extracting(Recovery::controller, Recovery::outcome, Recovery::attempts)
        .containsExactly(
            tuple("hosta nvme0", Outcome.RECONNECTED, 1), tuple("hostb nvme0", Outcome.OPEN, 1));
    assertThat(told.account().times())
        .containsExactly(
            "hosta nvme0 detected Mar  5 10:00:00, reconnected Mar  5 10:00:10",
            "hostb nvme0 detected Mar  5 10:00:04");
    assertThat(told.details(LogEvent.Opened.class).getFirst().hosts())
        .containsExactly("hosta", "hostb");
  }

  @Test
  void oneOfTwoHostsCanBeChosen() {
    Told told = Told.resource("field-cases/05-two-hosts.log", "hostb");

    assertThat(only(told).controller()).isEqualTo("nvme0");
    assertThat(only(told).outcome()).isEqualTo(Outcome.OPEN);
    assertThat(told.session().warnings()).isEmpty();
    assertThatThrownBy(() -> KernelLogReader.read(stream("05-two-hosts"), "x", "hostc"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("this log has no lines of host hostc; it has lines of hosta, hostb");
  }

  private static InputStream stream(String name) {
    return Objects.requireNonNull(
        PublicReportLogsTest.class.getResourceAsStream("/field-cases/" + name + ".log"));
  }

  @Test
  void aLogThatIsNewestFirstIsReadFromItsEnd() {
    Told told = told("07-newest-first");
    Recovery recovery = only(told);

    assertThat(told.session().warnings()).singleElement().asString().contains("newest first");
    assertThat(recovery.attempts()).isEqualTo(2);
    assertThat(Told.seconds(recovery.detectedNanos(), recovery.reconnectedNanos())).isEqualTo(20);
  }

  @Test
  void adminCommandsThatFailAreTheirControllers() {
    Told told = told("08-admin-error-own-prefix");

    assertThat(told.details(LogEvent.Closed.class)).containsExactly(new LogEvent.Closed(2, 2, 0));
    assertThat(told.account().controllers()).containsExactly("nvme1");
  }

  @Test
  void ioThatFoundNoPathWaited() {
    Told told = told("09-only-path-lost");
    Recovery recovery = only(told);

    assertThat(recovery.io()).isEqualTo(new IoOutcome.Waited(610_500_000_000L));
    assertThat(told.details(LogEvent.IoWaits.class))
        .containsExactly(new LogEvent.IoWaits("nvme0n1"));
    assertThat(told.details(CommandEvent.TimedOut.class)).hasSize(2);
    assertThat(markdown(told)).doesNotContain("over other paths", "no request was waiting");
  }

  @Test
  void aLogWithoutAWordOfIoDoesNotKnow() {
    assertThat(only(told("15-dmesg-H")).io()).isEqualTo(new IoOutcome.NotKnown());
  }

  @Test
  void fibreChannelsRecoveryIsFollowed() {
    Told told = told("11-fc-not-understood");

    assertThat(only(told).controller()).isEqualTo("nvme2");
    assertThat(only(told).detectedNanos()).isEqualTo(600_000_000_000L);
    assertThat(only(told).reconnectedNanos()).hasValue(605_100_000_000L);
    assertThat(markdown(told)).doesNotContain("No controller failed");
  }

  @Test
  void aTriggerThatWasWrappedIsPutTogether() {
    assertThat(only(told("12-trigger-line-cut")).trigger()).isEqualTo("Keep Alive timeout");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nvme nvme0: I/O tag 1 (5001) type 4 opcode 0x18 (Keep",
        "nvme nvme0: I/O tag 1 (5001) type 4 opcode 0x18 (Keep>",
        "nvme nvme0: I/O tag 1 (5001) type 4 opcode 0x18 (Keep Alive) QID 0 time",
        "nvme nvme0: I/O tag 1 (5001) type 4 opcode 0x18 (Keep Alive) Q…"
      })
  void aTriggerThatWasCutIsBelieved(String line) {
    Told told =
        Told.of(
            "[  560.2] usb: x\n[  560.25] "
                + line
                + "\n[  560.251] nvme nvme0: starting error recovery\n");

    assertThat(only(told).trigger()).isEqualTo("Keep Alive timeout");
  }

  @Test
  void aLineBeforeThatIsNotKnownIsNoLostConnection() {
    Told told =
        Told.of(
            """
            [  560.250000] nvme nvme0: something that no kernel of today prints
            [  560.251000] nvme nvme0: starting error recovery
            """);

    assertThat(only(told).trigger()).contains("not known");
    assertThat(told.account().unread())
        .containsExactly("[  560.250000] nvme nvme0: something that no kernel of today prints");
    assertThat(markdown(told)).contains("something that no kernel of today prints");
  }

  @Test
  void theDifferencesOfHumanTimesAreAddedUp() {
    Recovery recovery = only(told("15-dmesg-H"));

    assertThat(Told.seconds(recovery.detectedNanos(), recovery.reconnectedNanos()))
        .isEqualTo(23.45);
    assertThat(recovery.attempts()).isEqualTo(2);
  }

  @Test
  void theDateSaysHowLongARestartTook() {
    Told told = told("16-syslog-over-a-reboot");

    assertThat(told.timeline().endNanos()).isBetween(1_060_000_000_000L, 1_062_000_000_000L);
    assertThat(only(told).endReason()).isEqualTo("the host was restarted");
    assertThat(markdown(told)).doesNotContain("given up");
    assertThat(told.account().controllers())
        .containsExactly("nvme0 to 192.0.2.10:4420: live when the log ends");
  }

  @Test
  void zerosOfACrashedHostAreLeftOut() {
    Recovery recovery = only(told("18-nul-bytes"));

    assertThat(recovery.outcome()).isEqualTo(Outcome.RECONNECTED);
    assertThat(Told.seconds(recovery.detectedNanos(), recovery.reconnectedNanos())).isEqualTo(10.6);
  }

  @Test
  void theJsonOfContainersIsRead() {
    Recovery recovery = only(told("19-docker-json"));

    assertThat(Told.seconds(recovery.detectedNanos(), recovery.reconnectedNanos())).isEqualTo(10.6);
  }

  @Test
  void theReasonOfEachAttemptIsTold() {
    assertThat(only(told("21-tls-and-authentication")).failures())
        .containsExactly(
            new FailedAttempt(1, "queue 0: TLS handshake failed, error -110"),
            new FailedAttempt(
                2, "qid 0: authentication failed; failed to connect queue: 0 ret=-111"));
  }

  @Test
  void aFirstConnectThatFailsIsTold() {
    Told told = told("22-first-connect-fails");

    assertThat(told.recoveries()).isEmpty();
    assertThat(told.account().controllers())
        .singleElement()
        .asString()
        .startsWith("nvme3 could not connect: Connect for subsystem nqn.2026-01.lab:vol1 is not")
        .endsWith("failed to connect queue: 0 ret=16772");
    assertThat(markdown(told))
        .doesNotContain("No controller failed")
        .contains("nvme3 could not connect");
  }

  @Test
  void theListOfLinesNotUnderstoodIsBounded() {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 25; i++) {
      log.append("[  100.%06d] nvme nvme0: words of another kernel %d%n".formatted(i, i));
    }
    LogAccount account = Told.of(log.toString()).account();

    assertThat(account.unread()).hasSize(10);
    assertThat(account.unreadCount()).isEqualTo(25);
    assertThat(account.lines()).contains("  and 15 more lines");
    assertThat(account.isComplete()).isFalse();
  }
}
