package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Finding.Severity;
import dev.fenceline.event.value.Rule;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios at the edges: what the integrity check and the invariants say of them. */
@Tag("slow")
class EdgeScenarioVerdictsTest {
  private static Timeline run(String id, long seed) {
    String file = "/hard-scenarios/" + id + ".json";
    try (InputStream in =
        Objects.requireNonNull(EdgeScenarioVerdictsTest.class.getResourceAsStream(file), file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Scenario scenario = ScenarioReader.read(text, file);
      return Lab.run(scenario, seed);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Stream<Finding> findings(Timeline timeline, Severity severity) {
    return timeline.events().stream()
        .map(Event::detail)
        .filter(Finding.class::isInstance)
        .map(Finding.class::cast)
        .filter(finding -> finding.severity() == severity);
  }

  private static List<Rule> breaches(Timeline timeline) {
    return findings(timeline, Severity.BREACH).map(Finding::rule).toList();
  }

  @ParameterizedTest
  @CsvSource({"s5, 1", "s5, 2", "ghost2, 1", "ghost2, 3"})
  void aWriteThatFailedAndLandsOverNewerDataIsALostUpdate(String id, long seed) {
    Timeline timeline = run(id, seed);
    Summary summary = Summary.of(timeline);

    assertThat(summary.verdict()).isEqualTo(Verdict.CORRUPT);
    assertThat(summary.isGood()).isFalse();
    assertThat(findings(timeline, Severity.CORRUPTION))
        .hasSize(4)
        .allSatisfy(finding -> {
          assertThat(finding.rule()).isEqualTo(Rule.Data.LOST_UPDATE);
          assertThat(finding.text())
              .contains("failed towards the application at", "its copy sent on nvme3 at")
              .containsPattern("landed at .* after version \\d+ was acknowledged");
        });
    assertThat(breaches(timeline)).doesNotContain(Rule.Run.CHECKS_AGREE);
  }

  @Test
  void aReadThatTakesTheIdOfARefusedWriteIsNoLateWrite() {
    Timeline timeline = run("refused-write-id-reused", 1219);

    assertThat(Summary.of(timeline).verdict()).isEqualTo(Verdict.INTACT);
    assertThat(breaches(timeline)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"p_time-based, 1", "p_time-based, 2"})
  void aHoldWithoutAPromiseProtectsNothing(String id, long seed) {
    Timeline timeline = run(id, seed);

    assertThat(Summary.of(timeline).verdict()).isEqualTo(Verdict.CORRUPT);
    assertThat(breaches(timeline)).contains(Rule.Invariant.H1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s1x", "s2x"})
  void theHoldOfAnOrderlyStopCounts(String id) {
    assertThat(breaches(run(id, 1))).isEmpty();
    assertThat(breaches(run(id, 2))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatAnAssociationHasNotReadDiesWithIt(long seed) {
    assertThat(breaches(run("sw1", seed))).isEmpty();
  }
}
