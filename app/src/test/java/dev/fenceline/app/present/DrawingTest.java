package dev.fenceline.app.present;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

/** What the speaker draws, and that the colours of the pen are told apart. */
class DrawingTest {
  /** The difference of two colours that anybody sees at once, of at most 1.7. */
  private static final double DIFFERENCE = 0.3;

  private final Drawing drawing = new Drawing();

  @Test
  void eachPressBeginsAStrokeAndUndoTakesTheLastOneBack() {
    stroke(0, 0, 10, 10);
    drawing.color().set(PenColor.RED);
    stroke(50, 50, 60, 60);
    assertThat(drawing.lines())
        .extracting(Drawing.Line::color)
        .containsExactly(PenColor.YELLOW, PenColor.RED);
    assertThat(drawing.lines().getFirst().points())
        .usingRecursiveComparison()
        .isEqualTo(List.of(new double[] {0, 0}, new double[] {10, 10}));
    drawing.undo();
    assertThat(drawing.lines()).extracting(Drawing.Line::color).containsExactly(PenColor.YELLOW);
    assertThat(drawing.isDrawn().get()).isTrue();
    drawing.undo();
    drawing.undo();
    assertThat(drawing.isDrawn().get()).isFalse();
  }

  @Test
  void aDragBeforeAnyPressDrawsNothing() {
    drawing.drag(4, 4);
    assertThat(drawing.lines()).isEmpty();
  }

  @Test
  void strokesAndPointsAreBounded() {
    for (int i = 0; i < Drawing.STROKES_MAX + 5; i++) {
      stroke(i, 0, i, 9);
    }
    assertThat(drawing.lines()).hasSize(Drawing.STROKES_MAX);
    assertThat(drawing.lines().getFirst().points().getFirst()[0]).isEqualTo(5);
    for (int i = 0; i < Drawing.POINTS_MAX + 5; i++) {
      drawing.drag(i * 10.0, 100);
    }
    assertThat(drawing.lines().getLast().points()).hasSize(Drawing.POINTS_MAX);
  }

  @Test
  void theNextColourGoesRoundAllOfThem() {
    PenColor color = PenColor.YELLOW;
    for (int i = 0; i < PenColor.values().length; i++) {
      color = color.next();
    }
    assertThat(color).isEqualTo(PenColor.YELLOW);
    assertThat(PenColor.YELLOW.next()).isNotEqualTo(PenColor.YELLOW);
  }

  @Test
  void everyColourStandsOutFromItsEdge() {
    for (PenColor color : PenColor.values()) {
      double line = luminance(color.line());
      double edge = luminance(color.edge());
      double contrast = (Math.max(line, edge) + 0.05) / (Math.min(line, edge) + 0.05);
      assertThat(contrast).as(color.words()).isGreaterThanOrEqualTo(4.5);
    }
  }

  /** Colours as a person without red cones (Viénot, Brettel and Mollon, 1999) and others see. */
  @Test
  void theColoursAreToldApartAlsoByColourBlindPeople() {
    for (PenColor one : PenColor.values()) {
      for (PenColor other : PenColor.values()) {
        if (one != other) {
          assertThat(difference(one.line(), other.line()))
              .as("%s and %s", one, other)
              .isGreaterThan(DIFFERENCE);
          assertThat(difference(withoutRed(one.line()), withoutRed(other.line())))
              .as("%s and %s, without red cones", one, other)
              .isGreaterThan(DIFFERENCE);
        }
      }
    }
  }

  private static Color withoutRed(Color color) {
    double yellow = 0.1124 * linear(color.getRed()) + 0.8876 * linear(color.getGreen());
    double blue =
        0.0040 * linear(color.getRed())
            - 0.0040 * linear(color.getGreen())
            + linear(color.getBlue());
    double shown = coded(yellow);
    return Color.color(shown, shown, coded(blue));
  }

  private static double difference(Color one, Color other) {
    double red = one.getRed() - other.getRed();
    double green = one.getGreen() - other.getGreen();
    double blue = one.getBlue() - other.getBlue();
    return Math.sqrt(red * red + green * green + blue * blue);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  private static double coded(double part) {
    double inside = Math.clamp(part, 0, 1);
    return inside <= 0.0031308 ? 12.92 * inside : 1.055 * Math.pow(inside, 1 / 2.4) - 0.055;
  }

  private void stroke(double fromX, double fromY, double toX, double toY) {
    drawing.press(fromX, fromY);
    drawing.drag(toX, toY);
  }
}
