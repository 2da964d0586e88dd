package dev.fenceline.exchange.kernellog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.value.LogClock;
import dev.fenceline.session.Session;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Summary;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Logs as people attach them to bug reports: other kernels, other collectors, cut and mixed. */
class BugReportLogsTest {
  private static Session read(String log) {
    return KernelLogReader.read(log, "test").orElseThrow();
  }

  private static List<Recovery> recoveries(Session session) {
    return Recoveries.of(Timeline.of(session.events()));
  }

  private static LogEvent.Closed end(Session session) {
    return (LogEvent.Closed) session.events().getLast().detail();
  }

  private static LogClock clock(Session session) {
    return ((LogEvent.Opened) session.events().getFirst().detail()).clock();
  }

  /** Kubernetes nodes with Talos; Linux 6.1 names the command of a timeout in another way. */
  @Test
  void aLogOfTalosWithALevelBeforeAndFieldsAfterEachLine() {
    Session session =
        read(
            """
            kern: warning: [2026-03-02T13:44:17.655294812Z]: nvme nvme2: queue 0: timeout cid 0xb001 type 4 opcode 0x18 (Admin Cmd)
              SUBSYSTEM=nvme
              DEVICE=c247:2
             kern: warning: [2026-03-02T13:44:17.655332812Z]: nvme nvme2: starting error recovery
              SUBSYSTEM=nvme
              DEVICE=c247:2
             kern: warning: [2026-03-02T13:44:17.655534812Z]: nvme nvme0: queue 0: timeout cid 0xc001 type 4 opcode 0x18 (Admin Cmd)
             kern: warning: [2026-03-02T13:44:17.655561812Z]: nvme nvme0: starting error recovery
             kern:    info: [2026-03-02T13:44:17.700000000Z]: nvme nvme2: Reconnecting in 10 seconds...
             kern:    info: [2026-03-02T13:44:27.700300000Z]: nvme nvme2: Failed reconnect attempt 1
             kern:    info: [2026-03-02T13:44:27.700400000Z]: nvme nvme2: Reconnecting in 10 seconds...
             kern:    info: [2026-03-02T13:44:37.900000000Z]: nvme nvme2: mapped 4/0/0 default/read/poll queues.
             kern:    info: [2026-03-02T13:44:37.910000000Z]: nvme nvme2: Successfully reconnected (1 attempt)
            """);

    assertThat(clock(session)).isEqualTo(LogClock.DATE);
    assertThat(end(session)).isEqualTo(new LogEvent.Closed(13, 9, 0));
    assertThat(recoveries(session))
        .extracting(Recovery::controller, Recovery::trigger, Recovery::fences, Recovery::outcome)
        .containsExactly(
            tuple("nvme2", "Keep Alive timeout", false, Recovery.Outcome.RECONNECTED),
            tuple("nvme0", "Keep Alive timeout", false, Recovery.Outcome.OPEN));
    assertThat(recoveries(session).getFirst().reconnectedNanos().orElseThrow())
        .isEqualTo(
            recoveries(session).getFirst().detectedNanos()
                + TimeUnit.MICROSECONDS.toNanos(20_254_668)
                - 812);
    assertThat(Summary.of(Timeline.of(session.events())).text())
        .as("a host that does not fence is not said to fence for ever")
        .doesNotContain("not ended")
        .contains("not checked");
  }

  @Test
  void aLogOfALocalDiskAndOfWhatSuffersFromTheOutage() {
    Session session =
        read(
            """
            [    1.100000] nvme nvme0: pci function 0000:01:00.0
            [    1.200000] nvme nvme0: 8/0/0 default/read/poll queues
            [  230.283485] nvme nvme1: I/O tag 5 (8005) type 4 opcode 0x2 (I/O Cmd) QID 2 timeout
            [  230.283512] block nvme1n1: no available path - failing I/O
            [  230.285808] (udev-worker)[1406]: nvme1n1: Removing watch handle 11.
            [  230.300000] I/O error, dev nvme1n1, sector 2048 op 0x0:(READ) flags 0x80700 phys_seg 1 prio class 2
            [  230.300050] blk_update_request: I/O error, dev nvme1n1, sector 8 op 0x1:(WRITE) flags 0x800 phys_seg 1 prio class 0
            [  230.300100] Buffer I/O error on dev nvme1n1, logical block 256, async page read
            [  230.300200] I/O error, dev sda, sector 2048 op 0x0:(READ) flags 0x80700 phys_seg 1 prio class 2
            """);

    assertThat(end(session)).isEqualTo(new LogEvent.Closed(9, 7, 0));
    assertThat(session.events())
        .filteredOn(event -> event.lane().equals(Lane.MULTIPATH))
        .filteredOn(event -> event.detail() instanceof LogEvent.Line)
        .extracting(event -> ((LogEvent.Line) event.detail()).prefix())
        .containsExactly("block nvme1n1: ", "", "", "");
    assertThat(recoveries(session)).isEmpty();
  }

