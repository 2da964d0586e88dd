package dev.fenceline.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @ParameterizedTest
  @CsvSource({
    "6312000000, 6.31 s",
    "10000000000, 10 s",
    "800000, 0.8 ms",
    "14000, 14 µs",
    "999, 999 ns",
    "-14000, -14 µs",
    "0, 0 s",
  })
  void aDurationHasFewDigitsAndTheUnitThatSuitsIt(long nanos, String text) {
    assertThat(Text.duration(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "12510000000, 12.510 s",
    "1501000000, 1.501 s",
    "2000000, 2.0 ms",
    "812345, 812.3 µs",
    "999, 999 ns",
  })
  void aMeasuredDurationKeepsItsDigits(long nanos, String text) {
    assertThat(Text.measured(nanos)).isEqualTo(text);
  }
}
