package dev.fenceline.exchange.table;

import dev.fenceline.session.SessionHeader;
import dev.fenceline.timeline.Sentences;
import dev.fenceline.timeline.Timeline;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the Markdown of a session says, without what other tests take from elsewhere: why a phase
 * took as long, the text of a finding, and the lines of a log.
 */
public final class MarkdownSentences {
  private static final SessionHeader HEADER =
      SessionHeader.of("0.1.0", "A session", null, 1, "virtual", "emulated");
  private static final String COLUMNS = "(?<!\\\\)\\|";

  private final Set<String> said = new LinkedHashSet<>();
  private final StringBuilder prose = new StringBuilder();
  private List<String> head = List.of();
  private String section = "";
  private String part = "";
  private boolean isCode;

  private MarkdownSentences() {}

  /** Every line and cell, each with its place and without its numbers and names. */
  public static Set<String> of(Timeline timeline) {
    MarkdownSentences sentences = new MarkdownSentences();
    MarkdownSession.write(HEADER, timeline).lines().forEach(sentences::line);
    sentences.prose();
    return sentences.said;
  }

  private void say(String text) {
    said.add("markdown: " + Sentences.template(text.strip()));
  }

  private void line(String line) {
    if (isCode || line.startsWith("```")) {
      isCode = isCode != line.startsWith("```");
      code(line);
    } else if (line.startsWith("#")) {
      section = line.startsWith("## ") ? line.substring("## ".length()) : section;
      head = List.of();
      if (line.startsWith("##")) {
        say(line);
      }
    } else if (line.startsWith("|")) {
      cells(List.of(line.split(COLUMNS, -1)).stream().map(String::strip).toList());
    } else if (line.isEmpty() || line.startsWith("- ")) {
      prose();
      prose.append(line);
    } else {
      prose.append(prose.isEmpty() ? "" : " ").append(line.strip());
    }
  }

  /** A line of what is told of a log. */
  private void code(String line) {
    if (!section.equals("The log") || line.startsWith("```")) {
      return;
    }
    if (!line.startsWith(" ")) {
      part = line;
    } else if (!part.equals("not understood:") || line.strip().startsWith("and ")) {
      say(part.replace(":", ", ") + line.strip());
    }
  }

  private void cells(List<String> cells) {
    if (head.isEmpty()) {
      head = cells;
    } else if (!cells.get(1).startsWith("-")) {
      for (int i = 2; i < cells.size() - 1; i++) {
        if (!cells.get(i).isEmpty()) {
          say(head.get(i) + ": " + cells.get(i));
        }
      }
    }
  }

  /** An item or a paragraph, which may have been of several lines. */
  private void prose() {
    String text = prose.toString();
    prose.setLength(0);
    if (text.isEmpty()) {
      return;
    }
    switch (section) {
      case "Recoveries" -> say(text.startsWith("- ") ? text.replaceFirst(": .*", ":") : text);
      case "Findings" -> say(text.replaceFirst("\\): .*", "):"));
      default -> say(text);
    }
  }
}
