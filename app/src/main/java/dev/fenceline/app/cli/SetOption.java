package dev.fenceline.app.cli;

import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Applies the settings of {@code --set} to a scenario. */
final class SetOption {
  private SetOption() {}

  /**
   * Returns the scenario with every setting applied in order.
   *
   * @param settings each {@code KEY=VALUE}
   * @param example a setting that the command accepts, for the message
   * @throws ParameterException if a setting has no key
   */
  static Scenario apply(
      Scenario scenario, List<String> settings, String example, CommandLine command) {
    Scenario changed = scenario;
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals <= 0) {
        throw new ParameterException(
            command, "--set %s: expected KEY=VALUE, such as --set %s".formatted(setting, example));
      }
      changed =
          Parameter.named(setting.substring(0, equals))
              .apply(changed, setting.substring(equals + 1));
    }
    return changed;
  }
}
