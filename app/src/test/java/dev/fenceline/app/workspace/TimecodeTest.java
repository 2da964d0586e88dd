package dev.fenceline.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimecodeTest {
  @Test
  void aMomentIsShownToTheMicrosecond() {
    Timecode moment = new Timecode(14_011_431_999L);
    assertThat(moment.precise()).isEqualTo("00:14.011 431");
    assertThat(moment.clock()).isEqualTo("00:14.011");
    assertThat(moment.seconds()).isEqualTo("14.011 431 s");
    assertThat(new Timecode(3_661_000_000_000L).clock()).isEqualTo("61:01.000");
  }
}
