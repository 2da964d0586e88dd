package dev.fenceline.exchange.table;

/** Builds Markdown from top to bottom that is readable as plain text, as in an e-mail. */
public final class MarkdownText {
  /** The width at which prose is wrapped. */
  public static final int WIDTH = 72;

  private static final String FENCE = "```";

  private final StringBuilder text = new StringBuilder();

  /** Creates an empty text. */
  public MarkdownText() {}

  /** Adds a heading of a level, counted from 1. */
  public MarkdownText heading(int level, String words) {
    return raw("#".repeat(level)).raw(" ").line(words).line("");
  }

  /** Adds a paragraph, wrapped between words. */
  public MarkdownText paragraph(String words) {
    return wrap("", words).line("");
  }

  /** Adds an item of a list, wrapped between words. {@link #end} must follow the last item. */
  public MarkdownText item(String words) {
    return wrap("- ", words);
  }

  /** Ends a list. */
  public MarkdownText end() {
    return line("");
  }

  /** Adds a table. */
  public MarkdownText table(MarkdownTable table) {
    return raw(table.toString()).line("");
  }

  /** Adds lines unchanged, each ending with a line feed. */
  public MarkdownText code(String lines) {
    String fence = FENCE;
    while (lines.contains(fence)) {
      fence += "`";
    }
    return line(fence).raw(lines).line(fence).line("");
  }

  /**
   * Wraps lines between words. Continuation lines are indented by the width of the start of the
   * first line.
   */
  private MarkdownText wrap(String start, String words) {
    StringBuilder line = new StringBuilder(start);
    String indent = " ".repeat(start.length());
    boolean fresh = true;
    for (String word : words.split(" ", -1)) {
      if (!fresh && line.length() + 1 + word.length() > WIDTH) {
        line(line.toString());
        line.setLength(0);
        line.append(indent);
        fresh = true;
      }
      line.append(fresh ? "" : " ").append(word);
      fresh = false;
    }
    return line(line.toString());
  }

  private MarkdownText raw(String words) {
    text.append(words);
    return this;
  }

  private MarkdownText line(String words) {
    return raw(words).raw("\n");
  }

  /** Returns the whole text, ending with a line feed. */
  @Override
  public String toString() {
    return text.toString();
  }
}
