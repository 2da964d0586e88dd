package dev.fenceline.exchange.kernellog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.nvme.InstanceId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The logs of the four main rows, as the test report of the series prints them. */
class KernelLogWriterTest {
  private static final Lane NVME4 = Lane.host("nvme4");
  private static final InstanceId IMPACTED = new InstanceId(2, 1, 0xC0FFEE);
  private static final long DETECTED = 12_510_013_000L;
  private static final int HOST_ABORTED = 0x371;
  private static final int COMMAND_INTERRUPTED = 0x021;

  private final List<Event> events = new ArrayList<>();

  KernelLogWriterTest() {
    happens(5_000_000, new ConnectionEvent.QueuesCreating(1));
    happens(6_000_000, new ConnectionEvent.QueuesMapped(1, 0, 0));
    happens(7_000_000, new ControllerEvent.Connected("nqn.lab", "10.0.0.2:4420", "nqn.host"));
    happens(8_000_000, Lane.LAB, new RunEvent.Reached(RunEvent.Stage.READY));
  }

  @Test
  void theLogOfAResetThroughTheSurvivorIsTheReports() {
    times(0xB001);
    fencing(15_000);
    happens(DETECTED + 1, new FencingEvent.CcrIssued("nvme3", IMPACTED, 7, 3));
    happens(DETECTED + 2, new FencingEvent.CcrAnswered("nvme3", 7, 0, false));
    happens(DETECTED + 3, new FencingEvent.CcrEnded("nvme3", IMPACTED, CcrOutcome.SUCCESS));
    happens(DETECTED + 4, new FencingEvent.Ended(FencedBy.CCR, "nvme3"));
    happens(DETECTED + 5, new KeepAliveEvent.Failed(0xB001, HOST_ABORTED));
    reconnects();

    assertThat(text())
        .containsExactly(
            "nvme4: I/O tag 1 (b001) type 4 opcode 0x18 (Keep Alive) QID 0 timeout",
            "nvme4: starting controller fencing",
            "nvme4: attempting CCR, timeout 15000ms",
            "nvme4: CCR succeeded using nvme3",
            "nvme4: failed nvme_keep_alive_end_io error=10",
            "nvme4: Reconnecting in 10 seconds...",
            "nvme4: creating 1 I/O queues.",
            "nvme4: mapped 1/0/0 default/read/poll queues.",
            "nvme4: Successfully reconnected (attempt 1/60)");
  }

  @Test
  void theLogOfTheHoldIsTheReports() {
    times(0x9000);
    fencing(15_000);
    happens(DETECTED, new FencingEvent.CcrExhausted("no source", 15_000));
    happens(DETECTED, new HoldEvent.Armed(15_000, DETECTED + 15_000_000_000L));
    happens(14_500_000_000L, new KeepAliveEvent.Failed(0x9000, COMMAND_INTERRUPTED));
    happens(27_510_013_000L, new HoldEvent.Ended());
    happens(27_510_013_000L, new FencingEvent.Ended(FencedBy.HOLD, ""));
    reconnects();

    assertThat(text())
        .containsExactly(
            "nvme4: I/O tag 0 (9000) type 4 opcode 0x18 (Keep Alive) QID 0 timeout",
            "nvme4: starting controller fencing",
            "nvme4: attempting CCR, timeout 15000ms",
            "nvme4: CCR failed, switch to time-based recovery, timeout = 15000ms",
            "nvme4: failed nvme_keep_alive_end_io error=5",
            "nvme4: Time-based recovery finished",
            "nvme4: Reconnecting in 10 seconds...",
            "nvme4: creating 1 I/O queues.",
            "nvme4: mapped 1/0/0 default/read/poll queues.",
            "nvme4: Successfully reconnected (attempt 1/60)");
  }

  @Test
  void aHostWithoutTheSeriesStartsErrorRecoveryAtOnce() {
    times(0x4002);
    happens(DETECTED, new ControllerEvent.ErrorRecovery("Keep Alive timeout", false));
    happens(DETECTED, new KeepAliveEvent.Failed(0x4002, HOST_ABORTED));
    reconnects();

    assertThat(text())
        .startsWith(
            "nvme4: I/O tag 2 (4002) type 4 opcode 0x18 (Keep Alive) QID 0 timeout",
            "nvme4: starting error recovery",
            "nvme4: failed nvme_keep_alive_end_io error=10",
            "nvme4: Reconnecting in 10 seconds...")
        .hasSize(7);
  }

  @Test
  void aTargetWithNeitherFeatureIsSaidToSupportNoHold() {
    times(0x4002);
    fencing(10_000);
    happens(DETECTED, new FencingEvent.CcrExhausted("no source", 10_000));
    happens(DETECTED, new FencingEvent.HoldSkipped("CQT not supported", false));

    assertThat(text())
        .endsWith(
            "nvme4: attempting CCR, timeout 10000ms",
            "nvme4: CCR failed, CQT not supported, skip time-based recovery");
  }

