package dev.fenceline.app.jump;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTimeTest {
  private static final long PLAYHEAD_NANOS = 12_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "12.51, 12510000000",
    "12.510 431 s, 12510431000",
    "850 ms, 850000000",
    "20us, 20000",
    "20 \u00b5s, 20000",
    "7 ns, 7",
    "1:02.5, 62500000000",
    "00:14.011 431, 14011431000",
    "+1.5, 13500000000",
    "-200 ms, 11800000000",
  })
  void whatPeopleTypeIsUnderstood(String text, long nanos) {
    assertThat(TypedTime.nanos(text, PLAYHEAD_NANOS)).hasValue(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "12,5", "1:2:3", "12 h", "1:02 ms", "12.5.1", "- -1"})
  void anythingElseIsNotATime(String text) {
    assertThat(TypedTime.nanos(text, PLAYHEAD_NANOS)).isEmpty();
  }
}
