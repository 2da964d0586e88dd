package dev.fenceline.app.feature;

import dev.fenceline.app.feature.FileChoice.Purpose;
import dev.fenceline.app.workspace.Preferences;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;

/**
 * Asks the user for files. Dialogs for opening start in the folder of the latest file; dialogs for
 * writing start in the folder that was written to last.
 */
public final class FileDialogs {
  private final FileChoice choice;
  private final Preferences preferences;

  FileDialogs(FileChoice choice, Preferences preferences) {
    this.choice = choice;
    this.preferences = preferences;
  }

  /**
   * Asks for files to open.
   *
   * @return the chosen files; empty if the user cancels
   */
  public List<Path> open(String title, List<ExtensionFilter> filters) {
    FileChooser chooser = chooser(title, openFolder());
    chooser.getExtensionFilters().setAll(filters);
    return choice.ask(chooser, Purpose.OPEN).stream().map(File::toPath).toList();
  }

  /**
   * Asks for one file to open.
   *
   * @return the chosen file; empty if the user cancels
   */
  public Optional<Path> openOne(String title, List<ExtensionFilter> filters) {
    FileChooser chooser = chooser(title, openFolder());
    chooser.getExtensionFilters().setAll(filters);
    return choice.ask(chooser, Purpose.OPEN_ONE).stream().findFirst().map(File::toPath);
  }

  /**
   * Asks for a file to write.
   *
   * @param name the proposed name; characters that some file systems refuse are replaced
   * @return the chosen file; empty if the user cancels
   */
  public Optional<Path> save(String title, String name, ExtensionFilter filter) {
    return save(title, name, List.of(filter)).map(Chosen::file);
  }

  /**
   * A file to write.
   *
   * @param filter the format that the user has chosen
   */
  public record Chosen(Path file, ExtensionFilter filter) {}

  /** Does the same as {@link #save(String, String, ExtensionFilter)}, with several formats. */
  public Optional<Chosen> save(String title, String name, List<ExtensionFilter> filters) {
    FileChooser chooser = chooser(title, writeFolder());
    chooser.setInitialFileName(name.replaceAll("[^\\p{L}\\p{N}.-]+", " ").strip());
    chooser.getExtensionFilters().setAll(filters);
    Optional<Path> chosen =
        choice.ask(chooser, Purpose.SAVE).stream().findFirst().map(File::toPath);
    chosen.ifPresent(preferences::rememberWritten);
    return chosen.map(file -> new Chosen(file, chooser.getSelectedExtensionFilter()));
  }

  private Optional<Path> openFolder() {
    return preferences.recent().stream()
        .findFirst()
        .flatMap(file -> Optional.ofNullable(file.getParent()));
  }

  private Optional<Path> writeFolder() {
    return preferences.writtenTo().or(this::openFolder);
  }

  private static FileChooser chooser(String title, Optional<Path> folder) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    folder.filter(Files::isDirectory).ifPresent(it -> chooser.setInitialDirectory(it.toFile()));
    return chooser;
  }
}
