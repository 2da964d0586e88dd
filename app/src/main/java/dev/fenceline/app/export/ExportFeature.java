package dev.fenceline.app.export;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.exchange.redaction.Redaction;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.binding.Bindings;
import javafx.stage.FileChooser.ExtensionFilter;

/** The actions that export the shown session, one for each format. */
public final class ExportFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    Arrays.stream(ExportFormat.values())
        // Saving writes sessions.
        .filter(format -> format != ExportFormat.SESSION)
        .forEach(format -> add(format, window));
    Workspace workspace = window.workspace();
    window.add(
        UserAction.of(
                "file.export.redacted",
                Group.FILE,
                "Export redacted session\u2026",
                () -> workspace.withCurrent(session -> exportRedacted(session, window)))
            .withEnabled(Bindings.isNotNull(workspace.current())));
  }

  /** Writes a session without addresses and names, and says what was replaced. */
  private static void exportRedacted(OpenSession session, WindowParts window) {
    Workspace workspace = window.workspace();
    ExportFormat format = ExportFormat.SESSION;
    window
        .fileDialogs()
        .save(
            "Export redacted session",
            "redacted" + format.endings().getFirst(),
            new ExtensionFilter(format.plural(), "*" + format.endings().getFirst()))
        .ifPresent(chosen -> {
          Path file = withEnding(chosen, format);
          Session content = session.toSession();
          AtomicReference<String> words = new AtomicReference<>("");
          workspace
              .files()
              .write(
                  "Writing " + file.getFileName(),
                  file,
                  () -> {
                    Redaction redaction = Redaction.of(content);
                    words.set(redaction.words());
                    SessionFile.save(file, redaction.session());
                  },
                  () -> workspace.messages().news("Exported " + file.getFileName(), words.get()));
        });
  }

  private static void add(ExportFormat format, WindowParts window) {
    Workspace workspace = window.workspace();
    window.add(
        UserAction.of(
                "file.export." + format.endings().getFirst().substring(1),
                Group.FILE,
                "Export " + format.words() + "\u2026",
                () -> workspace.withCurrent(session -> export(session, format, window)))
            .withEnabled(Bindings.isNotNull(workspace.current())));
  }

  private static void export(OpenSession session, ExportFormat format, WindowParts window) {
    Workspace workspace = window.workspace();
    PictureStyle style =
        new PictureStyle(
            window.palette().getValue(),
            workspace.preferences().elastic().get(),
            workspace.preferences().extraLanes());
    window
        .fileDialogs()
        .save(
            "Export " + format.words(),
            session.title() + format.endings().getFirst(),
            new ExtensionFilter(
                format.plural(), format.endings().stream().map(ending -> "*" + ending).toList()))
        .ifPresent(chosen -> {
          Path file = withEnding(chosen, format);
          Session content = session.toSession();
          workspace
              .files()
              .write(
                  "Writing " + file.getFileName(),
                  file,
                  () -> ExportFile.of(file).write(content, session.timeline(), style),
                  () -> {});
        });
  }

  /**
   * Appends the ending of the format if the name has none: the file choosers of some desktops do
   * not.
   */
  private static Path withEnding(Path file, ExportFormat format) {
    return format.isEndingOf(file) ? file : Path.of(file + format.endings().getFirst());
  }
}