  @Test
  void versionFourKnowsNoHold() {
    fencing(15_000);
    happens(DETECTED, new FencingEvent.HoldSkipped("the policy knows no hold", true));

    assertThat(text()).endsWith("nvme4: CCR failed, starting error recovery");
  }

  @Test
  void theSeriesOfTp4129AloneHoldsWithoutAnAttempt() {
    happens(DETECTED, new FencingEvent.Started("Keep Alive timeout", 15_000, 0));
    happens(DETECTED, new HoldEvent.Armed(15_000, DETECTED + 15_000_000_000L));
    happens(DETECTED + 15_000_000_000L, new HoldEvent.Ended());

    assertThat(text())
        .endsWith(
            "nvme4: holding inflight requests for 15000ms", "nvme4: releasing inflight requests");
  }

  @Test
  void aLostControllerIsRemovedAfterItsLastAttempt() {
    happens(DETECTED, new ReconnectEvent.Attempted(60, 60));
    happens(DETECTED, new ReconnectEvent.Failed(60, 60, "connection refused"));
    happens(DETECTED, new ReconnectEvent.Removed(-111, "attempts used up"));

    assertThat(text())
        .containsExactly(
            "nvme4: Failed reconnect attempt 60/60", "nvme4: Removing controller (-111)...");
  }

  @Test
  void ioAndUnknownCommandsTimeOutUnderTheirNames() {
    happens(DETECTED, new CommandEvent.TimedOut(1, 0x1017, 0x01, 30_000));
    happens(DETECTED, new CommandEvent.TimedOut(1, 0x1018, 0x00, 30_000));
    happens(DETECTED, new CommandEvent.TimedOut(0, 0x1019, 0x7F, 60_000));
    happens(DETECTED, new CommandEvent.TimedOut(0, 0x101A, 0xC5, 60_000));

    assertThat(text())
        .containsExactly(
            "nvme4: I/O tag 23 (1017) type 4 opcode 0x1 (Write) QID 1 timeout",
            "nvme4: I/O tag 24 (1018) type 4 opcode 0 (Flush) QID 1 timeout",
            "nvme4: I/O tag 25 (1019) type 4 opcode 0x7f (Fabrics Cmd) QID 0 timeout",
            "nvme4: I/O tag 26 (101a) type 4 opcode 0xc5 (Unknown) QID 0 timeout");
  }

  @Test
  void theFirstBringUpIsThereOnRequest() {
    assertThat(KernelLogWriter.lines(events)).isEmpty();
    assertThat(KernelLogWriter.all(events))
        .extracting(KernelLine::text)
        .containsExactly(
            "creating 1 I/O queues.",
            "mapped 1/0/0 default/read/poll queues.",
            "new ctrl: NQN \"nqn.lab\", addr 10.0.0.2:4420, hostnqn: nqn.host");
  }

  @Test
  void linesLookLikeDmesgAndPointToTheirEvent() {
    fencing(15_000);
    List<KernelLine> lines = KernelLogWriter.lines(events);

    assertThat(KernelLogWriter.toText(lines))
        .isEqualTo(
            """
            [   12.510013] nvme nvme4: starting controller fencing
            [   12.510013] nvme nvme4: attempting CCR, timeout 15000ms
            """);
    assertThat(lines).extracting(KernelLine::sequence).containsExactly(5L, 6L);
  }

  @Test
  void theTargetsSideOfTheRunPrintsNothing() {
    happens(DETECTED, Lane.target(1, 1), new FencingEvent.TargetAccepted(IMPACTED, 1));
    happens(DETECTED, Lane.target(1, 1), new ConnectionEvent.QueueClosed(1, "reset"));

    assertThat(text()).isEmpty();
  }

  private void times(int cid) {
    happens(DETECTED, new CommandEvent.TimedOut(0, cid, 0x18, 5_000));
    happens(DETECTED, new KeepAliveEvent.Expired(cid, DETECTED - 5_000_000_000L));
  }

  private void fencing(long timeoutMillis) {
    happens(DETECTED, new FencingEvent.Started("Keep Alive timeout", timeoutMillis, 0));
    happens(DETECTED, new FencingEvent.CcrAttempted(IMPACTED, timeoutMillis));
  }

  private void reconnects() {
    long from = events.getLast().nanos();
    happens(from, new ReconnectEvent.Scheduled(10_000, 1, 60));
    happens(from + 10_000_000_000L, new ReconnectEvent.Attempted(1, 60));
    happens(from + 10_000_000_000L, new ConnectionEvent.QueuesCreating(1));
    happens(from + 10_001_000_000L, new ConnectionEvent.QueuesMapped(1, 0, 0));
    happens(from + 10_001_000_000L, new ReconnectEvent.Succeeded(1, 60));
  }

  private void happens(long nanos, Detail detail) {
    happens(nanos, NVME4, detail);
  }

  private void happens(long nanos, Lane lane, Detail detail) {
    events.add(new Event(events.size() + 1, nanos, lane, Cause.NONE, detail));
  }

  private List<String> text() {
    return KernelLogWriter.lines(events).stream()
        .map(line -> line.device() + ": " + line.text())
        .toList();
  }
}
