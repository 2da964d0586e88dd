package dev.fenceline.app.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineBreaksTest {
  @Test
  void aNumberStaysWithItsUnitAndItsThousands() {
    assertThat(LineBreaks.keepNumbers("landed 3.1 s after 12 904 of 80 \u00b5s"))
        .isEqualTo("landed 3.1\u00a0s after 12\u00a0904 of 80\u00a0\u00b5s");
  }

  @Test
  void aWordAfterANumberIsNoUnit() {
    assertThat(LineBreaks.keepNumbers("3 sessions in 2 hours, 4 mismatches"))
        .isEqualTo("3 sessions in 2 hours, 4 mismatches");
    assertThat(LineBreaks.keepNumbers("path 1 2026")).isEqualTo("path 1 2026");
  }
}
