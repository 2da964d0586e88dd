package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.RunEvent;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.ScheduledFault;
import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Tag("slow")
class RandomMomentsTest {
  private static final long SEED = 11;

  @Test
  void aScenarioWithItsMomentsWrittenOutRunsAsBefore() {
    Scenario drawing = ScenarioLibrary.find("hold").orElseThrow();
    Scenario drawn = RandomMoments.of(drawing, SEED);
    assertThat(spreads(drawing)).as("there is something to draw").anyMatch(nanos -> nanos > 0);
    assertThat(spreads(drawn)).containsOnly(0L);
    assertThat(RandomMoments.of(drawing, SEED + 1)).isNotEqualTo(drawn);
    Timeline timeline = Lab.run(drawn, SEED);
    assertThat(timeline.events()).isEqualTo(Lab.run(drawing, SEED).events());
    assertThat(
            timeline.events().stream()
                .filter(event -> event.detail() instanceof RunEvent.FaultApplied)
                .map(event -> event.nanos()))
        .as("each fault strikes at the moment that is written")
        .contains(cut(drawn).at().offsetNanos());
  }

  private static ScheduledFault cut(Scenario scenario) {
    return scenario.faults().stream()
        .filter(each -> "cut".equals(each.name()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Long> spreads(Scenario scenario) {
    return scenario.faults().stream().map(ScheduledFault::at).map(Moment::spreadNanos).toList();
  }
}
