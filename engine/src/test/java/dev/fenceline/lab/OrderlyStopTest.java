package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A controller that its host stops in order, while writes wait for their data and resets begin. */
@Timeout(300)
@Tag("slow")
class OrderlyStopTest {
  private static final int SEEDS = Integer.getInteger("fenceline.seeds", 8);

  private static Scenario scenario(String name) throws IOException {
    Path file = Path.of("src/test/resources/hard-scenarios", name + ".json");
    return ScenarioReader.read(file);
  }

  @Test
  void nothingOfAControllerLandsAfterItsShutdownIsComplete() throws IOException {
    Scenario scenario = scenario("s1_5_6000");
    List<Summary> others =
        LongStream.rangeClosed(1, SEEDS)
            .mapToObj(seed -> Summary.of(Lab.run(scenario, seed)))
            .filter(summary -> summary.verdict() != Verdict.INTACT || summary.breaches() != 0)
            .toList();
    assertThat(others).extracting(Summary::text).isEmpty();
  }

  @Test
  void aResetThatCameTooLateIsNotSaidToHaveBegun() throws IOException {
    Timeline run = Lab.run(scenario("s4"), 3);
    List<InstanceEvent.ResetBy> resets =
        run.events().stream()
            .map(event -> event.detail())
            .filter(InstanceEvent.ResetBy.class::isInstance)
            .map(InstanceEvent.ResetBy.class::cast)
            .toList();
    assertThat(run.events().stream().map(event -> event.detail()))
        .as("two were accepted: the instance of the first was gone before its turn")
        .filteredOn(FencingEvent.TargetAccepted.class::isInstance)
        .hasSize(2);
    assertThat(resets).hasSize(1);
  }
}
