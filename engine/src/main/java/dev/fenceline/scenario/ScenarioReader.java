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
 * Reads scenarios from JSON as people write it: comments, times with units, defaults for what is
 * not named. The format is described in {@code assets/README.md}.
 */
public final class ScenarioReader {
  private static final long BYTES_MAX = 1 << 20;

  private ScenarioReader() {}

  /**
   * Reads a file.
   *
   * @throws ScenarioException if it is no scenario, with file, line and column
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
   * Reads a text.
   *
   * @param source where it comes from, for messages
   * @throws ScenarioException if it is no scenario
   */
  public static Scenario read(String text, String source) {
    JsonText json = new JsonText(text, source);
    ObjectNode object = json.parse();
    try {
      return scenario(object);
    } catch (SettingError e) {
      throw json.located(e);
    }
  }

  /** The scenario that an object describes; throws a {@link SettingError} if it describes none. */
  static Scenario scenario(ObjectNode object) {
    Scenario scenario = SettingsReader.read(Scenario.class, object, "");
    ScenarioCheck.check(scenario);
    return scenario;
  }
}
