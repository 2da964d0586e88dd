package dev.fenceline.app.window;

import dev.fenceline.app.action.Action;
import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.swimlane.ExtraLanes;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Stage;

/** Opening, saving, exporting, quitting: what asks for a file. */
final class FileActions {
  private static final ExtensionFilter SESSIONS =
      new ExtensionFilter("Fenceline sessions", "*.fenceline", "*.fenceline.gz");
  private static final ExtensionFilter SCENARIOS = new ExtensionFilter("Scenarios", "*.json");
  private static final ExtensionFilter SVG = new ExtensionFilter("SVG pictures", "*.svg");
  private static final ExtensionFilter PNG = new ExtensionFilter("PNG pictures", "*.png");
  private static final ExtensionFilter LOGS = new ExtensionFilter("Kernel logs", "*.log", "*.txt");

  private final Workspace workspace;
  private final ObservableValue<Boolean> dark;
  private final Stage stage;

  /**
   * The actions of that workspace.
   *
   * @param dark whether pictures are dark, as the window is
   * @param stage the window that asks
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
    actions.add(
        Action.of(
                "file.export.svg",
                Group.FILE,
                "Export picture as SVG\u2026",
                () -> with(session -> savePicture(session, ".svg", SVG)))
            .withEnabled(open));
    actions.add(
        Action.of(
                "file.export.png",
                Group.FILE,
                "Export picture as PNG\u2026",
                () -> with(session -> savePicture(session, ".png", PNG)))
            .withEnabled(open));
    actions.add(
        Action.of(
                "file.export.log", Group.FILE, "Export kernel log\u2026", () -> with(this::saveLog))
            .withEnabled(open));
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
                "Sessions, kernel logs, scenarios",
                "*.fenceline",
                "*.fenceline.gz",
                "*.log",
                "*.txt",
                "*.json"),
            SESSIONS,
            LOGS,
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

  private void saveLog(OpenSession session) {
    choose(
        "Export kernel log",
        session.title() + ".log",
        LOGS,
        workspace.files()::saveKernelLog,
        session);
  }

  private void savePicture(OpenSession session, String ending, ExtensionFilter filter) {
    boolean isDark = dark.getValue();
    boolean elastic = workspace.preferences().elastic().get();
    Set<ExtraLanes> extra = workspace.preferences().extraLanes();
    choose(
        "Export picture",
        session.title() + ending,
        filter,
        (_, file) -> {
          Path named = withEnding(file, ending);
          workspace
              .files()
              .write(
                  "Drawing " + named.getFileName(),
                  named,
                  () ->
                      PictureFile.of(named)
                          .write(session.title(), session.timeline(), isDark, elastic, extra),
                  () -> {});
        },
        session);
  }

  /** Choosers of some desktops leave the ending to the program. */
  private static Path withEnding(Path file, String ending) {
    String name = file.toString();
    return name.toLowerCase(Locale.ROOT).endsWith(ending) ? file : Path.of(name + ending);
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

  /** A chooser that starts where the last file was. */
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
