package dev.fenceline.app.export;

import dev.fenceline.app.feature.FileDialogs.Chosen;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.lesson.Lesson;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.stage.FileChooser.ExtensionFilter;

/** Asks where to write a lesson to, and writes it off the application thread. */
public final class LessonExport {
  private final WindowParts window;

  /** Creates the export of a window. */
  public LessonExport(WindowParts window) {
    this.window = window;
  }

  /** Asks for a file and its kind, and writes the lesson. */
  public void ask(Lesson lesson) {
    List<ExtensionFilter> filters =
        Arrays.stream(LessonFile.values())
            .map(kind -> new ExtensionFilter(kind.plural(), "*" + kind.ending()))
            .toList();
    window
        .fileDialogs()
        .save("Export the lesson", lesson.id() + LessonFile.PAGE.ending(), filters)
        .ifPresent(chosen -> write(lesson, chosen));
  }

  private void write(Lesson lesson, Chosen chosen) {
    LessonFile kind = kind(chosen);
    Path file = named(chosen.file(), kind);
    PictureStyle style = PictureStyle.of(window);
    window
        .workspace()
        .files()
        .write(
            "Writing the lesson as " + kind.words(),
            file,
            () -> kind.write(lesson, style, file),
            () -> {});
  }

  /**
   * Returns the kind that the name says, or else the one that the user has chosen in the dialog.
   */
  static LessonFile kind(Chosen chosen) {
    String name = chosen.file().toString();
    return Arrays.stream(LessonFile.values())
        .filter(kind -> name.endsWith(kind.ending()))
        .findFirst()
        .orElseGet(() ->
            Arrays.stream(LessonFile.values())
                .filter(kind -> kind.plural().equals(chosen.filter().getDescription()))
                .findFirst()
                .orElse(LessonFile.PAGE));
  }

  /** Returns the file with the ending of its kind; numbered pictures get a place for the number. */
  static Path named(Path file, LessonFile kind) {
    if (kind == LessonFile.NUMBERED) {
      return NumberedPictures.named(file);
    }
    return file.toString().endsWith(kind.ending()) ? file : Path.of(file + kind.ending());
  }
}
