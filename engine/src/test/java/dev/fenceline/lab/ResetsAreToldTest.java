package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.value.FencedBy;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.IoOutcome;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Recovery.Outcome;
import dev.fenceline.timeline.recovery.Summary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the summary says of a reset that no failure of a path began: what events show of it. */
@Timeout(300)
@Tag("slow")
class ResetsAreToldTest {
  private static final long SECOND = 1_000_000_000L;

  private static final String FAULTS =
      """
      "faults": [{"fault": "black-hole", "path": "B", "at": "6 s"}],
      """;

  /** A reset by hand, a tenth of a second after the faults. */
  private static Timeline byHand(String policy, String faults, String more) {
    String text =
        """
        {"id": "reset", "title": "reset",
         "host": {"policy": "%s", "adminTimeout": "3 s"},
         %s
         "actions": [{"action": "reset", "controller": "nvme4", "at": "6.1 s"}%s],
         "workload": {"longest": "34 s"}}
        """
            .formatted(policy, faults, more);
    return Lab.run(ScenarioReader.read(text, "reset"), 3);
  }

  /** ANA of path B stays in the change state from 6 s on: with ANATT 10 s a reset at 26 s. */
  private static Recovery anatt(String policy) {
    String text =
        """
        {"id": "ana", "title": "ana", "host": {"policy": "%s"},
         "faults": [{"fault": "ana", "path": "B", "state": "change", "at": "6 s"}],
         "workload": {"longest": "26 s"}}
        """
            .formatted(policy);
    return Recoveries.of(Lab.run(ScenarioReader.read(text, "ana"), 3)).getFirst();
  }

  @ParameterizedTest
  @CsvSource({"best, STOPPED", "time-based, STOPPED", "v3, NONE", "none, NONE"})
  void aResetForAnaSaysWhoseWordEndedTheWait(String policy, FencedBy by) {
    Recovery recovery = anatt(policy);

    assertThat(recovery.trigger()).isEqualTo("ANATT timeout");
    assertThat(recovery.fencedBy()).isEqualTo(by);
    assertThat(recovery.fencedNanos().isPresent()).isEqualTo(by == FencedBy.STOPPED);
    assertThat(recovery.io()).as("its path took no I/O").isInstanceOf(IoOutcome.Idle.class);
    assertThat(recovery.outcome()).isEqualTo(Outcome.RECONNECTED);
    assertThat(recovery.attempts()).isZero();
    assertThat(recovery.endedNanos().orElseThrow() - recovery.detectedNanos())
        .isLessThan(SECOND / 10);
  }

  @Test
  void aControllerThatComesBackFromAResetByHandHasNotFailed() {
    assertThat(Recoveries.of(byHand("best", "", ""))).isEmpty();
    assertThat(Recoveries.of(byHand("none", "", ""))).isEmpty();
  }

  @Test
  void oneThatStaysAwayAfterAResetByHandInLinuxOrderWasNotFenced() {
    Timeline run = byHand("none", FAULTS, "");

    Recovery recovery = Recoveries.of(run).getFirst();
    assertThat(recovery.trigger()).isEqualTo("reset by hand");
    assertThat(recovery.fencedBy()).isEqualTo(FencedBy.NONE);
    assertThat(recovery.io()).isInstanceOf(IoOutcome.OverOtherPath.class);
    assertThat(recovery.outcome()).isEqualTo(Outcome.OPEN);
    assertThat(recovery.attempts()).isEqualTo(2);
    assertThat(Summary.of(run).text())
        .contains("none: retried elsewhere at once", "not yet, after 2 attempts")
        .contains("attempt 1: admin connection: no ICResp in time");
    assertThat(Summary.of(run).fields().toString()).contains("fencedBy=none");
  }

  @Test
  void inOurOrderItWasHeldForAsLongAsT() {
    Timeline run = byHand("best", FAULTS, "");

    Recovery recovery = Recoveries.of(run).getFirst();
    assertThat(recovery.fencedBy()).isEqualTo(FencedBy.HOLD);
    assertThat(recovery.fencedNanos()).hasValue(21 * SECOND + SECOND / 10);
    assertThat(recovery.resumedNanos()).hasValue(21 * SECOND + SECOND / 10);
    assertThat(recovery.attempts()).as("the one at once").isEqualTo(1);
    assertThat(Summary.of(run).text())
        .contains("by hold, 15 s after detection", "not yet, after 1 attempt");
  }

  @Test
  void oneThatIsRemovedByHandMeanwhileIsToldAsRemoved() {
    Timeline run =
        byHand(
            "none",
            FAULTS,
            ", {\"action\": \"disconnect\", \"controller\": \"nvme4\", \"at\": \"25 s\"}");

    Recovery recovery = Recoveries.of(run).getFirst();
    assertThat(recovery.outcome()).isEqualTo(Outcome.REMOVED);
    assertThat(Summary.of(run).text())
        .contains("25.000 s  removed after 1 attempt: disconnected by hand");
  }
}
