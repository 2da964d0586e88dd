package dev.fenceline.page;

import java.util.Base64;

/**
 * A typeface that a page contains.
 *
 * @param family the name by which the style sheet of the page knows it
 * @param weight its weight, 100 to 900
 * @param base64 the font in the format WOFF, in Base64
 */
public record PageFont(String family, int weight, String base64) {
  /** Returns a typeface from the bytes of its file. */
  public static PageFont of(String family, int weight, byte[] woff) {
    return new PageFont(family, weight, Base64.getEncoder().encodeToString(woff));
  }

  String css() {
    return "@font-face{font-family:\"%s\";font-weight:%d;src:url(data:font/woff;base64,%s)}\n"
        .formatted(family, weight, base64);
  }
}
