package dev.fenceline.swimlane.pen;

/**
 * How text is written.
 *
 * @param face typeface and weight
 * @param size in pixels
 * @param argb colour
 * @param anchor the part of the text that its position refers to
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
    /** Times, bytes, protocol terms. */
    MONO(400, "jetbrains-mono-latin-400-normal"),
    /** Times, bytes, protocol terms, stronger. */
    MONO_MEDIUM(500, "jetbrains-mono-latin-500-normal");

    private final int weight;
    private final String file;

    Face(int weight, String file) {
      this.weight = weight;
      this.file = file;
    }

    /** Returns the weight as a CSS and SVG number. */
    public int weight() {
      return weight;
    }

    /** Returns the name of the font file, without folder and extension. */
    public String file() {
      return file;
    }
  }

  /** The part of a text that its position refers to. */
  public enum Anchor {
    /** Its left end. */
    START,
    /** Its middle. */
    MIDDLE,
    /** Its right end. */
    END
  }

  /** Creates a style for text from its left end. */
  public static TextStyle of(Face face, double size, int argb) {
    return new TextStyle(face, size, argb, Anchor.START, 0);
  }

  /** Returns the same style with another anchor. */
  public TextStyle anchored(Anchor newAnchor) {
    return new TextStyle(face, size, argb, newAnchor, spacing);
  }

  /** Returns the same style with wider spacing. */
  public TextStyle spaced(double newSpacing) {
    return new TextStyle(face, size, argb, anchor, newSpacing);
  }

  /** Returns the same style in another colour. */
  public TextStyle colored(int newArgb) {
    return new TextStyle(face, size, newArgb, anchor, spacing);
  }

  /** Returns the left end of a text of the given width whose anchor is at {@code x}. */
  public double left(double x, double width) {
    return switch (anchor) {
      case START -> x;
      case MIDDLE -> x - width / 2;
      case END -> x - width;
    };
  }
}
