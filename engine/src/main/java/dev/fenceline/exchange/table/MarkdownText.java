package dev.fenceline.exchange.table;

/** Markdown that can be read as plain text, as in a mail: it grows from top to bottom. */
public final class MarkdownText {
  /** Where lines of prose are broken. */
  public static final int WIDTH = 72;

  private static final String FENCE = "```";

  private final StringBuilder text = new StringBuilder();

  /** An empty text. */
  public MarkdownText() {}

  /** A heading of a level from 1. */
  public MarkdownText heading(int level, String words) {
    return raw("#".repeat(level)).raw(" ").line(words).line("");
  }

  /** A paragraph, broken between words. */
  public MarkdownText paragraph(String words) {
    return wrap("", words).line("");
  }

  /** An item of a list, broken between words; {@link #end} comes after the last. */
  public MarkdownText item(String words) {
    return wrap("- ", words);
  }

  /** The end of a list. */
  public MarkdownText end() {
    return line("");
  }

  /** A table. */
  public MarkdownText table(MarkdownTable table) {
    return raw(table.toString()).line("");
  }

  /** Lines as they are, each ended by a line feed. */
  public MarkdownText code(String lines) {
    String fence = FENCE;
    while (lines.contains(fence)) {
      fence += "`";
    }
    return line(fence).raw(lines).line(fence).line("");
  }

  /** Breaks lines between words; what follows the first line stands as far in as it. */
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

  /** The whole text, ending with a line feed. */
  @Override
  public String toString() {
    return text.toString();
  }
}
