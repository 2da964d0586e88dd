package dev.fenceline.swimlane.pen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The widths of text for both pens: a small table of advance widths, taken from the bundled fonts.
 * The picture uses neither kerning nor ligatures. Immutable and thread-safe.
 */
public final class TextWidths {
  private static final String TABLE = "text-widths.txt";
  private static final char ELLIPSIS = '\u2026';
  private static final int SHORTEST = 5;

  /** The table, which is read once. */
  private static final class Table {
    static final Map<TextStyle.Face, Advances> ADVANCES = read();
  }

  private final Map<TextStyle.Face, Advances> advances = Table.ADVANCES;

  /** The advance widths of one face: those of common characters in an array. */
  private static final class Advances {
    private static final int COMMON = 0x180;

    private final int unitsPerEm;
    private final int[] common = new int[COMMON];
    private final Map<Integer, Integer> others = new HashMap<>();

    Advances(int unitsPerEm) {
      this.unitsPerEm = unitsPerEm;
      Arrays.fill(common, -1);
    }

    void add(int point, int units) {
      if (point < COMMON) {
        common[point] = units;
      } else {
        others.put(point, units);
      }
    }

    boolean has(int point) {
      return point < COMMON ? common[point] >= 0 : others.containsKey(point);
    }

    private int units(int point) {
      int known = point < COMMON ? common[point] : others.getOrDefault(point, -1);
      return known < 0 ? common['m'] : known;
    }

    double ems(String text) {
      long sum = 0;
      for (int at = 0; at < text.length(); ) {
        int point = text.codePointAt(at);
        sum += units(point);
        at += Character.charCount(point);
      }
      return (double) sum / unitsPerEm;
    }
  }

  /** Creates the widths of the bundled fonts. */
  public TextWidths() {}

  private static Map<TextStyle.Face, Advances> read() {
    Map<TextStyle.Face, Advances> advances = new EnumMap<>(TextStyle.Face.class);
    try (InputStream stream = TextWidths.class.getResourceAsStream(TABLE)) {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  Objects.requireNonNull(stream, TABLE), StandardCharsets.US_ASCII));
      reader.lines().forEach(line -> add(line, advances));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return advances;
  }

  /** Adds one line of the table: face, units per em, then alternating code points and advances. */
  private static void add(String line, Map<TextStyle.Face, Advances> advances) {
    String[] words = line.split(" ", -1);
    Advances table =
        advances.computeIfAbsent(
            TextStyle.Face.valueOf(words[0]), _ -> new Advances(Integer.parseInt(words[1])));
    for (int i = 2; i + 1 < words.length; i += 2) {
      table.add(Integer.parseInt(words[i], 16), Integer.parseInt(words[i + 1]));
    }
  }

  /**
   * Returns the width of the text in pixels. A character that the fonts lack is assumed to be as
   * wide as an m.
   */
  public double width(String text, TextStyle style) {
    return of(style.face()).ems(text) * style.size() + style.spacing() * text.length();
  }

  /** Reports whether the bundled font of that face has every character of the text. */
  public boolean covers(String text, TextStyle.Face face) {
    return text.codePoints().allMatch(of(face)::has);
  }

  private Advances of(TextStyle.Face face) {
    return Objects.requireNonNull(advances.get(face));
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
