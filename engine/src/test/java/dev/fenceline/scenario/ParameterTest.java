package dev.fenceline.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.scenario.setting.ScenarioException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters change a scenario by name, and refuse what does not fit. */
class ParameterTest {
  private static final Scenario CCR = ScenarioLibrary.find("ccr").orElseThrow();

  @Test
  void everyParameterHasARangeAndAValueThatIsItsOwn() {
    for (Parameter parameter : Parameter.all()) {
      String value = parameter.value(CCR).orElseThrow();
      assertThat(parameter.range().toString()).isNotBlank();
      assertThat(parameter.apply(CCR, value)).as(parameter.key()).isEqualTo(CCR);
    }
    assertThat(Parameter.all()).extracting(Parameter::key).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "kato, 3 s, 3 s",
    "kato, 3s, 3 s",
    "cqt, 0 s, 0 s",
    "policy, v3, v3",
    "fence-timeout, linux-v3, linux-v3",
    "tbkas, on, on",
    "header-digest, true, on",
    "ctrl-loss, never, never",
    "fast-io-fail, 500 ms, 500 ms",
    "cut, 6.2 s, 6.2 s",
    "release, cut + 8 s, cut + 8 s",
    "slow-write, 25 s, 25 s",
    "paths, 4, 4",
    "workers, 12, 12"
  })
  void aValueIsTaken(String key, String value, String then) {
    Parameter parameter = Parameter.named(key);

    Scenario changed = parameter.apply(CCR, value);

    assertThat(parameter.value(changed)).contains(then);
    assertThat(changed).isNotEqualTo(CCR);
  }

  @Test
  void nothingElseChanges() {
    Scenario changed = Parameter.named("ccrl").apply(CCR, "0");

    assertThat(Parameter.named("ccrl").apply(changed, "4")).isEqualTo(CCR);
  }

  @Test
  void delayIsThatOfEveryPath() {
    assertThat(Parameter.named("delay").apply(CCR, "1 ms").paths())
        .extracting(PathSettings::delayMicros)
        .containsExactly(1_000L, 1_000L);
  }

  @Test
  void furtherPathsHaveNamesPortsAndAddressesOfTheirOwn() {
    List<PathSettings> paths = Parameter.named("paths").apply(CCR, "3").paths();

    assertThat(paths).extracting(PathSettings::name).containsExactly("A", "B", "C");
    assertThat(paths.getLast().port()).isEqualTo(3);
    assertThat(paths.getLast().address()).isEqualTo("10.0.0.3:4420");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kato|3|\"3\" has no unit",
        "kato|2 h|out of range: 0 s to 3600 s",
        "kato|never|is not a time",
        "policy|none of these|is not one of none, time-based, rfc, v3, v4, best",
        "ccrl|-1|-1 is out of range: 0 to 255",
        "ccrl|many|\"many\" is not a whole number; it takes 0 to 255",
        "tbkas|perhaps|neither on nor off",
        "paths|1|faults[1].path: there is no path \"B\"",
        "paths|0|out of range: 1 to 16",
        "cqt|1 s|target.quiesce 1500 ms is longer than target.cqt 1000 ms",
        "cut|tomorrow|there is no fault \"tomorrow\"",
        "cut|cut + 1 s|depends on itself"
      })
  void aBadValueIsRefusedWithTheReason(String key, String value, String reason) {
    assertThatThrownBy(() -> Parameter.named(key).apply(CCR, value))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(key + "=" + value + ": ")
        .hasMessageContaining(reason);
  }

  @Test
  void anUnknownKeyIsAnsweredWithTheNearestOne() {
    assertThatThrownBy(() -> Parameter.named("katto"))
        .hasMessage("there is no parameter \"katto\"; did you mean \"kato\"?");
    assertThat(Parameter.find("katto")).isEmpty();
  }

  @Test
  void aScenarioWithoutThatFaultSaysSo() {
    Scenario calm = ScenarioReader.read("{\"id\":\"calm\",\"title\":\"No fault\"}", "calm.json");

    assertThat(Parameter.named("cut").value(calm)).isEmpty();
    assertThatThrownBy(() -> Parameter.named("cut").apply(calm, "6 s"))
        .hasMessageContaining("scenario calm has no faults[name=cut].at");
  }
}
