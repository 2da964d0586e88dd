package dev.fenceline.app.export;

import dev.fenceline.lesson.Lesson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page of a lesson as a file for a browser. */
public final class PageFile {
  private PageFile() {}

  /** Reports whether the name of a file is that of a page. */
  public static boolean isNamed(Path file) {
    return ExportFormat.HTML.isEndingOf(file);
  }

  /**
   * Writes the page of a lesson, with the scenarios that it plays, which are run for it. The file
   * is replaced as a whole or stays as it was.
   *
   * @throws IOException if it cannot be written, or if a session that it plays cannot be read
   */
  public static void write(Lesson lesson, Path file) throws IOException {
    String html = BrowserPage.ofLesson(lesson);
    ExportFile.replace(file, part -> Files.writeString(part, html));
  }
}
