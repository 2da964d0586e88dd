package dev.fenceline.app.export;

import dev.fenceline.session.Session;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;

/** A file to which a session is written, in the format given by the ending of its name. */
public final class ExportFile {
  private final Path path;
  private final ExportFormat format;

  private ExportFile(Path path, ExportFormat format) {
    this.path = path;
    this.format = format;
  }

  /**
   * Returns the file with a path.
   *
   * @throws IllegalArgumentException if the ending of its name is not one of a format
   */
  public static ExportFile of(Path path) {
    return new ExportFile(
        path,
        ExportFormat.of(path)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    path + ": expected a name that ends in " + ExportFormat.list())));
  }

  /**
   * Returns the picture file with a path.
   *
   * @throws IllegalArgumentException if its name ends neither in .svg, .png nor .pdf
   */
  public static ExportFile ofPicture(Path path) {
    ExportFormat format = ExportFormat.of(path).orElse(null);
    if (format != null && format.isPicture()) {
      return new ExportFile(path, format);
    }
    throw new IllegalArgumentException(path + ": expected a name that ends in .svg, .png or .pdf");
  }

  /** Returns the path. */
  public Path path() {
    return path;
  }

  /**
   * Does the same as {@link #write(Session, Timeline, PictureStyle)}, for a session that has ended.
   */
  public void write(Session session, PictureStyle style) throws IOException {
    write(session, Timeline.of(session.events()), style);
  }

  /**
   * Writes a session. The file is replaced as a whole or stays as it was. Must not be called on the
   * application thread: a .png needs the libraries of JavaFX, but no display.
   *
   * @param timeline the events of the session, or more of them while it still runs
   * @throws IOException if it cannot be written
   */
  public void write(Session session, Timeline timeline, PictureStyle style) throws IOException {
    WholeFile.replace(
        path, part -> format.write(new ExportFormat.Content(session, timeline, style), part));
  }

  /**
   * Writes a picture for each step of a session. The path is the name of the files, with a place
   * for the number (see {@link NumberedPictures}). Must not be called on the application thread.
   *
   * @throws IOException if a file cannot be written
   */
  public void writeSteps(Session session, PictureStyle style) throws IOException {
    writeSteps(session, Timeline.of(session.events()), style);
  }

  /** Does the same for a session that may still run. */
  void writeSteps(Session session, Timeline timeline, PictureStyle style) throws IOException {
    NumberedPictures.write(
        new ExportFormat.Content(session, timeline, style).steps(),
        style,
        NumberedPictures.named(path));
  }
}
