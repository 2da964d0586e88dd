package dev.fenceline.sweep;

import dev.fenceline.scenario.Scenario;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One combination of values that is run with every seed.
 *
 * @param index its index among the cases, from 0
 * @param settings one for each variation, in their order; none if nothing varies
 * @param scenario the scenario with these settings
 */
public record SweepCase(int index, List<ParameterSetting> settings, Scenario scenario) {
  /** The label of a case without settings. */
  private static final String UNCHANGED = "unchanged";

  public SweepCase {
    settings = List.copyOf(settings);
  }

  /** Returns its settings, such as {@code cqt=5 s delay=1 ms}. */
  public String label() {
    return settings.isEmpty()
        ? UNCHANGED
        : settings.stream().map(ParameterSetting::toString).collect(Collectors.joining(" "));
  }
}
