package dev.fenceline.app.window;

import dev.fenceline.session.Session;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that takes a session, in the form that its name ends with. */
public final class ExportFile {
  private final Path path;
  private final ExportFormat format;

  private ExportFile(Path path, ExportFormat format) {
    this.path = path;
    this.format = format;
  }

  /**
   * The file of a path.
   *
   * @throws IllegalArgumentException if its name ends in none of the forms
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
   * The picture that a path names by its ending.
   *
   * @throws IllegalArgumentException if it ends neither in .svg nor in .png
   */
  public static ExportFile ofPicture(Path path) {
    ExportFormat format = ExportFormat.of(path).orElse(null);
    if (format == ExportFormat.SVG || format == ExportFormat.PNG) {
      return new ExportFile(path, format);
    }
    throw new IllegalArgumentException(path + ": expected a name that ends in .svg or .png");
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** As {@link #write(Session, Timeline, PictureStyle)}, of a session that has ended. */
  public void write(Session session, PictureStyle style) throws IOException {
    write(session, Timeline.of(session.events()), style);
  }

  /**
   * Writes a session; the file is there as a whole or as it was before. Not to be called on the
   * application thread: a .png needs the toolkit's libraries, but no display.
   *
   * @param timeline its events, or more of them where it still runs
   * @throws IOException if it cannot be written
   */
  public void write(Session session, Timeline timeline, PictureStyle style) throws IOException {
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    Path folder = target.getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    // the ending stays: writers go by it
    Path part = target.resolveSibling(".part-" + target.getFileName());
    try {
      format.write(new ExportFormat.Content(session, timeline, style), part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
