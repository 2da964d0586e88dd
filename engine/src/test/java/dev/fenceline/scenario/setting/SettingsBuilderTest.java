package dev.fenceline.scenario.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.scenario.HostSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.TargetSettings;
import org.junit.jupiter.api.Test;

/** Settings are copied whole, but for what is named. */
class SettingsBuilderTest {
  private static final Scenario CCR = ScenarioLibrary.find("ccr").orElseThrow();

  @Test
  void whatIsNotNamedStaysAsItWas() {
    Scenario copy = SettingsBuilder.of(CCR).with(Scenario::seed, 77L).build();

    assertThat(copy.seed()).isEqualTo(77);
    assertThat(copy).isNotEqualTo(CCR).isEqualTo(CCR.withSeed(77));
    assertThat(copy.withSeed(CCR.seed())).isEqualTo(CCR);
  }

  @Test
  void theDefaultsAreThoseOfAScenarioThatNamesNothing() {
    Scenario empty = ScenarioReader.read("{\"id\": \"x\", \"title\": \"x\"}", "x");

    assertThat(SettingsBuilder.ofDefaults(HostSettings.class).build()).isEqualTo(empty.host());
    assertThat(
            SettingsBuilder.ofDefaults(Scenario.class)
                .with(Scenario::id, "x")
                .with(Scenario::title, "x")
                .build())
        .isEqualTo(empty);
  }

  @Test
  void whatHasNoDefaultMustBeGiven() {
    assertThatThrownBy(() -> SettingsBuilder.ofDefaults(Scenario.class).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("id has no default and was not given");
  }

  @Test
  void aRecordStillRefusesWhatDoesNotFit() {
    SettingsBuilder<TargetSettings> target =
        SettingsBuilder.of(CCR.target()).with(TargetSettings::quiesceMillis, 9_000L);

    assertThatThrownBy(target::build).hasMessageContaining("is longer than target.cqt");
  }

  @Test
  void onlyAComponentCanBeNamed() {
    assertThatThrownBy(() -> SettingsBuilder.of(CCR).with(Scenario::devices, CCR.devices()))
        .hasMessageStartingWith("devices is not a component of ");
  }

  record Undescribed(int count) {}

  @Test
  void aSettingThatIsNotDescribedIsRefusedByName() {
    assertThatThrownBy(() -> SettingsBuilder.ofDefaults(Undescribed.class))
        .hasMessage("Undescribed.count is not described: it needs a @Setting");
  }
}
