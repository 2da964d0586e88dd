package dev.fenceline.app.export;

import dev.fenceline.page.StepPictures;
import dev.fenceline.swimlane.paint.SessionPicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/**
 * Writes each step as a picture of its own, with its words below the lanes. The name of the files
 * has a place for the number of the step, as in C: {@code step-%d.png} or, with zeros before it,
 * {@code step-%02d.png}.
 */
public final class NumberedPictures {
  private static final Pattern NUMBER = Pattern.compile("%(0[1-9])?d");
  private static final String ENDING = ".png";

  private NumberedPictures() {}

  /** Reports whether a name is that of numbered pictures. */
  public static boolean isNamed(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(ENDING) && NUMBER.matcher(name).results().count() == 1;
  }

  /** Returns the name of numbered pictures for the name of one: {@code x.png} to x-%02d.png. */
  static Path named(Path file) {
    if (isNamed(file)) {
      return file;
    }
    String name = String.valueOf(file.getFileName());
    String stem = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    return file.resolveSibling(stem.replace("%", "") + "-%02d" + ENDING);
  }

  /** Returns the file of a step, counted from 1. */
  static Path file(Path pattern, int number) {
    String name = String.valueOf(pattern.getFileName());
    Matcher place = NUMBER.matcher(name);
    return pattern.resolveSibling(place.replaceFirst(it -> String.format(it.group(), number)));
  }

  /**
   * Writes the pictures, the first step as number 1. Each file is replaced as a whole. Must not be
   * called on the application thread.
   *
   * @param pattern the name of the files
   * @return how many were written
   * @throws IOException if one cannot be written, or if the libraries of JavaFX are missing
   */
  static int write(StepPictures steps, PictureStyle style, Path pattern) throws IOException {
    int width = SessionPicture.DEFAULT_WIDTH;
    OffScreen screen = new OffScreen();
    for (int i = 0; i < steps.count(); i++) {
      int step = i;
      BufferedImage image =
          screen.draw(
              width,
              steps.height(width),
              pen -> steps.paint(pen, step, width, style.palette(), style.elastic()));
      WholeFile.replace(
          file(pattern, i + 1),
          part -> {
            if (!ImageIO.write(image, "png", part.toFile())) {
              throw new IOException(part + ": no writer for PNG");
            }
          });
    }
    return steps.count();
  }
}
