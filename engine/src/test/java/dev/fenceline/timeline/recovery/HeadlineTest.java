package dev.fenceline.timeline.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.timeline.Timeline;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class HeadlineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          baseline | Data corrupt: 3 writes took effect 180.6 ms to 467.9 ms
          baseline | after newer data; nvme4 failed at 6.90 s, the host did not fence it, I/O continued after 5.61 s.
          ccr      | Data intact: nvme4 failed at 6.90 s, a cross-controller reset stopped it in 1.50 s, I/O continued after 7.1
          hold     | Data intact: nvme4 failed at 6.90 s, the host held its requests for 15
          """)
  void aRunIsToldInOneSentence(String id, String part) {
    Scenario scenario = ScenarioLibrary.find(id).orElseThrow();
    Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
    lab.run();
    assertThat(Headline.of(lab.timeline()).words()).contains(part).endsWith(".");
  }

  @Test
  void ofARecordingWithoutAVerdictNoneIsClaimed() {
    assertThat(Headline.of(new Timeline()).words())
        .isEqualTo("It is not known whether the data is intact.");
  }
}
