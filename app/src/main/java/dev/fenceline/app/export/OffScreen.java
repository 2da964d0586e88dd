package dev.fenceline.app.export;

import dev.fenceline.app.drawing.CanvasPen;
import dev.fenceline.app.drawing.LaneFonts;
import dev.fenceline.app.workspace.ToolkitLog;
import dev.fenceline.swimlane.pen.Pen;
import dev.fenceline.swimlane.pen.TextWidths;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.canvas.Canvas;

/**
 * Draws pictures on a canvas like that of the window, so both agree to the pixel. Starts JavaFX
 * without a display if it is not running yet. It runs on until the program exits, because it cannot
 * be started twice. Must not be used on the application thread.
 */
final class OffScreen {
  /**
   * Starts JavaFX if it is not running.
   *
   * @throws IOException if its libraries are missing
   */
  OffScreen() throws IOException {
    Runnable nothing = () -> {};
    try {
      Platform.runLater(nothing);
    } catch (IllegalStateException notRunning) {
      ToolkitLog.quiet();
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
      try {
        Platform.startup(nothing);
      } catch (RuntimeException | LinkageError error) {
        throw new IOException("JavaFX does not start on this system: " + error.getMessage(), error);
      }
    }
  }

  /**
   * Returns a picture of a size in pixels.
   *
   * @throws IOException if it cannot be drawn
   */
  BufferedImage draw(int width, int height, Consumer<Pen> drawing) throws IOException {
    CompletableFuture<BufferedImage> image = new CompletableFuture<>();
    Platform.runLater(
        () -> image.completeAsync(() -> image(width, height, drawing), Runnable::run));
    try {
      return image.join();
    } catch (CompletionException error) {
      throw new IOException("cannot draw: " + error.getCause(), error);
    }
  }

  private static BufferedImage image(int width, int height, Consumer<Pen> drawing) {
    Canvas canvas = new Canvas(width, height);
    drawing.accept(new CanvasPen(canvas.getGraphicsContext2D(), new TextWidths(), new LaneFonts()));
    return SwingFXUtils.fromFXImage(canvas.snapshot(null, null), null);
  }
}
