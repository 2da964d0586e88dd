package dev.fenceline.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {
  private static String advice(String given) {
    return new Problem("It failed", "a.log", given).advice();
  }

  @Test
  void theMessageOfAnErrorIsShownAsASentence() {
    assertThat(advice("this is not a text (really)")).isEqualTo("This is not a text (really).");
    assertThat(advice("Choose another file.")).isEqualTo("Choose another file.");
  }

  @Test
  void namesStayAsTheyAre() {
    assertThat(advice("nvme4 is gone.")).isEqualTo("nvme4 is gone.");
    assertThat(advice("faults[0].at: at least 0")).isEqualTo("faults[0].at: at least 0");
    assertThat(advice("")).isEmpty();
  }
}
