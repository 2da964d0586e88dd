package dev.fenceline.app.export;

import dev.fenceline.app.drawing.CanvasPen;
import dev.fenceline.app.drawing.LaneFonts;
import dev.fenceline.app.workspace.ToolkitLog;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.TextWidths;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.canvas.Canvas;
import javax.imageio.ImageIO;

/**
 * Writes the picture of a session as PNG. It is drawn on a canvas like that of the window, so both
 * agree to the pixel. Starts JavaFX without a display if it is not running yet.
 */
final class PngPicture {
  private PngPicture() {}

  /**
   * Draws and writes the picture. Must not be called on the application thread.
   *
   * @throws IOException if the file cannot be written, or if the libraries of JavaFX are missing
   */
  static void write(SessionPicture picture, int width, Palette palette, boolean elastic, Path file)
      throws IOException {
    CompletableFuture<BufferedImage> image = new CompletableFuture<>();
    Runnable draw =
        () -> image.completeAsync(() -> draw(picture, width, palette, elastic), Runnable::run);
    boolean started = start(draw);
    try {
      if (!ImageIO.write(image.join(), "png", file.toFile())) {
        throw new IOException(file + ": no writer for PNG");
      }
    } catch (CompletionException error) {
      throw new IOException(file + ": cannot draw: " + error.getCause(), error);
    } finally {
      if (started) {
        Platform.exit();
      }
    }
  }

  /** Runs the drawing on the application thread, and reports whether JavaFX was started for it. */
  private static boolean start(Runnable draw) throws IOException {
    try {
      Platform.runLater(draw);
      return false;
    } catch (IllegalStateException notRunning) {
      ToolkitLog.quiet();
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
      try {
        Platform.startup(draw);
        return true;
      } catch (RuntimeException | LinkageError error) {
        throw new IOException("JavaFX does not start on this system: " + error.getMessage(), error);
      }
    }
  }

  private static BufferedImage draw(
      SessionPicture picture, int width, Palette palette, boolean elastic) {
    Canvas canvas = new Canvas(width, picture.height());
    CanvasPen pen = new CanvasPen(canvas.getGraphicsContext2D(), new TextWidths(), new LaneFonts());
    picture.paint(pen, width, palette, elastic);
    return SwingFXUtils.fromFXImage(canvas.snapshot(null, null), null);
  }
}
