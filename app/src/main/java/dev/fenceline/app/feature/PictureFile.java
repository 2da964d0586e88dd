package dev.fenceline.app.feature;

import dev.fenceline.swimlane.pen.Pen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes pictures as PNG or PDF. */
public interface PictureFile {
  /**
   * Writes a picture, as PDF if the name of the file ends in {@code .pdf}, otherwise as PNG. Must
   * not be called on the application thread.
   *
   * @param width in pixels
   * @param height in pixels
   * @param painter draws the picture
   */
  void write(String title, int width, int height, Consumer<Pen> painter, Path file)
      throws IOException;
}
