package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.Nearest;
import dev.fenceline.scenario.setting.ScenarioException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The shipped scenarios, on the class path under {@code scenarios/}. {@code library.txt} there
 * lists them in display order: one ID on each line, group by group.
 */
public final class ScenarioLibrary {
  private static final String FOLDER = "/scenarios/";
  private static final List<String> IDS = ids(text("library.txt"));

  /** Reads the scenarios once, when they are first asked for. */
  private static final class All {
    static final List<Scenario> SCENARIOS = IDS.stream().map(ScenarioLibrary::load).toList();
  }

  private ScenarioLibrary() {}

  /** Returns the IDs of all shipped scenarios, in display order. */
  public static List<String> ids() {
    return IDS;
  }

  /** Returns all shipped scenarios, in the order of {@link #ids}. */
  public static List<Scenario> all() {
    return All.SCENARIOS;
  }

  /** Returns the scenario with an ID, or empty if there is none. */
  public static Optional<Scenario> find(String id) {
    return IDS.contains(id) ? Optional.of(load(id)) : Optional.empty();
  }

  /**
   * Returns the scenario that the user named on the command line, by the ID of a shipped scenario
   * or by a file.
   *
   * @throws ScenarioException if it is neither, or the file holds no scenario
   * @throws IOException if the file cannot be read
   */
  public static Scenario open(String idOrFile) throws IOException {
    if (IDS.contains(idOrFile)) {
      return load(idOrFile);
    }
    Optional<Path> file = regularFile(idOrFile);
    if (file.isPresent()) {
      return ScenarioReader.read(file.get());
    }
    throw new ScenarioException(
        "\"%s\" is neither a file nor a scenario that ships%s"
            .formatted(idOrFile, Nearest.hint(idOrFile, IDS)));
  }

  private static Optional<Path> regularFile(String name) {
    try {
      return Optional.of(Path.of(name)).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static List<String> ids(String list) {
    return list.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static Scenario load(String id) {
    return ScenarioReader.read(text(id + ".json"), id + ".json");
  }

  private static String text(String name) {
    String resource = FOLDER + name;
    try (InputStream in = ScenarioLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
