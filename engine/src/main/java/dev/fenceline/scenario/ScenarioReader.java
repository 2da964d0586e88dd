package dev.fenceline.scenario;

import java.io.IOException;
import java.nio.file.Path;

/** Reads scenarios from JSON as people write it: comments, times with units, defaults. */
@SuppressWarnings("DoNotCallSuggester")
public final class ScenarioReader {
  private ScenarioReader() {}

  /**
   * Reads a file.
   *
   * @throws ScenarioException if it is no scenario, with file, line and column
   * @throws IOException if the file cannot be read
   */
  public static Scenario read(Path file) throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads a text.
   *
   * @param source where it comes from, for messages
   * @throws ScenarioException if it is no scenario
   */
  public static Scenario read(String text, String source) {
    throw new UnsupportedOperationException();
  }
}
