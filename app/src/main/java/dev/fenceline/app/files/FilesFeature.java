package dev.fenceline.app.files;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.FileDialogs;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import javafx.stage.FileChooser.ExtensionFilter;

/** The actions that open and save files. */
public final class FilesFeature implements Feature {
  private static final ExtensionFilter SESSIONS =
      new ExtensionFilter("Fenceline sessions", "*.fenceline", "*.fenceline.gz");
  private static final List<ExtensionFilter> READABLE =
      List.of(
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
          new ExtensionFilter("Kernel logs", "*.log", "*.txt"),
          new ExtensionFilter(
              "Network captures", "*.pcap", "*.pcapng", "*.cap", "*.pcap.gz", "*.pcapng.gz"),
          new ExtensionFilter("Scenarios", "*.json"),
          new ExtensionFilter("All files", "*"));

  @Override
  public void addTo(WindowParts window) {
    Workspace workspace = window.workspace();
    FileDialogs dialogs = window.fileDialogs();
    window.add(
        UserAction.of(
                "file.open.choose",
                Group.FILE,
                "Open\u2026",
                () -> dialogs.open("Open", READABLE).forEach(workspace.files()::open))
            .withKey(Key.chord("Shortcut+O")));
    window.add(
        UserAction.of(
                "file.save.now",
                Group.FILE,
                "Save",
                () -> workspace.withCurrent(session -> save(session, workspace, dialogs)))
            .withKey(Key.chord("Shortcut+S"))
            .withDisabled(workspace.whyNoSession()));
    window.add(
        UserAction.of(
                "file.save.as",
                Group.FILE,
                "Save as\u2026",
                () -> workspace.withCurrent(session -> saveAs(session, workspace, dialogs)))
            .withKey(Key.chord("Shortcut+Shift+S"))
            .withDisabled(workspace.whyNoSession()));
  }

  private static void save(OpenSession session, Workspace workspace, FileDialogs dialogs) {
    Path file = session.file().get();
    if (file == null) {
      saveAs(session, workspace, dialogs);
    } else {
      workspace.files().save(session, file);
    }
  }

  private static void saveAs(OpenSession session, Workspace workspace, FileDialogs dialogs) {
    dialogs
        .save("Save session", session.title() + ".fenceline", SESSIONS)
        .ifPresent(file -> workspace.files().save(session, file));
  }
}
