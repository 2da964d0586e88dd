package dev.fenceline.host;

import static dev.fenceline.host.HostBench.MILLI;
import static dev.fenceline.host.HostBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.host.HostBench.Outcome;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Fault.Directions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the host does about a failed path, by policy, against the real target over real links. */
@Timeout(60)
class RecoveryTest {
  private static final int A = 0;
  private static final int B = 1;
  private static final int HOST_ABORTED = 0x371;
  private static final int COMMAND_INTERRUPTED = 0x021;

  private static final Set<Class<? extends Detail>> STORY =
      Set.of(
          CommandEvent.TimedOut.class,
          ControllerEvent.StateChanged.class,
          FencingEvent.Started.class,
          FencingEvent.CcrAttempted.class,
          FencingEvent.CcrIssued.class,
          FencingEvent.CcrAnswered.class,
          FencingEvent.CcrEnded.class,
          FencingEvent.CcrExhausted.class,
          FencingEvent.HoldSkipped.class,
          FencingEvent.Ended.class,
          HoldEvent.Armed.class,
          HoldEvent.Ended.class,
          ConnectionEvent.QueueClosed.class,
          KeepAliveEvent.Failed.class,
          IoEvent.Held.class,
          IoEvent.Released.class,
          ReconnectEvent.Scheduled.class,
          ConnectionEvent.QueuesCreating.class,
          ConnectionEvent.QueuesMapped.class,
          ReconnectEvent.Succeeded.class);

  private static List<String> story(HostBench bench) {
    return bench.story(B, 7 * SECOND, STORY);
  }

  private static long fencedAfterNanos(HostBench bench) {
    return bench.became(B, ControllerState.FENCED).nanos()
        - bench.became(B, ControllerState.FENCING).nanos();
  }

  private static Event failedOver(HostBench bench, long operation) {
    return bench.first(
        bench.controller(A).lane(),
        detail -> detail instanceof IoEvent.FailedOver over && over.operation() == operation);
  }

  @Test
  void byCcrAWriteIsRetriedWhenTheSurvivorHasResetTheOldInstance() {
    try (HostBench bench = HostBench.of("ccr", 2).connected()) {
      Outcome slow = bench.silentPathB();
      bench.until(14_500 * MILLI);
      bench.fault(new Fault.Heal("B"));
      bench.until(30 * SECOND);

      assertThat(story(bench))
          .containsExactly(
              "TimedOut",
              "fencing",
              "Held",
              "Started",
              "CcrAttempted",
              "CcrIssued",
              "CcrAnswered",
              "CcrEnded",
              "Ended",
              "fenced",
              "resetting",
              "QueueClosed",
              "QueueClosed",
              "Failed",
              "Released",
              "connecting",
              "Scheduled",
              "QueuesCreating",
              "QueuesMapped",
              "Succeeded",
              "live");
      assertThat(bench.details(FencingEvent.CcrAttempted.class))
          .extracting(FencingEvent.CcrAttempted::timeoutMillis)
          .containsExactly(15_000L);
      int ciu = bench.details(FencingEvent.CcrIssued.class).getFirst().impacted().ciu();
      assertThat(bench.details(AenEvent.CcrLogEntry.class))
          .containsExactly(new AenEvent.CcrLogEntry(2, ciu, 0xFFFF, 1, 3));
      assertThat(bench.details(KeepAliveEvent.Failed.class))
          .extracting(KeepAliveEvent.Failed::status)
          .containsExactly(HOST_ABORTED);
      // the target needs 1.5 s to take the write back; the host retries in the instant it knows
      assertThat(fencedAfterNanos(bench)).isBetween(1_500 * MILLI, 1_502 * MILLI);
      assertThat(failedOver(bench, 2).nanos())
          .isEqualTo(bench.became(B, ControllerState.RESETTING).nanos());
      assertThat(slow.status).isZero();
      assertThat(slow.endings).isEqualTo(1);
      assertThat(bench.details(ReconnectEvent.Succeeded.class))
          .containsExactly(new ReconnectEvent.Succeeded(1, 60));
      assertThat(bench.host.isSettled()).isTrue();
    }
  }

