package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.SettingsWriter;

/** Writes a scenario as JSON, every setting spelled out; {@link ScenarioReader} reads it back. */
public final class ScenarioWriter {
  private ScenarioWriter() {}

  /** Returns a scenario as JSON on one line, as session headers have it. */
  public static String write(Scenario scenario) {
    return SettingsWriter.write(scenario).toString();
  }

  /** Returns a scenario as indented JSON, for people. */
  public static String writePretty(Scenario scenario) {
    return SettingsWriter.write(scenario).toPrettyString() + "\n";
  }
}
