package dev.fenceline.app.export;

import dev.fenceline.lesson.Lesson;
import dev.fenceline.page.StepPictures;
import dev.fenceline.swimlane.paint.SessionPicture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A lesson as something to take away: a page, an animated picture, or a picture for each step. */
public enum LessonFile {
  /** A page that plays in a browser. */
  PAGE("page that plays in a browser", "HTML pages", ".html") {
    @Override
    boolean isEndingOf(Path file) {
      return ExportFormat.HTML.isEndingOf(file);
    }

    @Override
    public void write(Lesson lesson, PictureStyle style, Path file) throws IOException {
      String html = BrowserPage.ofLesson(lesson);
      WholeFile.replace(file, part -> Files.writeString(part, html));
    }
  },
  /** The steps one after another. */
  GIF("animated GIF", "GIF pictures", ".gif") {
    @Override
    boolean isEndingOf(Path file) {
      return ExportFormat.GIF.isEndingOf(file);
    }

    @Override
    public void write(Lesson lesson, PictureStyle style, Path file) throws IOException {
      StepPictures steps = steps(lesson);
      WholeFile.replace(
          file,
          part ->
              GifPicture.write(
                  steps, SessionPicture.DEFAULT_WIDTH, style.palette(), style.elastic(), part));
    }
  },
  /** A picture for each step. */
  NUMBERED("numbered pictures", "Numbered PNG pictures", ".png") {
    @Override
    boolean isEndingOf(Path file) {
      return NumberedPictures.isNamed(file);
    }

    @Override
    public void write(Lesson lesson, PictureStyle style, Path file) throws IOException {
      NumberedPictures.write(steps(lesson), style, NumberedPictures.named(file));
    }
  };

  private final String words;
  private final String plural;
  private final String ending;

  LessonFile(String words, String plural, String ending) {
    this.words = words;
    this.plural = plural;
    this.ending = ending;
  }

  /** Returns what it is, for a sentence. */
  String words() {
    return words;
  }

  /** Returns the name for such files in a file chooser. */
  String plural() {
    return plural;
  }

  /** Returns the ending of the name. */
  String ending() {
    return ending;
  }

  abstract boolean isEndingOf(Path file);

  /** Returns what the name of a file says; empty if a lesson cannot be written so. */
  public static Optional<LessonFile> of(Path file) {
    return Arrays.stream(values()).filter(it -> it.isEndingOf(file)).findFirst();
  }

  /**
   * Writes a lesson, with the scenarios that it plays, which are run for it. A file is replaced as
   * a whole or stays as it was. Must not be called on the application thread.
   *
   * @throws IOException if it cannot be written, or if a session that it plays cannot be read
   */
  public abstract void write(Lesson lesson, PictureStyle style, Path file) throws IOException;

  private static StepPictures steps(Lesson lesson) throws IOException {
    try {
      return StepPictures.ofLesson(lesson, BrowserPage::play);
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }
}
