package dev.fenceline.swimlane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LateWriteTest {
  @Test
  void aLateWriteNamesTheNewerVersionThatItLandsOn() {
    assertThat(Picture.of(Story.baseline()).lateWrites())
        .extracting(LateWrite::words)
        .containsExactly(
            "v1 lands on v2, block 1224",
            "v1 lands on v2, block 1225",
            "v1 lands on v2, block 1226");
  }

  @Test
  void aWriteThatLandsWhileItIsHeldHarmsNothing() {
    assertThat(Picture.of(Story.hold()).lateWrites()).noneMatch(LateWrite::isOnNewerData);
  }

  @Test
  void aWriteThatWasKilledNeverLands() {
    assertThat(Picture.of(Story.ccr()).lateWrites()).isEmpty();
  }
}
