package dev.fenceline.swimlane.pen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The widths of text for both pens: a small table of advance widths, taken from the bundled fonts.
 * The picture uses neither kerning nor ligatures. Immutable; for any thread.
 */
public final class TextWidths {
  private static final String TABLE = "text-widths.txt";
  private static final char ELLIPSIS = '\u2026';
  private static final int SHORTEST = 5;

  private final Map<TextStyle.Face, Map<Integer, Double>> advances =
      new EnumMap<>(TextStyle.Face.class);

  /** Reads the table. */
  public TextWidths() {
    for (TextStyle.Face face : TextStyle.Face.values()) {
      advances.put(face, new HashMap<>());
    }
    try (InputStream stream = TextWidths.class.getResourceAsStream(TABLE)) {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  Objects.requireNonNull(stream, TABLE), StandardCharsets.US_ASCII));
      reader.lines().forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds one line of the table: face, units of an em, then code point and advance in turn. */
  private void add(String line) {
    String[] words = line.split(" ", -1);
    Map<Integer, Double> table =
        Objects.requireNonNull(advances.get(TextStyle.Face.valueOf(words[0])));
    double unitsPerEm = Double.parseDouble(words[1]);
    for (int i = 2; i + 1 < words.length; i += 2) {
      table.put(Integer.parseInt(words[i], 16), Integer.parseInt(words[i + 1]) / unitsPerEm);
    }
  }

  /**
   * Returns the width of the text in pixels. A character that the fonts lack counts as wide as an
   * m.
   */
  public double width(String text, TextStyle style) {
    Map<Integer, Double> table = Objects.requireNonNull(advances.get(style.face()));
    double unknown = Objects.requireNonNull(table.get((int) 'm'));
    double ems = text.codePoints().mapToDouble(point -> table.getOrDefault(point, unknown)).sum();
    return ems * style.size() + style.spacing() * text.length();
  }

  /** Reports whether the bundled font of that face has every character of the text. */
  public boolean covers(String text, TextStyle.Face face) {
    return Objects.requireNonNull(advances.get(face))
        .keySet()
        .containsAll(text.codePoints().boxed().toList());
  }

  /**
   * Returns the text, shortened with an ellipsis until it fits, or an empty string if hardly
   * anything would be left.
   */
  public String fit(String text, TextStyle style, double room) {
    if (width(text, style) <= room) {
      return text;
    }
    for (int length = text.length() - 1; length >= SHORTEST; length--) {
      String shorter = text.substring(0, length).stripTrailing() + ELLIPSIS;
      if (width(shorter, style) <= room) {
        return shorter;
      }
    }
    return "";
  }
}
