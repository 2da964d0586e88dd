package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.SettingsWriter;

/** Writes a scenario as JSON with every setting. {@link ScenarioReader} can read it. */
public final class ScenarioWriter {
  private ScenarioWriter() {}

  /** Returns a scenario as JSON on one line, as in session headers. */
  public static String write(Scenario scenario) {
    return SettingsWriter.write(scenario).toString();
  }

  /** Returns a scenario as indented JSON, for human readers. */
  public static String writePretty(Scenario scenario) {
    return SettingsWriter.write(scenario).toPrettyString() + "\n";
  }
}
