package dev.fenceline.app.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import javafx.scene.text.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BundledFontsTest {
  private static final String WORDS = "3 writes held 1.50 s \u00b7 CONNECTING 1/60 \u2026";

  @ParameterizedTest
  @EnumSource(TextStyle.Face.class)
  void theTableOfWidthsIsThatOfTheBundledFont(TextStyle.Face face) {
    TextStyle style = TextStyle.of(face, 100, 0);
    Text text = new Text(WORDS);
    text.setFont(new LaneFonts().font(style));

    double drawn = text.getLayoutBounds().getWidth();

    assertThat(new TextWidths().width(WORDS, style)).isCloseTo(drawn, within(drawn * 0.02));
  }
}
