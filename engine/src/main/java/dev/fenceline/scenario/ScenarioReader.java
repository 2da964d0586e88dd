package dev.fenceline.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.scenario.setting.JsonText;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.scenario.setting.SettingError;
import dev.fenceline.scenario.setting.SettingsReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads scenarios from JSON as users write it: with comments, times with units, and defaults for
 * missing settings. The format is described in {@code assets/README.md}.
 */
public final class ScenarioReader {
  private static final long BYTES_MAX = 1 << 20;

  private ScenarioReader() {}

  /**
   * Reads a file.
   *
   * @throws ScenarioException if it is not a scenario; the message has file, line and column
   * @throws IOException if the file cannot be read
   */
  public static Scenario read(Path file) throws IOException {
    if (Files.size(file) > BYTES_MAX) {
      throw new ScenarioException(file + ": no scenario is larger than 1 MiB");
    }
    try {
      return read(Files.readString(file), file.toString());
    } catch (CharacterCodingException e) {
      throw new ScenarioException(
          file + ": this is not text in UTF-8; a scenario is a JSON file in that encoding");
    }
  }

  /**
   * Reads a scenario from a string.
   *
   * @param source where it comes from, for messages
   * @throws ScenarioException if it is not a scenario
   */
  public static Scenario read(String text, String source) {
    return read(text, source, true);
  }

  /**
   * Reads the scenario of a recording. The name of its subsystem need not have the form of an NQN,
   * because real targets do not check names.
   *
   * @param source where it comes from, for messages
   * @throws ScenarioException if it is not a scenario
   */
  public static Scenario recorded(String text, String source) {
    return read(text, source, false);
  }

  private static Scenario read(String text, String source, boolean isChosen) {
    JsonText json = new JsonText(text, source, "a scenario");
    ObjectNode object = json.parse();
    try {
      Scenario scenario = scenario(object);
      if (isChosen) {
        ScenarioCheck.names(scenario);
      }
      return scenario;
    } catch (SettingError e) {
      throw json.located(e);
    }
  }

  /**
   * Returns the scenario that an object describes; throws a {@link SettingError} if there is none.
   */
  static Scenario scenario(ObjectNode object) {
    Scenario scenario = SettingsReader.read(Scenario.class, object, "");
    ScenarioCheck.check(scenario);
    return scenario;
  }
}
