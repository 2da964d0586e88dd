package dev.fenceline.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Words can be read on every background of each theme (WCAG 2, 1.4.3), and in high contrast on a
 * projector that washes colours out (1.4.6).
 */
class ThemeContrastTest {
  private static final Pattern TOKEN = Pattern.compile("-fl-([a-z-]+): ([^;]+);");

  @ParameterizedTest
  @CsvSource({"dark, 4.5", "light, 4.5", "contrast, 7"})
  void wordsStandOutFromWhatIsBehindThem(String theme, double least) throws IOException {
    Map<String, Color> tokens = tokens(theme);
    for (String word : new String[] {"text", "muted", "accent", "good", "bad", "ccr-text"}) {
      for (String ground : new String[] {"bg", "panel", "raised", "hover"}) {
        assertThat(contrast(token(tokens, word), token(tokens, ground)))
            .as("%s on %s in the %s theme", word, ground, theme)
            .isGreaterThanOrEqualTo(least);
      }
    }
    Color selected = over(token(tokens, "selected"), token(tokens, "panel"));
    assertThat(contrast(token(tokens, "text"), selected)).isGreaterThanOrEqualTo(least);
    assertThat(contrast(token(tokens, "on-accent"), token(tokens, "accent")))
        .isGreaterThanOrEqualTo(least);
    assertThat(contrast(token(tokens, "on-chosen"), token(tokens, "chosen")))
        .as("the chosen one of two buttons in the %s theme", theme)
        .isGreaterThanOrEqualTo(least);
    for (String pill : new String[] {"good", "bad"}) {
      Color tint = over(token(tokens, pill + "-tint"), token(tokens, "panel"));
      assertThat(contrast(token(tokens, pill), tint))
          .as("a pill that is %s in the %s theme", pill, theme)
          .isGreaterThanOrEqualTo(least);
    }
  }

  /** A lesson shades all but what it points at; on a projector the rest must not go dark. */
  @Test
  void inHighContrastTheWordsUnderTheShadeOfALessonCanBeRead() throws IOException {
    Map<String, Color> tokens = tokens("contrast");
    Color shade = token(tokens, "shade");
    for (String word : new String[] {"text", "muted"}) {
      for (String ground : new String[] {"bg", "panel", "raised"}) {
        assertThat(contrast(over(shade, token(tokens, word)), over(shade, token(tokens, ground))))
            .as("%s on %s", word, ground)
            .isGreaterThanOrEqualTo(7);
      }
    }
  }

  private static Map<String, Color> tokens(String theme) throws IOException {
    Map<String, Color> tokens = new HashMap<>();
    Matcher token = TOKEN.matcher(Files.readString(Path.of("../assets/styles/" + theme + ".css")));
    while (token.find()) {
      tokens.put(token.group(1), Color.web(token.group(2)));
    }
    return tokens;
  }

  private static Color token(Map<String, Color> tokens, String name) {
    assertThat(tokens).containsKey(name);
    return tokens.getOrDefault(name, Color.BLACK);
  }

  private static Color over(Color tint, Color ground) {
    return ground.interpolate(
        Color.color(tint.getRed(), tint.getGreen(), tint.getBlue()), tint.getOpacity());
  }

  private static double contrast(Color one, Color other) {
    double lighter = Math.max(luminance(one), luminance(other));
    double darker = Math.min(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
