package dev.fenceline.app.window;

import dev.fenceline.app.action.Action;
import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.session.Session;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Stage;

/** The actions that open, save, export, close and quit. */
final class FileActions {
  private static final ExtensionFilter SESSIONS = filter(ExportFormat.SESSION);
  private static final ExtensionFilter SCENARIOS = new ExtensionFilter("Scenarios", "*.json");
  private static final ExtensionFilter LOGS = filter(ExportFormat.KERNEL_LOG);
  private static final ExtensionFilter CAPTURES =
      new ExtensionFilter(
          "Network captures", "*.pcap", "*.pcapng", "*.cap", "*.pcap.gz", "*.pcapng.gz");

  private final Workspace workspace;
  private final ObservableValue<Boolean> dark;
  private final Stage stage;

  /**
   * Creates the actions of a workspace.
   *
   * @param dark whether pictures are dark, as the window is
   * @param stage the window that owns the dialogs
   */
  FileActions(Workspace workspace, ObservableValue<Boolean> dark, Stage stage) {
    this.workspace = workspace;
    this.dark = dark;
    this.stage = stage;
  }

  void register(ActionRegistry actions) {
    ObservableBooleanValue open = Bindings.isNotNull(workspace.current());
    actions.add(
        Action.of("file.open.choose", Group.FILE, "Open\u2026", this::open)
            .withKey(Key.chord("Shortcut+O")));
    actions.add(
        Action.of("file.save.now", Group.FILE, "Save", () -> with(this::save))
            .withKey(Key.chord("Shortcut+S"))
            .withEnabled(open));
    actions.add(
        Action.of("file.save.as", Group.FILE, "Save as\u2026", () -> with(this::saveAs))
            .withKey(Key.chord("Shortcut+Shift+S"))
            .withEnabled(open));
    for (ExportFormat format : ExportFormat.values()) {
      if (format != ExportFormat.SESSION) {
        actions.add(
            Action.of(
                    "file.export." + format.endings().getFirst().substring(1),
                    Group.FILE,
                    "Export " + format.words() + "\u2026",
                    () -> with(session -> export(session, format)))
                .withEnabled(open));
      }
    }
    actions.add(
        Action.of("file.window.close", Group.FILE, "Close session", () -> with(workspace::close))
            .withKey(Key.chord("Shortcut+W"))
            .withEnabled(open));
    actions.add(
        Action.of("file.window.quit", Group.FILE, "Quit", Platform::exit)
            .withKey(Key.chord("Shortcut+Q")));
  }

  private void open() {
    FileChooser chooser = chooser("Open");
    chooser
        .getExtensionFilters()
        .setAll(
            new ExtensionFilter(
                "Sessions, kernel logs, captures, scenarios",
                "*.fenceline",
                "*.fenceline.gz",
                "*.log",
                "*.txt",
                "*.pcap",
                "*.pcapng",
                "*.cap",
                "*.pcap.gz",
                "*.pcapng.gz",
                "*.gz",
                "*.xz",
                "*.zst",
                "*.bz2",
                "*.json"),
            SESSIONS,
            LOGS,
            CAPTURES,
            SCENARIOS,
            new ExtensionFilter("All files", "*"));
    List<File> chosen = chooser.showOpenMultipleDialog(stage);
    if (chosen != null) {
      chosen.forEach(file -> workspace.files().open(file.toPath()));
    }
  }

  private void save(OpenSession session) {
    Path file = session.file().get();
    if (file == null) {
      saveAs(session);
    } else {
      workspace.files().save(session, file);
    }
  }

  private void saveAs(OpenSession session) {
    choose(
        "Save session", session.title() + ".fenceline", SESSIONS, workspace.files()::save, session);
  }

  private void export(OpenSession session, ExportFormat format) {
    boolean elastic = workspace.preferences().elastic().get();
    PictureStyle style =
        new PictureStyle(dark.getValue(), elastic, workspace.preferences().extraLanes());
    choose(
        "Export " + format.words(),
        session.title() + format.endings().getFirst(),
        filter(format),
        (_, chosen) -> {
          Path file = withEnding(chosen, format);
          Session content = session.toSession();
          workspace
              .files()
              .write(
                  "Writing " + file.getFileName(),
                  file,
                  () -> ExportFile.of(file).write(content, session.timeline(), style),
                  () -> {});
        },
        session);
  }

  private static ExtensionFilter filter(ExportFormat format) {
    return new ExtensionFilter(
        format.plural(), format.endings().stream().map(ending -> "*" + ending).toList());
  }

  /**
   * Appends the ending of the format if the name has none: the file choosers of some desktops do
   * not.
   */
  private static Path withEnding(Path file, ExportFormat format) {
    return format.isEndingOf(file) ? file : Path.of(file + format.endings().getFirst());
  }

  private void choose(
      String title,
      String name,
      ExtensionFilter filter,
      BiConsumer<OpenSession, Path> write,
      OpenSession session) {
    FileChooser chooser = chooser(title);
    chooser.setInitialFileName(name.replaceAll("[^\\p{L}\\p{N}. -]", " "));
    chooser.getExtensionFilters().setAll(filter);
    File chosen = chooser.showSaveDialog(stage);
    if (chosen != null) {
      write.accept(session, chosen.toPath());
    }
  }

  /** Returns a file chooser that starts in the folder of the latest file. */
  private FileChooser chooser(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    workspace.preferences().recent().stream()
        .findFirst()
        .flatMap(file -> Optional.ofNullable(file.getParent()))
        .filter(Files::isDirectory)
        .ifPresent(folder -> chooser.setInitialDirectory(folder.toFile()));
    return chooser;
  }

  private void with(Consumer<OpenSession> effect) {
    OpenSession session = workspace.current().get();
    if (session != null) {
      effect.accept(session);
    }
  }
}
