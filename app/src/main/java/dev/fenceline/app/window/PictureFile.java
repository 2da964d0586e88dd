package dev.fenceline.app.window;

import dev.fenceline.app.swimlane.PngPicture;
import dev.fenceline.swimlane.ExtraLanes;
import dev.fenceline.swimlane.Palette;
import dev.fenceline.swimlane.SessionPicture;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** A file with the picture of a session: the same swimlanes that the window draws. */
public final class PictureFile {
  private enum Format {
    SVG,
    PNG
  }

  private final Path path;
  private final Format format;

  private PictureFile(Path path, Format format) {
    this.path = path;
    this.format = format;
  }

  /**
   * The picture that a path names by its ending.
   *
   * @throws IllegalArgumentException if it ends neither in .svg nor in .png
   */
  public static PictureFile of(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    for (Format format : Format.values()) {
      if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
        return new PictureFile(path, format);
      }
    }
    throw new IllegalArgumentException(path + ": expected a name that ends in .svg or .png");
  }

  /**
   * Draws the whole session; not to be called on the application thread. A .png needs the toolkit's
   * libraries, but no display.
   *
   * @param elastic whether idle stretches are folded
   * @param extra lanes beyond the usual ones
   */
  public void write(
      String title, Timeline timeline, boolean dark, boolean elastic, Set<ExtraLanes> extra)
      throws IOException {
    SessionPicture picture = new SessionPicture(timeline, title, extra);
    Palette palette = dark ? Palette.DARK : Palette.LIGHT;
    int width = SessionPicture.DEFAULT_WIDTH;
    switch (format) {
      case SVG -> Files.writeString(path, picture.svg(width, palette, elastic));
      case PNG -> PngPicture.write(picture, width, palette, elastic, path);
    }
  }
}
