package dev.fenceline.lesson;

import dev.fenceline.scenario.setting.SettingsSchema;

/** The JSON Schema of lessons, for editors. What depends on the run is checked against a run. */
public final class LessonSchema {
  private LessonSchema() {}

  /** Returns the schema, indented. */
  public static String write() {
    return SettingsSchema.write(Lesson.class, "A lesson of Fenceline");
  }
}
