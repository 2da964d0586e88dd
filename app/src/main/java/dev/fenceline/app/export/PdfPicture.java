package dev.fenceline.app.export;

import dev.fenceline.swimlane.pen.TextStyle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Writes the picture of a session as PDF: one page of its size, in curves and in text. */
final class PdfPicture {
  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger FONT_LOG = Logger.getLogger("org.apache.fontbox");

  private PdfPicture() {}

  /**
   * Draws and writes the picture.
   *
   * @throws IOException if the file cannot be written
   */
  static void write(DrawnSession drawing, Path file) throws IOException {
    // The fonts have no names of glyphs, which a PDF does not need.
    FONT_LOG.setLevel(Level.SEVERE);
    try (PDDocument document = new PDDocument()) {
      document.getDocumentInformation().setTitle(drawing.title());
      PDPage page = new PDPage(new PDRectangle(drawing.width(), drawing.height()));
      document.addPage(page);
      Map<TextStyle.Face, PDFont> fonts = new EnumMap<>(TextStyle.Face.class);
      for (TextStyle.Face face : TextStyle.Face.values()) {
        fonts.put(face, font(document, face));
      }
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        drawing.painter().accept(new PdfPen(content, drawing.height(), fonts));
      } catch (UncheckedIOException error) {
        throw error.getCause();
      }
      document.save(file.toFile());
    }
  }

  private static PDFont font(PDDocument document, TextStyle.Face face) throws IOException {
    String name = "/assets/fonts/" + face.file() + ".woff";
    try (InputStream in = PdfPicture.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the font " + name + " is not in the program");
      }
      byte[] font = WoffFont.trueType(in.readAllBytes());
      return PDType0Font.load(document, new ByteArrayInputStream(font), true);
    }
  }
}