  @Test
  void byHoldAWriteIsRetriedWhenTHasPassedSinceDetection() {
    try (HostBench bench = HostBench.of("hold", 2).connected()) {
      Outcome slow = bench.silentPathB();
      bench.until(14_500 * MILLI);
      bench.fault(new Fault.Heal("B"));
      bench.until(38 * SECOND);

      assertThat(story(bench))
          .startsWith("TimedOut", "fencing", "Held", "Started", "CcrAttempted", "CcrExhausted")
          .containsSubsequence("Armed", "Failed", "Ended", "fenced", "resetting", "connecting")
          .endsWith("Scheduled", "QueuesCreating", "QueuesMapped", "Succeeded", "live");
      assertThat(bench.details(HoldEvent.Armed.class))
          .extracting(HoldEvent.Armed::remainingMillis)
          .containsExactly(15_000L);
      assertThat(fencedAfterNanos(bench)).isEqualTo(15 * SECOND);
      assertThat(bench.details(KeepAliveEvent.Failed.class))
          .extracting(KeepAliveEvent.Failed::status)
          .containsExactly(COMMAND_INTERRUPTED);
      assertThat(slow.status).isZero();
      assertThat(slow.endings).isEqualTo(1);
    }
  }

  @Test
  void withoutFencingAWriteIsRetriedAtOnce() {
    try (HostBench bench = HostBench.of("baseline", 2).connected()) {
      Outcome slow = bench.silentPathB();
      bench.until(13 * SECOND);

      assertThat(story(bench))
          .containsExactly(
              "TimedOut",
              "resetting",
              "QueueClosed",
              "QueueClosed",
              "Failed",
              "connecting",
              "Scheduled");
      assertThat(failedOver(bench, 2).nanos())
          .isEqualTo(
              bench.details(KeepAliveEvent.Expired.class).getFirst().sentNanos() + 5 * SECOND);
      assertThat(slow.status).isZero();
    }
  }

  @Test
  void withoutCqtThereIsNoHold() {
    try (HostBench bench = HostBench.of("unprotected", 2).connected()) {
      bench.silentPathB();
      bench.until(13 * SECOND);

      assertThat(story(bench))
          .startsWith(
              "TimedOut",
              "fencing",
              "Held",
              "Started",
              "CcrAttempted",
              "CcrExhausted",
              "HoldSkipped",
              "Ended",
              "fenced");
      assertThat(fencedAfterNanos(bench)).isZero();
      assertThat(bench.details(FencingEvent.HoldSkipped.class))
          .extracting(FencingEvent.HoldSkipped::byPolicy)
          .containsExactly(false);
    }
  }

  @Test
  void versionFourGoesOnWithoutAHoldWhereNobodyCanReset() {
    try (HostBench bench =
        HostBench.of("{\"policy\": \"v4\"}", "{\"ccrLimit\": 0}", 2).connected()) {
      bench.silentPathB();
      bench.until(13 * SECOND);

      assertThat(fencedAfterNanos(bench)).isZero();
      assertThat(bench.details(FencingEvent.HoldSkipped.class))
          .extracting(FencingEvent.HoldSkipped::byPolicy)
          .containsExactly(true);
    }
  }

  @Test
  void theTimeBasedPolicyHoldsEvenWithoutCqtAndNeverResets() {
    try (HostBench bench =
        HostBench.of("{\"policy\": \"time-based\"}", "{\"cqt\": \"0 s\"}", 2).connected()) {
      bench.silentPathB();
      bench.until(24 * SECOND);

      assertThat(fencedAfterNanos(bench)).isEqualTo(10 * SECOND);
      assertThat(bench.details(FencingEvent.CcrAttempted.class)).isEmpty();
    }
  }

  @Test
  void nothingGoesOutOnAFailedPathBetweenFencingAndReconnect() {
    try (HostBench bench = HostBench.of("hold", 2).connected()) {
      bench.silentPathB();
      bench.until(14 * SECOND);
      bench.fault(new Fault.Heal("B"));
      for (int i = 0; i < 10; i++) {
        bench.write(bench.device, 10 + i, 1, i);
        bench.until(bench.loop.nanos() + SECOND);
      }
      bench.until(28 * SECOND);

      long fencing = bench.became(B, ControllerState.FENCING).sequence();
      long reset = bench.became(B, ControllerState.RESETTING).sequence();
      assertThat(bench.events)
          .filteredOn(event -> event.sequence() > fencing && event.sequence() < reset)
          .filteredOn(event -> event.lane().equals(bench.controller(B).lane()))
          .noneMatch(event -> event.detail() instanceof CommandEvent.Submitted)
          .noneMatch(event -> event.detail() instanceof CommandEvent.Sent);
    }
  }

