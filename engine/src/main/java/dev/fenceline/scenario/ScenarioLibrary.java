package dev.fenceline.scenario;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The scenarios that ship. */
@SuppressWarnings("DoNotCallSuggester")
public final class ScenarioLibrary {
  private ScenarioLibrary() {}

  /** Their ids, in the order in which people should see them. */
  public static List<String> ids() {
    return List.of("baseline", "ccr", "hold", "unprotected");
  }

  /** The scenario of an id; empty if none has it. */
  public static Optional<Scenario> find(String id) {
    throw new UnsupportedOperationException();
  }

  /**
   * What a person named on the command line: the id of a shipped scenario, or a file.
   *
   * @throws ScenarioException if it is neither, or the file holds no scenario
   * @throws IOException if the file cannot be read
   */
  public static Scenario open(String idOrFile) throws IOException {
    throw new UnsupportedOperationException();
  }
}