  /** Linux 6.12 at a target whose disk is full. */
  @Test
  void commandsThatFailWithTheirStatus() {
    Session session =
        read(
            """
            [   11.970605] nvme0c0n1: I/O Cmd(0x1) @ LBA 496, 16 blocks, I/O Error (sct 0x0 / sc 0x81) DNR\s
            [   11.970606] nvme0n1: Write(0x1) @ LBA 496, 16 blocks, Host Aborted Command (sct 0x3 / sc 0x71)\s
            [   11.971043] critical space allocation error, dev nvme0c0n1, sector 3968 op 0x1:(WRITE) flags 0x2008800 phys_seg 16 prio class 2
            [   12.000000] critical target error, dev nvme0n1, sector 3968 op 0x1:(WRITE) flags 0x2008800 phys_seg 16 prio class 2
            """);

    assertThat(end(session)).isEqualTo(new LogEvent.Closed(4, 4, 0));
    assertThat(session.events().get(1).lane()).isEqualTo(Lane.host("nvme0"));
  }

  /** A host that shuts down with a dead network; nothing in it says when the path failed. */
  @Test
  void aKeepAliveThatFailsIsNoFailureOfTheControllerByItself() {
    Session session =
        read(
            """
            [   11.121204] nvme nvme0: failed to connect socket: -512
            [  204.172281] nvme nvme1: long keepalive RTT (5024 ms)
            [  204.172283] nvme nvme1: failed nvme_keep_alive_end_io error=10
            [  230.283485] nvme nvme1: I/O tag 5 (8005) type 4 opcode 0x2 (I/O Cmd) QID 2 timeout
            """);

    assertThat(recoveries(session)).isEmpty();
    assertThat(end(session).unknown()).isZero();
  }

  @Test
  void anOldKernelWithRdma() {
    Session session =
        read(
            """
            [20204.410181] nvme nvme0: I/O 1 QID 0 timeout
            [20204.410184] nvme nvme0: starting error recovery
            [20204.417385] block nvme0n1: no usable path - requeuing I/O
            [20204.437351] nvme nvme0: failed nvme_keep_alive_end_io error=4
            [20204.450000] nvme nvme0: Reconnecting in 10 seconds...
            [20215.110000] nvme nvme0: Successfully reconnected (1 attempt)
            """);

    assertThat(end(session)).isEqualTo(new LogEvent.Closed(6, 6, 0));
    assertThat(recoveries(session))
        .singleElement()
        .extracting(Recovery::trigger)
        .isEqualTo("queue 0 timeout");
  }

  @Test
  void aHostThatGivesUpBecauseTheTargetRefusesIt() {
    Session session =
        read(
            """
            2026-05-01T10:11:12.123456+02:00 worker-3 kernel: nvme nvme5: I/O tag 12 (a00c) type 4 opcode 0x1 (Write) QID 3 timeout
            2026-05-01T10:11:12.123500+02:00 worker-3 kernel: nvme nvme5: starting error recovery
            2026-05-01T10:11:12.223500+02:00 worker-3 kubelet[1234]: E0501 10:11:12.223 volume on nvme5 is slow
            2026-05-01T10:11:12.323500+02:00 worker-3 kernel: nvme nvme5: Reconnecting in 2 seconds...
            2026-05-01T10:11:14.423500+02:00 worker-3 kernel: nvme_tcp: queue 0: failed to receive icresp, error -104
            2026-05-01T10:11:14.423600+02:00 worker-3 kernel: nvme nvme5: Failed reconnect attempt 1/300
            2026-05-01T10:11:14.423700+02:00 worker-3 kernel: nvme nvme5: Reconnecting in 2 seconds...
            2026-05-01T10:11:16.423700+02:00 worker-3 kernel: nvme nvme5: Connect command failed, error wo/DNR bit: 386
            2026-05-01T10:11:16.423800+02:00 worker-3 kernel: nvme nvme5: Failed reconnect attempt 2/300
            2026-05-01T10:11:16.423900+02:00 worker-3 kernel: nvme nvme5: Removing controller (16770)...
            2026-05-01T10:11:16.433900+02:00 worker-3 kernel: nvme nvme5: Removing ctrl: NQN "nqn.2026-02.com.example:x"
            """);

    assertThat(end(session)).isEqualTo(new LogEvent.Closed(11, 10, 0));
    assertThat(recoveries(session))
        .singleElement()
        .satisfies(recovery -> {
          assertThat(recovery.trigger()).isEqualTo("Write timeout");
          assertThat(recovery.outcome()).isEqualTo(Recovery.Outcome.REMOVED);
          assertThat(recovery.attempts()).isEqualTo(2);
        });
  }
}
