package dev.fenceline.lesson;

import dev.fenceline.scenario.setting.SettingsWriter;

/** Writes lessons as JSON, so that {@link LessonReader} reads the same lesson again. */
public final class LessonWriter {
  private LessonWriter() {}

  /** Returns the JSON of a lesson, indented. */
  public static String write(Lesson lesson) {
    return SettingsWriter.write(lesson).toPrettyString();
  }
}
