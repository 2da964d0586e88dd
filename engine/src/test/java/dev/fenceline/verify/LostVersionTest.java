package dev.fenceline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.value.Rule;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.block.BlockHistories;
import dev.fenceline.timeline.block.BlockHistory;
import dev.fenceline.timeline.block.BlockStep;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The version that a block is said to have lost is the one that media held at that moment. */
@Tag("slow")
class LostVersionTest {
  private static final Pattern BACK = Pattern.compile("went back from version (\\d+) to (\\d+):");
  private static final Pattern OVER = Pattern.compile("media: v(\\d+), over v(\\d+)\\.");

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 1, 2", "1, 2, 3", "2, 3, 4", "6, 16, 1", "6, 16, 5"})
  void theVersionThatMediaHeld(String workers, String blocks, long seed) {
    Scenario scenario = ScenarioLibrary.find("baseline").orElseThrow();
    scenario = Parameter.named("workers").apply(scenario, workers);
    scenario = Parameter.named("blocks").apply(scenario, blocks);
    Timeline timeline = Lab.run(scenario, seed);
    List<BlockHistory> damaged =
        BlockHistories.of(timeline).stream().filter(BlockHistory::isDamaged).toList();

    assertThat(damaged).isNotEmpty();
    for (BlockHistory block : damaged) {
      Matcher over = first(OVER, block, BlockStep.Kind.LANDED_OVER_NEWER);
      Matcher back = first(BACK, block, BlockStep.Kind.DAMAGED);
      assertThat(back.group(1)).as(block.block().words()).isEqualTo(over.group(2));
      assertThat(back.group(2)).isEqualTo(over.group(1));
    }
    assertThat(timeline.events().stream().filter(LostVersionTest::isLostUpdate))
        .hasSameSizeAs(damaged);
  }

  private static Matcher first(Pattern pattern, BlockHistory block, BlockStep.Kind kind) {
    String words =
        block.steps().stream()
            .filter(step -> step.kind() == kind)
            .map(BlockStep::words)
            .findFirst()
            .orElseThrow();
    Matcher matcher = pattern.matcher(words);
    assertThat(matcher.find()).as(words).isTrue();
    return matcher;
  }

  private static boolean isLostUpdate(Event event) {
    return event.detail() instanceof Finding finding && finding.rule() == Rule.Data.LOST_UPDATE;
  }
}
