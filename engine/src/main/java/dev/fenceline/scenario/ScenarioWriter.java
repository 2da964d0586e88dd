package dev.fenceline.scenario;

/** Writes a scenario as JSON, every setting spelled out; {@link ScenarioReader} reads it back. */
@SuppressWarnings("DoNotCallSuggester")
public final class ScenarioWriter {
  private ScenarioWriter() {}

  /** One JSON object on one line, as session headers have it. */
  public static String write(Scenario scenario) {
    throw new UnsupportedOperationException();
  }
}