  @Test
  void oneCreditForTwoFailedPathsLeavesTheSecondToTheHold() {
    try (HostBench bench = HostBench.of("{}", "{\"ccrLimit\": 1}", 3).connected()) {
      bench.until(6 * SECOND);
      bench.target.apply(new Fault.SlowWrite(0, 8_800));
      for (int lba = 0; lba < 3; lba++) {
        bench.write(bench.device, lba, 1, lba);
      }
      bench.until(6_010 * MILLI);
      bench.fault(new Fault.Stall("B", Directions.BOTH, false));
      bench.fault(new Fault.Stall("C", Directions.BOTH, false));
      bench.until(30 * SECOND);

      assertThat(bench.details(FencingEvent.CcrIssued.class))
          .extracting(FencingEvent.CcrIssued::creditLeft)
          .containsExactly(0);
      assertThat(bench.details(FencingEvent.Ended.class))
          .extracting(FencingEvent.Ended::by)
          .containsExactly(FencedBy.CCR, FencedBy.HOLD);
    }
  }

  @Test
  void theWaitForAResetCountsFromItsAnswer() {
    try (HostBench bench = HostBench.of("{}", "{\"quiesce\": \"4.3 s\"}", 2).connected()) {
      bench.target.apply(new Fault.Hang(2));
      bench.silentPathB();
      bench.until(12_504 * MILLI);
      bench.fault(new Fault.Delay("A", Directions.BOTH, 250_000, 0));
      bench.until(28 * SECOND);

      // 0.5 s to the answer, 5.3 s to what the log says: more than W after the command
      assertThat(bench.details(FencingEvent.CcrEnded.class))
          .extracting(FencingEvent.CcrEnded::outcome)
          .containsExactly(CcrOutcome.SUCCESS);
      assertThat(fencedAfterNanos(bench)).isBetween(5 * SECOND + 1, 5_500 * MILLI);
    }
  }

  @Test
  void theLogIsReadOnceMoreBeforeTheHostGivesUpAndALateSuccessEndsTheHold() {
    try (HostBench bench = HostBench.of("{}", "{\"quiesce\": \"5 s\"}", 2).connected()) {
      bench.target.apply(new Fault.Hang(2));
      bench.silentPathB();
      bench.until(28 * SECOND);

      // quiet just after W is over: the last look finds the entry in progress
      assertThat(bench.details(AenEvent.LogRead.class))
          .contains(new AenEvent.LogRead(0x1E, true, 1, lastLook(bench)));
      assertThat(bench.details(FencingEvent.CcrEnded.class))
          .extracting(FencingEvent.CcrEnded::outcome, FencingEvent.CcrEnded::next)
          .containsExactly(tuple(CcrOutcome.TIMED_OUT, ""));
      assertThat(bench.details(FencingEvent.CcrConfirmed.class))
          .extracting(FencingEvent.CcrConfirmed::source)
          .containsExactly(bench.controller(A).device());
      assertThat(bench.details(HoldEvent.Released.class)).hasSize(1);
      assertThat(bench.details(HoldEvent.Ended.class)).isEmpty();
      assertThat(bench.details(FencingEvent.Ended.class))
          .extracting(FencingEvent.Ended::by)
          .containsExactly(FencedBy.CCR);
      assertThat(fencedAfterNanos(bench)).isBetween(5 * SECOND, 6 * SECOND);
    }
  }

  private static String lastLook(HostBench bench) {
    int ciu = bench.details(FencingEvent.CcrIssued.class).getFirst().impacted().ciu();
    return "ICID 2 CIU %02xh CCRS 0".formatted(ciu);
  }

  @Test
  void aResetConnectionBeginsRecoveryAtOnce() {
    try (HostBench bench = HostBench.of("ccr", 2).connected()) {
      bench.until(6 * SECOND);
      bench.fault(new Fault.Reset("B"));
      bench.until(20 * SECOND);

      assertThat(bench.became(B, ControllerState.FENCING).nanos())
          .isBetween(6 * SECOND, 6 * SECOND + MILLI);
      assertThat(bench.details(FencingEvent.CcrEnded.class))
          .hasSize(1)
          .allMatch(ended -> ended.outcome().isSuccess());
      assertThat(bench.host.isEveryPathLive()).isTrue();
    }
  }

  @Test
  void withoutKeepAliveAFindingSaysThatNoTimeIsLongEnough() {
    try (HostBench bench =
        HostBench.of("{\"kato\": \"0 s\"}", "{\"ccrLimit\": 0}", 2).connected()) {
      bench.until(6 * SECOND);
      bench.fault(new Fault.Reset("B"));
      bench.until(7 * SECOND);

      assertThat(bench.details(Finding.class)).hasSize(1);
      assertThat(bench.details(FencingEvent.Ended.class))
          .extracting(FencingEvent.Ended::by)
          .containsExactly(FencedBy.NONE);
    }
  }
}
