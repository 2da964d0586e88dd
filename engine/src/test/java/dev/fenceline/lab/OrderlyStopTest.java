package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Verdict;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.timeline.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A controller that its host stops in order, while writes wait for their data or it is reset. */
@Timeout(1200)
class OrderlyStopTest {
  private static final int SEEDS = Integer.getInteger("fenceline.seeds", 5);

  private static Scenario scenario(String name) throws IOException {
    Path file = Path.of("src/test/resources/hard-scenarios", name + ".json");
    return ScenarioReader.read(Files.readString(file), name);
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
  void aResetWhoseInstanceIsGoneBeforeItsTurnIsNotSaidToHaveBegun() throws IOException {
    List<Detail> details = Lab.run(scenario("s4"), 3).events().stream().map(Event::detail).toList();
    assertThat(details).filteredOn(FencingEvent.TargetAccepted.class::isInstance).hasSize(2);
    assertThat(details).filteredOn(InstanceEvent.ResetBy.class::isInstance).hasSize(1);
  }
}
