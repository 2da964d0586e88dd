package dev.fenceline.app.window;

import dev.fenceline.app.swimlane.PngPicture;
import dev.fenceline.swimlane.Palette;
import dev.fenceline.swimlane.SessionPicture;
import java.io.IOException;
import java.nio.file.Path;

/** The window's lanes as a file, without a window: for the command line. */
public final class LanesPng {
  private LanesPng() {}

  /** Writes the picture, dark and with its overview; needs the toolkit, but no display. */
  public static void write(SessionPicture picture, Path file) throws IOException {
    PngPicture.write(picture, SessionPicture.DEFAULT_WIDTH, Palette.DARK, true, file);
  }
}
