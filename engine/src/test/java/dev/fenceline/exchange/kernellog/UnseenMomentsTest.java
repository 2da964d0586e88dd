package dev.fenceline.exchange.kernellog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.timeline.explanation.Explanation;
import dev.fenceline.timeline.recovery.Phase;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Recovery.Outcome;
import dev.fenceline.timeline.recovery.Summary;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Moments that no line of a log gives are not made up from the lines that it has. */
class UnseenMomentsTest {
  private static List<String> phases(Told told, Recovery recovery) {
    Explanation explanation = Explanation.of(told.timeline());
    return recovery.phases(told.timeline().endNanos()).stream()
        .filter(phase -> phase.kind() != Phase.Kind.STEADY)
        .map(phase -> phase.kind() + ": " + explanation.why(recovery, phase))
        .toList();
  }

  /** Two attempts are missing, and the line that says when the reset was over. */
  @Test
  void aResetOfWhichOnlyALaterAttemptIsSeenHasNoEnd() {
    Told told =
        Told.of(
            """
            [   10.000000] nvme nvme0: starting error recovery
            [   31.000000] nvme nvme0: Failed reconnect attempt 3/60
            """);

    assertThat(phases(told, told.recoveries().getFirst()))
        .singleElement()
        .asString()
        .startsWith(
            "RECONNECT: When the reset was over is not known. 1 attempt to connect was made")
        .doesNotContain("took");
  }

  @Test
  void theResetOfAnotherTransportHasNoEndEither() {
    Told told =
        Told.of(
            """
            [   20.000000] nvme nvme5: NVME-FC{5}: resetting controller
            [   25.500000] nvme nvme5: NVME-FC{5}: controller connect complete
            """);

    assertThat(phases(told, told.recoveries().getFirst()))
        .singleElement()
        .asString()
        .startsWith("RECONNECT: When the reset was over is not known.");
  }

  @Test
  void aFailureOfWhichNoLineSaysWhenWasDetectedByThenOnly() {
    Told told =
        Told.of(
            """
            [  100.000000] nvme nvme0: new ctrl: NQN "nqn.z", addr 10.0.0.1:4420, hostnqn: nqn.h
            [  910.100000] nvme nvme0: Successfully reconnected (1 attempts)
            """);

    Recovery recovery = told.recoveries().getFirst();
    assertThat(recovery.isDetectionSeen()).isFalse();
    assertThat(recovery.seenDetectedNanos()).isEmpty();
    assertThat(Summary.of(told.timeline()).text())
        .contains("at the latest  not known: no line says when or why it failed")
        .doesNotContain("after detection");
  }

  @Test
  void attemptsOfWhichOnlyTheEndIsSeenTookAtLeastWhatTheOthersTook() {
    Told told =
        Told.of(
            """
            [ 5000.100000] nvme nvme1: Failed reconnect attempt 17
            [ 5000.100100] nvme nvme1: Reconnecting in 10 seconds...
            [ 5010.200100] nvme nvme1: Failed reconnect attempt 18
            [ 5010.200100] nvme nvme1: Removing controller...
            """);

    assertThat(phases(told, told.recoveries().getFirst()))
        .singleElement()
        .asString()
        .contains("2 attempts to connect took at least 100 ms together");
  }

  @Test
  void theLastLineMayBeCut() {
    Told told =
        Told.of(
            """
            [   10.000000] nvme nvme1: starting error recovery
            [   11.000000] nvme nvme1: Reconnecting in 10 seconds...
            [   21.000000] nvme nvme1: Successfully reco\
            """);

    assertThat(told.recoveries())
        .singleElement()
        .extracting(Recovery::outcome)
        .isEqualTo(Outcome.RECONNECTED);
  }

  /** A line that is no whole message looks like one of a disk in the machine itself. */
  @Test
  void aControllerOfFabricsIsNotTakenForALocalDisk() {
    Told told =
        Told.of(
            """
            [   20.000000] nvme nvme3: I/O 5 (I/O Cmd) QID 2 timeout
            [   20.000100] nvme nvme3: starting error recovery
            [   20.200000] nvme nvme3: Reconnecting in 10 seconds...
            [   30.300000] nvme nvme3: Failed reconnect attempt 1
            """);

    assertThat(told.recoveries())
        .singleElement()
        .extracting(Recovery::trigger)
        .isEqualTo("not known: the line before was not understood");
    assertThat(String.join("\n", told.account().lines()))
        .doesNotContain("PCIe")
        .contains("I/O 5 (I/O Cmd) QID 2 timeout");
  }

  /** The log of each host begins with its own first line. */
  @Test
  void whyTheSecondHostsControllerFailedMayHaveBeenSaidBefore() {
    Told told =
        Told.of(
            """
            2026-11-30T10:00:00.1+00:00 alpha kernel: nvme nvme0: starting error recovery
            2026-11-30T10:00:00.2+00:00 beta kernel: nvme nvme0: starting error recovery
            2026-11-30T10:00:00.3+00:00 alpha kernel: nvme nvme0: Reconnecting in 2 seconds...
            """);

    assertThat(told.recoveries())
        .extracting(Recovery::trigger)
        .containsOnly("not known: no earlier line of its host is about NVMe");
  }
}
