package dev.fenceline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lane is read from its text once, and knows its mark and its generation from then on. */
class LaneTest {
  @ParameterizedTest
  @CsvSource({
    "host/nvme4, '', nvme4, 0",
    "host/log: nvme4, log, nvme4, 0",
    "host/log: web1 nvme4, log, web1 nvme4, 0",
    "target/2.1, '', 2, 1",
    "target/B: 2.13, B, 2, 13",
    "target/subsystem, '', subsystem, 0",
    "path/10.1, '', 10.1, 0",
    "lab/lab, '', lab, 0",
  })
  void whatItSaysIsRead(String text, String mark, String plainName, int generation) {
    Lane lane = Lane.parse(text);

    assertThat(lane.mark()).isEqualTo(mark);
    assertThat(lane.plainName()).isEqualTo(plainName);
    assertThat(lane.generation()).isEqualTo(generation);
    assertThat(lane).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"target/2.01", "target/2.0", "target/02.1", "target/.1", "host/: a", "host/log: "})
  void anyTextIsWrittenAsItWasRead(String text) {
    assertThat(Lane.parse(text)).hasToString(text);
  }

  @Test
  void aMarkIsPutBeforeTheName() {
    assertThat(Lane.target(2, 1).marked("log")).isEqualTo(Lane.parse("target/log: 2.1"));
    assertThat(Lane.target(2, 1).marked("log").ownName()).isEqualTo("2.1");
    assertThat(Lane.host("nvme4").marked("")).isEqualTo(Lane.host("nvme4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nvme4", "/nvme4", "host/"})
  void aTextWithoutGroupOrNameIsNoLane(String text) {
    assertThatThrownBy(() -> Lane.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
