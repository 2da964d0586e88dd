package dev.fenceline.app.workspace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a window was and how large.
 *
 * @param x left, in pixels of the screen
 * @param y top
 * @param width in pixels
 * @param height in pixels
 * @param isMaximized whether it filled the screen
 */
public record WindowFrame(int x, int y, int width, int height, boolean isMaximized) {
  private static final String MAXIMIZED = "maximized";
  private static final Pattern TEXT =
      Pattern.compile("(-?\\d{1,6}) (-?\\d{1,6}) (\\d{1,5}) (\\d{1,5})( " + MAXIMIZED + ")?");

  /** Returns the frame that a text describes; empty if it describes none. */
  static Optional<WindowFrame> of(String text) {
    Matcher found = TEXT.matcher(text);
    return found.matches()
        ? Optional.of(
            new WindowFrame(
                Integer.parseInt(found.group(1)),
                Integer.parseInt(found.group(2)),
                Integer.parseInt(found.group(3)),
                Integer.parseInt(found.group(4)),
                found.group(5) != null))
        : Optional.empty();
  }

  /** Returns the text that describes the frame. */
  String text() {
    return "%d %d %d %d%s".formatted(x, y, width, height, isMaximized ? " " + MAXIMIZED : "");
  }
}
