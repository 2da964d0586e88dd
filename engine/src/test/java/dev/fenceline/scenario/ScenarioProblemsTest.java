package dev.fenceline.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.scenario.setting.SettingsWriter;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is said of a scenario while it is written, and when its faults take effect. */
class ScenarioProblemsTest {
  private final ObjectNode json = SettingsWriter.write(ScenarioLibrary.find("ccr").orElseThrow());

  @Test
  void aShippedScenarioHasNoProblemAndIsItself() {
    for (String id : ScenarioLibrary.ids()) {
      Scenario shipped = ScenarioLibrary.find(id).orElseThrow();
      ScenarioProblems found = ScenarioProblems.of(SettingsWriter.write(shipped));
      assertThat(found.problems()).as(id).isEmpty();
      assertThat(found.scenario()).as(id).hasValue(shipped);
    }
  }

  @Test
  void allProblemsThatCanBeToldApartAreNamedWithTheirPlaces() {
    json.withObject("/host").put("kato", "five");
    json.withObject("/target").put("ccrLimit", 300);
    ((ObjectNode) json.withArray("faults").get(0)).put("controller", "two");
    ScenarioProblems found = ScenarioProblems.of(json);
    assertThat(found.scenario()).isEmpty();
    assertThat(found.problems())
        .extracting(ScenarioProblems.Problem::place)
        .containsExactly("host.kato", "target.ccrLimit", "faults[0].controller");
    assertThat(found.problems().getFirst().text())
        .contains("\"five\" is not a time; write a number and a unit");
  }

  @Test
  void whatIsMissingIsNamed() {
    ((ObjectNode) json.withArray("faults").get(1)).remove("path");
    assertThat(ScenarioProblems.of(json).problems())
        .containsExactly(new ScenarioProblems.Problem("faults[1]", "\"path\" is missing"));
  }

  @Test
  void whatDoesNotFitTogetherIsNamed() {
    json.withObject("/target").put("quiesce", "9 s");
    assertThat(ScenarioProblems.of(json).problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.place()).isEqualTo("target");
          assertThat(problem.text()).contains("longer than target.cqt");
        });
  }

  @Test
  void theTimesOfFaultsFollowTheMomentsThatTheyReferTo() {
    List<FaultTime> times = FaultTime.of(ScenarioLibrary.find("ccr").orElseThrow());
    assertThat(times)
        .containsExactly(
            new FaultTime(millis(5_850), OptionalLong.of(millis(6_000)), 0),
            new FaultTime(millis(6_000), OptionalLong.of(millis(14_500)), millis(1_000)));
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void aMomentThatIsMovedKeepsWhatItRefersToAndItsRandomPart() {
    assertThat(FaultTime.moved("6 s + random 1 s", millis(500))).isEqualTo("6.5 s + random 1 s");
    assertThat(FaultTime.moved("cut - 150 ms", millis(-50))).isEqualTo("cut - 200 ms");
    assertThat(FaultTime.moved("200 ms", millis(-500))).isEqualTo("0 s");
    assertThat(FaultTime.isAnchored("cut")).isTrue();
    assertThat(FaultTime.isAnchored("6 s")).isFalse();
    assertThat(FaultTime.isAnchored("no moment at all")).isFalse();
  }
}
