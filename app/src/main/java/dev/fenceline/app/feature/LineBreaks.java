package dev.fenceline.app.feature;

import java.util.regex.Pattern;

/** Tells labels where a text may be broken into lines, which otherwise break at every blank. */
public final class LineBreaks {
  private static final Pattern BEFORE_UNIT =
      Pattern.compile("(?<=\\d) (?=(?:ns|\u00b5s|ms|s|min|h|%|B|KiB|MiB|GiB)(?![\\p{L}\\d]))");
  private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=\\d) (?=\\d{3}(?!\\d))");

  private LineBreaks() {}

  /** Returns a text in which a number stays together, and with its unit. */
  public static String keepNumbers(String text) {
    String grouped = BETWEEN_DIGITS.matcher(text).replaceAll("\u00a0");
    return BEFORE_UNIT.matcher(grouped).replaceAll("\u00a0");
  }
}
