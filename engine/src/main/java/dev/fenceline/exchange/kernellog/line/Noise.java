package dev.fenceline.exchange.kernellog.line;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Noise that collectors append to a message: quotes and commas of tables, braces and escapes of
 * JSON, more columns, a pager's mark of a longer line.
 */
final class Noise {
  /** The largest number of places that are tried as the end of a message. */
  private static final int PLACES_MAX = 12;

  private static final Pattern BEGINNING =
      Pattern.compile(
          "\\\\[nrt\"]|\\\\u000[ad]|[\"'}\\]|>,;`\\t…]| {2}| [\\[{<\"'|#=\\\\-]|</?[a-z]"
              + "| \\((?!attempt|\\d+ attempt)");

  private Noise() {}

  /** Returns the text with possible noise at its end removed: all candidates, the longest first. */
  static List<String> without(String text) {
    Set<String> texts = new LinkedHashSet<>();
    for (String form :
        List.of(
            text,
            text.replace("\\\"", "\""),
            text.replace("\"\"", "\""),
            text.replace("&quot;", "\""))) {
      List<Integer> places = new ArrayList<>();
      Matcher matcher = BEGINNING.matcher(form);
      while (matcher.find()) {
        places.add(matcher.start());
      }
      texts.add(form);
      List<Integer> last =
          places.subList(Math.max(0, places.size() - PLACES_MAX), places.size()).reversed();
      last.forEach(place -> texts.add(form.substring(0, place).stripTrailing()));
    }
    texts.remove("");
    return List.copyOf(texts);
  }

  /** Reports whether the text after a message is not part of it. */
  static boolean isNoise(String rest) {
    return rest.isBlank() || BEGINNING.matcher(rest).lookingAt();
  }
}
