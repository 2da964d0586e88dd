package dev.fenceline.app.drawing;

import dev.fenceline.swimlane.pen.TextStyle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javafx.scene.text.Font;

/** The bundled typefaces as JavaFX fonts. Used on one thread. */
public final class LaneFonts {
  private static final double ANY_SIZE = 12;

  private record Key(TextStyle.Face face, double size) {}

  private final Map<TextStyle.Face, String> names = new EnumMap<>(TextStyle.Face.class);
  private final Map<Key, Font> fonts = new HashMap<>();

  /** Loads the typefaces. JavaFX keeps one copy, however often they are loaded. */
  public LaneFonts() {
    for (TextStyle.Face face : TextStyle.Face.values()) {
      String file = "/assets/fonts/" + face.file() + ".woff";
      try (InputStream stream = LaneFonts.class.getResourceAsStream(file)) {
        Font font = Font.loadFont(Objects.requireNonNull(stream, file), ANY_SIZE);
        names.put(face, Objects.requireNonNull(font, file).getName());
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
    }
  }

  /** Returns the font of a style. */
  Font font(TextStyle style) {
    return fonts.computeIfAbsent(
        new Key(style.face(), style.size()), key -> new Font(names.get(key.face()), key.size()));
  }
}
