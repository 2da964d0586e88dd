package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Finding;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioWriter;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.SentenceCheck;
import dev.fenceline.timeline.recovery.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Scenarios drawn at random: no invariant is broken that host and target promise to keep, and the
 * verdict is what an exhaustive look at media says. Seeds 1 to 100, or those of {@code
 * -Dfenceline.random=1-2000}; a seed that fails is written as a scenario file below {@code
 * target/random-scenarios}.
 */
@Timeout(7200)
@Tag("slow")
class RandomScenariosTest {
  private static final String SEEDS = System.getProperty("fenceline.random", "1-100");
  private static final Path FAILED = Path.of("target", "random-scenarios");

  @Test
  void noVerdictAndNoInvariantIsWrong() {
    List<String> wrong =
        Arrays.stream(SEEDS.split(",", -1))
            .flatMapToLong(RandomScenariosTest::range)
            .mapToObj(RandomScenariosTest::wrong)
            .flatMap(List::stream)
            .toList();
    assertThat(wrong).isEmpty();
  }

  /** A seed, or the first and the last of some, such as {@code 1-100}. */
  private static LongStream range(String seeds) {
    String[] ends = seeds.split("-", 2);
    return LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
  }

  private static List<String> wrong(long seed) {
    Scenario scenario = RandomScenario.of(seed);
    List<String> wrong = new ArrayList<>();
    try {
      judge(Lab.run(scenario, seed), wrong);
    } catch (RuntimeException thrown) {
      wrong.add("threw " + thrown);
    }
    if (!wrong.isEmpty()) {
      write(scenario);
    }
    wrong.forEach(text -> System.err.println("seed " + seed + ": " + text));
    return wrong.stream().map(text -> "seed " + seed + ": " + text).toList();
  }

  private static void judge(Timeline timeline, List<String> wrong) {
    Summary summary = Summary.of(timeline);
    for (Finding finding : summary.findings()) {
      if (finding.severity() == Finding.Severity.BREACH) {
        wrong.add(finding.rule() + " " + finding.text());
      }
    }
    wrong.addAll(SentenceCheck.wrong(timeline));
    MediaLook media = MediaLook.at(timeline);
    if (summary.verdict() != media.verdict()) {
      wrong.add(
          "the verdict is %s, media says %s: %s"
              .formatted(summary.verdict(), media.verdict(), media.harm()));
    }
  }

  private static void write(Scenario scenario) {
    try {
      Files.createDirectories(FAILED);
      Files.writeString(FAILED.resolve(scenario.id() + ".json"), ScenarioWriter.write(scenario));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
