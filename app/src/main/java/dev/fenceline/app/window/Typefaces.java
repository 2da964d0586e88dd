package dev.fenceline.app.window;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/** The typefaces that ship with the program, so that the window looks the same everywhere. */
final class Typefaces {
  private static final List<String> FILES =
      List.of(
          "inter-latin-400-normal",
          "inter-latin-500-normal",
          "inter-latin-600-normal",
          "inter-latin-700-normal",
          "jetbrains-mono-latin-400-normal",
          "jetbrains-mono-latin-500-normal");
  private static final double ANY_SIZE = 12;

  private Typefaces() {}

  /** Loads the typefaces into JavaFX. Loading them again has no effect. */
  static void load() {
    for (String file : FILES) {
      try (InputStream in =
          Typefaces.class.getResourceAsStream("/assets/fonts/" + file + ".woff")) {
        if (in == null || Font.loadFont(in, ANY_SIZE) == null) {
          throw new IllegalStateException("the typeface " + file + " is not in the program");
        }
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
    }
  }
}
