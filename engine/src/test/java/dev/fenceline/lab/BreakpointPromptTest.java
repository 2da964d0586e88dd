package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Breakpoints as users write them, and what is said of those that are none. */
class BreakpointPromptTest {
  private final BreakpointPrompt prompt = new BreakpointPrompt(HeldRun.shipped("ccr"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nvme4 enters FENCING",
        "A enters STALLED",
        "2.1 enters QUIESCING",
        "2.7 enters GONE",
        "at 12.5 s",
        "when status:failed lane:nvme3"
      })
  void itsTextIsReadAsTheSameBreakpoint(String text) {
    assertThat(prompt.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | Write where to stop",
        "nvme9 enters LIVE | Nothing is called \"nvme9\". There are nvme3, nvme4, A, B",
        "nvme4 | Expected \"enters\" and a state after \"nvme4\"",
        "nvme4 enters | Expected a state of nvme4; its states are NEW, CONNECTING",
        "nvme4 enters STALLED | \"STALLED\" is no state of nvme4",
        "at noon | Expected a time after \"at\", such as \"at 12.5 s\"",
        "at -1 s | a run begins at 0 s",
        "when | Expected what to find after \"when\"",
        "when staus:failed | Character 1 after \"when\": No field is called \"staus\"",
      })
  void whatIsNoneIsRefusedWithWhatWasExpected(String line, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> prompt.parse(line))
        .withMessageContaining(expected);
  }

  @Test
  void completesWhatIsBegun() {
    assertThat(prompt.complete("nvme4 enters FEN", 8))
        .containsExactly("nvme4 enters FENCING", "nvme4 enters FENCED");
    assertThat(prompt.complete("b e", 8)).first().isEqualTo("B enters UP");
    assertThat(prompt.complete("at", 8)).containsExactly("at 12.5 s");
    assertThat(prompt.complete("", 8)).hasSize(8);
    assertThat(prompt.complete("nothing", 8)).isEmpty();
  }

  @Test
  void whatIsCompletedCanBeRead() {
    assertThat(prompt.complete("", 1000))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(prompt.parse(line).text()).isEqualTo(line));
  }
}
