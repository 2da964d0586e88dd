package dev.fenceline.app.editor;

import dev.fenceline.app.feature.FileDialogs;
import dev.fenceline.app.feature.UnsavedWork;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser.ExtensionFilter;

/**
 * The scenario that is being written, which is asked about before the program ends.
 *
 * @param dialogs asks for a file
 */
record EditedWork(FileDialogs dialogs, EditorViewModel model) implements UnsavedWork {
  static final ExtensionFilter SCENARIOS = new ExtensionFilter("Scenario", "*.json");

  @Override
  public String lost() {
    return model.lost();
  }

  @Override
  public void save(Runnable saved) {
    model.file().or(this::choose).ifPresent(file -> model.save(file, saved));
  }

  /** Saves it to a file that the user chooses. */
  void saveAs() {
    choose().ifPresent(file -> model.save(file, () -> {}));
  }

  private Optional<Path> choose() {
    return dialogs.save("Save scenario", model.fileName(), SCENARIOS);
  }

  @Override
  public void discard() {
    model.discard();
  }
}
