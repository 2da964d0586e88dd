package dev.fenceline.app.export;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.PictureFile;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.exchange.redaction.Redaction;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.timeline.recovery.Stretch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.FileChooser.ExtensionFilter;

/** The actions that export the shown session, one for each format. */
public final class ExportFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    BooleanProperty withMetrics = window.workspace().preferences().picturesWithMetrics();
    window.put((PictureFile) ExportFeature::writePicture);
    Arrays.stream(ExportFormat.values())
        // Saving writes sessions.
        .filter(format -> format != ExportFormat.SESSION)
        .forEach(format -> add(format, window));
    window.add(
        UserAction.of(
                "file.export.metrics",
                Group.FILE,
                "Pictures with metrics",
                () -> withMetrics.set(!withMetrics.get()))
            .withSelected(withMetrics));
    window.whenLessonExported(new LessonExport(window)::ask);
    Workspace workspace = window.workspace();
    window.add(
        UserAction.of(
                "file.export.steps",
                Group.FILE,
                "Export steps as numbered pictures\u2026",
                () -> workspace.withCurrent(session -> exportSteps(session, window)))
            .withDisabled(workspace.whyNoSession()));
    window.add(
        UserAction.of(
                "file.export.redacted",
                Group.FILE,
                "Export redacted session\u2026",
                () -> workspace.withCurrent(session -> exportRedacted(session, window)))
            .withDisabled(workspace.whyNoSession()));
    window.add(
        UserAction.of(
                "file.export.visible",
                Group.FILE,
                "Export visible range as picture\u2026",
                () -> workspace.withCurrent(session -> exportVisible(session, window)))
            .withDisabled(workspace.whyNoSession()));
    window.add(
        UserAction.of(
                "edit.copy.picture",
                Group.EDIT,
                "Copy picture of the visible range",
                () -> workspace.withCurrent(session -> copyVisible(session, window)))
            .withKey(Key.chord("Shortcut+Shift+C"))
            .withDisabled(workspace.whyNoSession()));
  }

  private static void writePicture(
      String title, int width, int height, Consumer<Pen> painter, Path file) throws IOException {
    DrawnSession drawing = new DrawnSession(title, width, height, painter);
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".pdf")) {
      PdfPicture.write(drawing, file);
    } else {
      PngPicture.write(drawing, file);
    }
  }

  /** Returns the style of a picture that explains itself. */
  private static PictureStyle style(
      OpenSession session, WindowParts window, Optional<Stretch> range) {
    return PictureStyle.of(window)
        .withMetrics(window.workspace().preferences().picturesWithMetrics().get())
        .with(
            new PictureStyle.Sheet(
                range, session.view().markerA().get(), session.view().markerB().get()));
  }

  private PictureStyle visible(OpenSession session, WindowParts window) {
    TimeRange range = session.visible().get();
    return style(session, window, Optional.of(new Stretch(range.fromNanos(), range.toNanos())));
  }

  private void exportVisible(OpenSession session, WindowParts window) {
    List<ExtensionFilter> pictures =
        Arrays.stream(ExportFormat.values())
            .filter(ExportFormat::isPicture)
            .map(format -> new ExtensionFilter(format.plural(), "*" + format.endings().getFirst()))
            .toList();
    PictureStyle style = visible(session, window);
    window
        .fileDialogs()
        .save("Export visible range as picture", session.title(), pictures)
        .ifPresent(chosen -> {
          ExportFormat format =
              ExportFormat.of(chosen.file())
                  .filter(ExportFormat::isPicture)
                  .orElseGet(() -> formatOf(chosen.filter()));
          write(session, withEnding(chosen.file(), format), style, window);
        });
  }

  private static ExportFormat formatOf(ExtensionFilter filter) {
    return Arrays.stream(ExportFormat.values())
        .filter(format -> format.plural().equals(filter.getDescription()))
        .findFirst()
        .orElse(ExportFormat.PNG);
  }

  /** Puts the picture of the visible range on the clipboard. */
  private void copyVisible(OpenSession session, WindowParts window) {
    Workspace workspace = window.workspace();
    ExportFormat.Content content =
        new ExportFormat.Content(session.toSession(), session.timeline(), visible(session, window));
    workspace
        .jobs()
        .start(
            "Drawing the picture",
            _ -> SwingFXUtils.toFXImage(PngPicture.image(content.drawing()), null),
            image -> {
              ClipboardContent copied = new ClipboardContent();
              copied.putImage(image);
              Clipboard.getSystemClipboard().setContent(copied);
              workspace.messages().news("Copied", "The picture of the visible range");
            },
            error ->
                workspace
                    .messages()
                    .problem(
                        new Problem(
                            "The picture cannot be copied",
                            session.title(),
                            String.valueOf(error.getMessage()))));
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
          PictureStyle style = PictureStyle.of(window);
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

  private void add(ExportFormat format, WindowParts window) {
    Workspace workspace = window.workspace();
    window.add(
        UserAction.of(
                "file.export." + format.endings().getFirst().substring(1),
                Group.FILE,
                "Export " + format.words() + "\u2026",
                () -> workspace.withCurrent(session -> export(session, format, window)))
            .withDisabled(workspace.whyNoSession()));
  }

  private void export(OpenSession session, ExportFormat format, WindowParts window) {
    PictureStyle style = style(session, window, Optional.empty());
    window
        .fileDialogs()
        .save(
            "Export " + format.words(),
            session.title() + format.endings().getFirst(),
            new ExtensionFilter(
                format.plural(), format.endings().stream().map(ending -> "*" + ending).toList()))
        .ifPresent(chosen -> write(session, withEnding(chosen, format), style, window));
  }

  private static void write(
      OpenSession session, Path file, PictureStyle style, WindowParts window) {
    Session content = session.toSession();
    window
        .workspace()
        .files()
        .write(
            "Writing " + file.getFileName(),
            file,
            () -> ExportFile.of(file).write(content, session.timeline(), style),
            () -> {});
  }

  /**
   * Appends the ending of the format if the name has none: the file choosers of some desktops do
   * not.
   */
  private static Path withEnding(Path file, ExportFormat format) {
    return format.isEndingOf(file) ? file : Path.of(file + format.endings().getFirst());
  }
}
