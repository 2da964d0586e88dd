package dev.fenceline.app.export;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Preferences;
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
                "file.export.steps",
                Group.FILE,
                "Export steps as numbered pictures\u2026",
                () -> workspace.withCurrent(session -> exportSteps(session, window)))
            .withEnabled(Bindings.isNotNull(workspace.current())));
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

  /** Writes a picture for each step, with a number in its name. */
  private static void exportSteps(OpenSession session, WindowParts window) {
    window
        .fileDialogs()
        .save(
            "Export steps as numbered pictures",
            session.title() + ".png",
            new ExtensionFilter(LessonFile.NUMBERED.plural(), "*.png"))
        .ifPresent(chosen -> {
          Path pattern = NumberedPictures.named(chosen);
          Session content = session.toSession();
          PictureStyle style = style(window);
          window
              .workspace()
              .files()
              .write(
                  "Writing " + pattern.getFileName(),
                  pattern,
                  () -> ExportFile.of(pattern).writeSteps(content, session.timeline(), style),
                  () -> {});
        });
  }

  /** Returns the style in which the window shows lanes. */
  static PictureStyle style(WindowParts window) {
    Preferences preferences = window.workspace().preferences();
    return new PictureStyle(
        window.palette().getValue(), preferences.elastic().get(), preferences.extraLanes());
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
    PictureStyle style = style(window);
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
