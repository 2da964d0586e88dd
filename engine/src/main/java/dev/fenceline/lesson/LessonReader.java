package dev.fenceline.lesson;

import dev.fenceline.scenario.setting.JsonText;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.scenario.setting.SettingError;
import dev.fenceline.scenario.setting.SettingsReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads lessons from JSON as users write it. The format is described in {@code assets/README.md}.
 */
public final class LessonReader {
  private static final long BYTES_MAX = 1 << 20;
  private static final String WHAT = "a lesson";

  private LessonReader() {}

  /**
   * Reads a file.
   *
   * @throws ScenarioException if it is not a lesson; the message has file, line and column
   * @throws IOException if the file cannot be read
   */
  public static Lesson read(Path file) throws IOException {
    if (Files.size(file) > BYTES_MAX) {
      throw new ScenarioException(file + ": no lesson is larger than 1 MiB");
    }
    try {
      return read(Files.readString(file), file.toString());
    } catch (CharacterCodingException e) {
      throw new ScenarioException(
          file + ": this is not text in UTF-8; a lesson is a JSON file in that encoding");
    }
  }

  /**
   * Reads a lesson from a string.
   *
   * @param source where it comes from, for messages
   * @throws ScenarioException if it is not a lesson
   */
  public static Lesson read(String text, String source) {
    return read(text, source, false);
  }

  /**
   * Reads the lesson inside a session, which may play that session.
   *
   * @param source where it comes from, for messages
   * @throws ScenarioException if it is not a lesson
   */
  public static Lesson readWithin(String text, String source) {
    return read(text, source, true);
  }

  private static Lesson read(String text, String source, boolean isWithin) {
    JsonText json = new JsonText(text, source, WHAT);
    try {
      Lesson lesson = SettingsReader.read(Lesson.class, json.parse(), "");
      LessonCheck.check(lesson, isWithin);
      return lesson;
    } catch (SettingError e) {
      throw json.located(e);
    }
  }
}
