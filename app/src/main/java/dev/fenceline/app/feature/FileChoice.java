package dev.fenceline.app.feature;

import java.io.File;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Shows a file chooser and waits until the user has chosen or cancelled. */
@FunctionalInterface
public interface FileChoice {
  /** What the chosen files are for. */
  enum Purpose {
    /** One file is read. */
    OPEN_ONE,
    /** Files are read. */
    OPEN,
    /** One file is written. */
    SAVE
  }

  /** Returns the files that the user chose; none if the user cancelled. */
  List<File> ask(FileChooser chooser, Purpose purpose);

  /** Returns the dialogs of the desktop, over a window. */
  static FileChoice over(Stage stage) {
    return (chooser, purpose) ->
        switch (purpose) {
          case OPEN_ONE -> one(chooser.showOpenDialog(stage));
          case OPEN -> Optional.ofNullable(chooser.showOpenMultipleDialog(stage)).orElse(List.of());
          case SAVE -> one(chooser.showSaveDialog(stage));
        };
  }

  private static List<File> one(@Nullable File chosen) {
    return chosen == null ? List.of() : List.of(chosen);
  }
}
