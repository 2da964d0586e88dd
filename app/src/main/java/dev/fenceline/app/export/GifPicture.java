package dev.fenceline.app.export;

import dev.fenceline.page.StepPictures;
import dev.fenceline.swimlane.pen.Palette;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Writes the steps of a session as an animated GIF that begins again after the last one. */
final class GifPicture {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  /** A GIF counts in hundredths of a second. */
  private static final long TICK_MILLIS = 10;

  /** Begins again for ever: the block of Netscape, with the number of times, 0 for no end. */
  private static final byte[] FOR_EVER = {1, 0, 0};

  private GifPicture() {}

  /**
   * Draws the steps and writes the file. Must not be called on the application thread.
   *
   * @throws IOException if the file cannot be written, or if the libraries of JavaFX are missing
   */
  static void write(StepPictures steps, int width, Palette palette, boolean elastic, Path file)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    OffScreen screen = new OffScreen();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < steps.count(); i++) {
        int step = i;
        BufferedImage image =
            opaque(
                screen.draw(
                    width,
                    steps.height(width),
                    pen -> steps.paint(pen, step, width, palette, elastic)));
        writer.writeToSequence(
            new IIOImage(image, null, metadata(writer, image, steps.millis(i))), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
  }

  /** Returns the image without transparency, which would cost a colour. */
  private static BufferedImage opaque(BufferedImage image) {
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = opaque.createGraphics();
    graphics.drawImage(image, 0, 0, null);
    graphics.dispose();
    return opaque;
  }

  private static IIOMetadata metadata(ImageWriter writer, RenderedImage image, long millis)
      throws IOException {
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("transparentColorIndex", "0");
    control.setAttribute("delayTime", Long.toString(millis / TICK_MILLIS));
    IIOMetadataNode application = new IIOMetadataNode("ApplicationExtension");
    application.setAttribute("applicationID", "NETSCAPE");
    application.setAttribute("authenticationCode", "2.0");
    application.setUserObject(FOR_EVER);
    IIOMetadataNode applications = new IIOMetadataNode("ApplicationExtensions");
    applications.appendChild(application);
    root.appendChild(control);
    root.appendChild(applications);
    metadata.mergeTree(FORMAT, root);
    return metadata;
  }
}
