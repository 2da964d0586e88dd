package dev.fenceline.app.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.timeline.block.BlockStep;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class BlocksViewModelTest {
  private final TestWorkspace test = new TestWorkspace();
  private final BlocksViewModel model = new BlocksViewModel(test.workspace());

  @AfterEach
  void close() {
    test.close();
  }

  private static OpenSession baseline() {
    Scenario scenario = ScenarioLibrary.find("baseline").orElseThrow();
    Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
    lab.run();
    return new OpenSession(lab.header(), lab.timeline());
  }

  @Test
  void theFatalBlockIsShownFirstAndAStepLeadsToTheLanes() {
    OpenSession session = baseline();
    test.workspace().show(session);
    model.show(true);
    test.settle();
    assertThat(Objects.requireNonNull(model.chosen().get()).isDamaged()).isTrue();
    BlockStep fatal =
        model.steps().stream()
            .filter(step -> step.kind() == BlockStep.Kind.LANDED_OVER_NEWER)
            .findFirst()
            .orElseThrow();
    model.choose(fatal);
    assertThat(session.selected().get()).isEqualTo(fatal.event().sequence());
    assertThat(session.playheadNanos().get()).isEqualTo(fatal.event().nanos());
  }

  @Test
  void nothingIsComputedWhileTheTabIsHidden() {
    test.workspace().show(baseline());
    assertThat(test.workspace().jobs().running()).isEmpty();
    assertThat(model.blocks()).isEmpty();
    model.show(true);
    test.settle();
    assertThat(model.blocks()).isNotEmpty();
    test.workspace().show(TestWorkspace.session("without blocks"));
    test.settle();
    assertThat(model.blocks()).isEmpty();
    assertThat(model.title().get()).isEqualTo("Blocks 0");
  }
}
