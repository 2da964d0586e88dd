package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.timeline.recovery.Summary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Short recoveries over TCP on the loopback. How long they take depends on the machine; that the
 * invariants hold, the data is intact and the way of fencing is the scenario's does not.
 */
@Timeout(60)
@Tag("slow")
class RealClockTest {
  @ParameterizedTest
  @CsvSource({"4, stall, CCR", "0, stall, HOLD", "4, reset, CCR"})
  void aRecoveryKeepsEveryInvariant(int ccrLimit, String fault, FencedBy fencedBy) {
    Scenario scenario =
        ScenarioReader.read(
            """
            {
              "id": "short", "title": "A short recovery", "limit": "40 s",
              "host": { "policy": "best", "kato": "1 s", "reconnectDelay": "1 s" },
              "target": { "cqt": "300 ms", "quiesce": "100 ms", "ccrLimit": %d },
              "workload": { "stopAfterRecovery": "200 ms" },
              "faults": [
                { "name": "cut", "fault": "%s", "path": "B", "at": "1 s", "until": "cut + 2 s" }
              ]
            }
            """
                .formatted(ccrLimit, fault),
            "short.json");
    Lab lab = new Lab(scenario, 1, ClockKind.REAL);
    lab.run();
    Summary summary = Summary.of(lab.timeline());
    assertThat(summary.breaches()).as(summary.text()).isZero();
    assertThat(summary.verdict()).as(summary.text()).isEqualTo(Verdict.INTACT);
    assertThat(summary.recoveries()).as(summary.text()).hasSize(1);
    assertThat(summary.recoveries().getFirst().fencedBy()).isEqualTo(fencedBy);
  }
}
