package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.SettingsSchema;

/** The JSON Schema of scenarios, for editors. */
public final class ScenarioSchema {
  private ScenarioSchema() {}

  /** Returns the schema, indented. */
  public static String write() {
    return SettingsSchema.write(Scenario.class, "A scenario of Fenceline");
  }
}
