package dev.fenceline.report;

/** Builds HTML: escapes text and writes the most frequent tags. */
final class Html {
  private final StringBuilder text = new StringBuilder();

  static String escape(String words) {
    StringBuilder safe = new StringBuilder(words.length() + 16);
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\uFFFD' : c);
      }
    }
    return safe.toString();
  }

  /** Adds markup without escaping. */
  Html raw(String markup) {
    text.append(markup);
    return this;
  }

  /** Adds an opening tag with its attributes, on a line of its own. */
  Html open(String tag) {
    text.append('<').append(tag).append(">\n");
    return this;
  }

  /** Adds a closing tag. */
  Html close(String tag) {
    text.append("</").append(tag).append(">\n");
    return this;
  }

  /** Adds an element that holds words. The tag may have attributes. */
  Html element(String tag, String words) {
    return wrapped(tag, escape(words));
  }

  /** Adds an element that holds markup. */
  Html wrapped(String tag, String markup) {
    int space = tag.indexOf(' ');
    String name = space < 0 ? tag : tag.substring(0, space);
    text.append('<').append(tag).append('>').append(markup);
    text.append("</").append(name).append(">\n");
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
