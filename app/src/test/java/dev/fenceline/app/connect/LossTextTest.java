package dev.fenceline.app.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.remote.RemoteScenario.Area;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.workload.Originals;
import dev.fenceline.workload.Survey;
import org.junit.jupiter.api.Test;

/** The user reads exactly which blocks will be overwritten, and what they hold. */
class LossTextTest {
  private static final TargetSettings TARGET = ScenarioLibrary.find("ccr").orElseThrow().target();
  private static final Area AREA = new Area(1, 4, 7);

  @Test
  void dataOfOthersIsNamedWithItsFirstBlock() {
    String text =
        LossText.of(AREA, TARGET, new Survey.Result(1, 0, 3, 0, 5, "c0ffee", Originals.blank()));

    assertThat(text)
        .startsWith("LBA 4 to 7 of namespace 1 of ")
        .contains("will be overwritten: 4 blocks, 16.0 KiB.")
        .endsWith(
            "\n3 blocks hold data that Fenceline did not write and that will be lost."
                + " The first is LBA 5, which begins with c0ffee.");
  }

  @Test
  void blankBlocksAndThoseOfAnEarlierRunAreCounted() {
    String text =
        LossText.of(AREA, TARGET, new Survey.Result(3, 1, 0, 0, -1, "", Originals.blank()));

    assertThat(text)
        .endsWith("\nNo other data was found: 3 blank blocks, 1 block from an earlier run.");
  }
}
