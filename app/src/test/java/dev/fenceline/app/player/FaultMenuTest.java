package dev.fenceline.app.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Runs;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionHeader;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultMenuTest {
  private static final Scenario CCR = ScenarioLibrary.find("ccr").orElseThrow();

  private static List<List<Fault>> faults(String source) {
    SessionHeader run = new Lab(CCR, 1, ClockKind.REAL).header();
    SessionHeader header =
        SessionHeader.of(
            run.program(), run.title(), run.scenario(), run.seed(), run.clock(), source);
    OpenSession session = OpenSession.of(Session.of(header, List.of()));
    return PlayerViewModel.faults(new Runs.Live(CCR, ClockKind.REAL, session, () -> {}, _ -> {}));
  }

  private static List<String> words(List<Fault> group) {
    return group.stream().map(FaultText::of).toList();
  }

  @Test
  void eachPathAndOurTargetCanBeBrokenAndHealed() {
    List<List<Fault>> faults = faults("serve");

    assertThat(faults).hasSize(3);
    assertThat(words(faults.getFirst()))
        .contains("Drop all bytes on path A", "Heal path A", "Make path A inaccessible (ANA)");
    assertThat(words(faults.getLast()))
        .containsExactly(
            "Slow writes: 8.8 s each",
            "Stop slowing writes",
            "Hang media: no command completes",
            "Resume media");
  }

  @Test
  void aRealTargetIsNotBroken() {
    List<List<Fault>> faults = faults("target at 10.0.0.1:4420");

    assertThat(faults)
        .hasSize(2)
        .allSatisfy(
            group -> assertThat(group).isNotEmpty().allMatch(Fault.OnPath.class::isInstance));
  }
}
