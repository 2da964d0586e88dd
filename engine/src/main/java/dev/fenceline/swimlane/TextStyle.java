package dev.fenceline.swimlane;

/**
 * How text is written.
 *
 * @param face typeface and weight
 * @param size in pixels
 * @param argb colour
 * @param anchor which part of the text its position means
 * @param spacing pixels added after each character
 */
public record TextStyle(Face face, double size, int argb, Anchor anchor, double spacing) {
  /** The typefaces, as bundled with the app. */
  public enum Face {
    /** Words. */
    INTER(400, "inter-latin-400-normal"),
    /** Words on buttons. */
    INTER_MEDIUM(500, "inter-latin-500-normal"),
    /** Names and states. */
    INTER_SEMIBOLD(600, "inter-latin-600-normal"),
    /** Headings. */
    INTER_BOLD(700, "inter-latin-700-normal"),
    /** Times, bytes, protocol words. */
    MONO(400, "jetbrains-mono-latin-400-normal"),
    /** The same, stronger. */
    MONO_MEDIUM(500, "jetbrains-mono-latin-500-normal");

    private final int weight;
    private final String file;

    Face(int weight, String file) {
      this.weight = weight;
      this.file = file;
    }

    /** The weight as CSS and SVG number it. */
    public int weight() {
      return weight;
    }

    /** Name of the font file, without folder and ending. */
    public String file() {
      return file;
    }
  }

  /** Which part of a text its position means. */
  public enum Anchor {
    /** Its left end. */
    START,
    /** Its middle. */
    MIDDLE,
    /** Its right end. */
    END
  }

  /** Text from its left end. */
  public static TextStyle of(Face face, double size, int argb) {
    return new TextStyle(face, size, argb, Anchor.START, 0);
  }

  /** The same, anchored elsewhere. */
  public TextStyle anchored(Anchor newAnchor) {
    return new TextStyle(face, size, argb, newAnchor, spacing);
  }

  /** The same, with wider spacing. */
  public TextStyle spaced(double newSpacing) {
    return new TextStyle(face, size, argb, anchor, newSpacing);
  }

  /** The same in another colour. */
  public TextStyle colored(int newArgb) {
    return new TextStyle(face, size, newArgb, anchor, spacing);
  }

  /** Where the left end of a text of the given width is when its anchor is at {@code x}. */
  public double left(double x, double width) {
    return switch (anchor) {
      case START -> x;
      case MIDDLE -> x - width / 2;
      case END -> x - width;
    };
  }
}
