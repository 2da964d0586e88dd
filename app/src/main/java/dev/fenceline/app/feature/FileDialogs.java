package dev.fenceline.app.feature;

import dev.fenceline.app.workspace.Preferences;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Stage;

/** Asks the user for files. The dialogs start in the folder of the latest file. */
public final class FileDialogs {
  private final Stage stage;
  private final Preferences preferences;

  FileDialogs(Stage stage, Preferences preferences) {
    this.stage = stage;
    this.preferences = preferences;
  }

  /**
   * Asks for files to open.
   *
   * @return the chosen files; empty if the user cancels
   */
  public List<Path> open(String title, List<ExtensionFilter> filters) {
    FileChooser chooser = chooser(title);
    chooser.getExtensionFilters().setAll(filters);
    List<File> chosen = chooser.showOpenMultipleDialog(stage);
    return chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
  }

  /**
   * Asks for a file to write.
   *
   * @param name the proposed name; characters that some file systems refuse are replaced
   * @return the chosen file; empty if the user cancels
   */
  public Optional<Path> save(String title, String name, ExtensionFilter filter) {
    FileChooser chooser = chooser(title);
    chooser.setInitialFileName(name.replaceAll("[^\\p{L}\\p{N}. -]", " "));
    chooser.getExtensionFilters().setAll(filter);
    return Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
  }

  private FileChooser chooser(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    preferences.recent().stream()
        .findFirst()
        .flatMap(file -> Optional.ofNullable(file.getParent()))
        .filter(Files::isDirectory)
        .ifPresent(folder -> chooser.setInitialDirectory(folder.toFile()));
    return chooser;
  }
}
