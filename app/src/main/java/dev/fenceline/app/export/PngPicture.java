package dev.fenceline.app.export;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes the picture of a session as PNG. */
final class PngPicture {
  private PngPicture() {}

  /** Draws the picture. Must not be called on the application thread. */
  static BufferedImage image(DrawnSession drawing) throws IOException {
    return new OffScreen().draw(drawing.width(), drawing.height(), drawing.painter());
  }

  /**
   * Draws and writes the picture. Must not be called on the application thread.
   *
   * @throws IOException if the file cannot be written, or if the libraries of JavaFX are missing
   */
  static void write(DrawnSession drawing, Path file) throws IOException {
    if (!ImageIO.write(image(drawing), "png", file.toFile())) {
      throw new IOException(file + ": no writer for PNG");
    }
  }
}
