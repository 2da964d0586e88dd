package dev.fenceline.app.present;

import java.util.List;
import javafx.scene.paint.Color;

/**
 * The colours of the pen. Colour-blind people can tell them apart. Each has an edge, so that a line
 * is seen on any ground.
 */
enum PenColor {
  YELLOW("Yellow", "#ffe14d", "black"),
  RED("Red", "#c92a2a", "white"),
  BLUE("Blue", "#0b6bcb", "white"),
  BLACK("Black", "black", "white");

  private static final List<PenColor> ALL = List.of(values());

  private final String words;
  private final String line;
  private final String edge;

  PenColor(String words, String line, String edge) {
    this.words = words;
    this.line = line;
    this.edge = edge;
  }

  /** Returns the name of the colour. */
  String words() {
    return words;
  }

  /** Returns the colour of the line. */
  Color line() {
    return Color.web(line);
  }

  /** Returns the colour on both sides of the line. */
  Color edge() {
    return Color.web(edge);
  }

  /** Returns the next colour; after the last one, the first. */
  PenColor next() {
    return ALL.get((ALL.indexOf(this) + 1) % ALL.size());
  }
}
