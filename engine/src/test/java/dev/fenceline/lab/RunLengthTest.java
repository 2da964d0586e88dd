package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fenceline.event.RunEvent;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A run is as long as what it is about: faults last as they should, recoveries come to their end.
 */
@Timeout(120)
@Tag("slow")
class RunLengthTest {
  private static Timeline run(String name) throws IOException {
    Path file = Path.of("src/test/resources/hard-scenarios", name + ".json");
    return Lab.run(ScenarioReader.read(file), 1);
  }

  private static long struckNanos(Timeline run, String command) {
    return run.events().stream()
        .filter(event ->
            event.detail() instanceof RunEvent.FaultApplied fault
                && fault.command().equals(command))
        .findFirst()
        .orElseThrow()
        .nanos();
  }

  @Test
  void aFaultThatIsDueDuringASlowBringUpStrikesLaterAndLastsAsLong() throws IOException {
    Timeline run = run("e1");
    long lastedNanos = struckNanos(run, "heal path B") - struckNanos(run, "fault path B stall");
    assertThat(lastedNanos).isBetween(TimeUnit.SECONDS.toNanos(11), TimeUnit.SECONDS.toNanos(12));
    assertThat(Summary.of(run).recoveries())
        .as("12 s are more than KATO: the stall is noticed")
        .extracting(Recovery::controller, Recovery::outcome)
        .contains(tuple("nvme4", Recovery.Outcome.RECONNECTED));
  }

  @Test
  void aFailureThatIsNoticedInTheCalmAfterTheLastFaultIsRecoveredFrom() throws IOException {
    assertThat(Summary.of(run("iot")).recoveries())
        .extracting(Recovery::outcome)
        .containsExactly(Recovery.Outcome.RECONNECTED);
  }

  @Test
  void aControllerThatConnectsAtOnceAfterAResetHasRecovered() throws IOException {
    Summary summary = Summary.of(run("t1"));
    assertThat(summary.recoveries())
        .extracting(Recovery::controller, Recovery::outcome, Recovery::attempts)
        .containsExactly(tuple("nvme4", Recovery.Outcome.RECONNECTED, 0));
    assertThat(summary.text()).contains("live again").doesNotContain("attempt 0");
  }
}
