package dev.fenceline.app.export;

import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Palette;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes the picture of a session as PNG. */
final class PngPicture {
  private PngPicture() {}

  /**
   * Draws and writes the picture. Must not be called on the application thread.
   *
   * @throws IOException if the file cannot be written, or if the libraries of JavaFX are missing
   */
  static void write(SessionPicture picture, int width, Palette palette, boolean elastic, Path file)
      throws IOException {
    OffScreen screen = new OffScreen();
    BufferedImage image =
        screen.draw(width, picture.height(), pen -> picture.paint(pen, width, palette, elastic));
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException(file + ": no writer for PNG");
    }
  }
}
