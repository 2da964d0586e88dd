package dev.fenceline.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;

/**
 * Proposals for the term of an {@link EventFilter} at which the caret is: names before the colon,
 * and values that occur after it.
 */
public final class FilterCompletion {
  /** The largest number of proposals. */
  static final int PROPOSALS_MAX = 60;

  private static final Map<String, String> NAMES =
      new TreeMap<>(
          Map.of(
              "kind", "the kind of event",
              "lane", "where it happened",
              "text", "words of a text field",
              "status", "failed, ok or a number",
              "after", "seconds of the session, from then on",
              "before", "seconds of the session, until then",
              "seq", "a number of an event, or from..to",
              "op", "the number of an operation"));

  /**
   * A proposal.
   *
   * @param text what it puts in place of the part of the query from {@code from} to {@code to}
   * @param meaning what it means, or how often it occurs
   */
  public record Proposal(String text, String meaning, int from, int to) {
    /** Returns the query with the proposal in its place. */
    public String in(String query) {
      return query.substring(0, from) + text + query.substring(to);
    }

    /** Returns where the caret is after the proposal. */
    public int caret() {
      return from + text.length();
    }
  }

  private final FilterValues values;
  private final List<Proposal> proposals = new ArrayList<>();
  private final int from;
  private final int to;

  private FilterCompletion(FilterValues values, int from, int to) {
    this.values = values;
    this.from = from;
    this.to = to;
  }

  /**
   * Returns proposals, best first.
   *
   * @param caret a position in the query
   */
  public static List<Proposal> of(String query, int caret, FilterValues values) {
    Matcher terms = EventFilter.TERM.matcher(query);
    while (terms.find()) {
      if (terms.start() < caret && caret <= terms.end()) {
        int from = terms.start() + terms.group(1).length();
        if (from > caret) {
          break;
        }
        FilterCompletion completion = new FilterCompletion(values, from, terms.end());
        return completion.term(query.substring(from, caret), query.substring(from, terms.end()));
      }
    }
    return new FilterCompletion(values, caret, caret).term("", "");
  }

  private List<Proposal> term(String typed, String whole) {
    int colon = typed.indexOf(':');
    if (colon > 0) {
      String name = typed.substring(0, colon);
      values(name, unquoted(typed.substring(colon + 1)));
    } else if (!typed.startsWith("\"")) {
      names(typed.toLowerCase(Locale.ROOT), whole.indexOf(':') >= 0);
    }
    return proposals.stream().limit(PROPOSALS_MAX).toList();
  }

  private static String unquoted(String typed) {
    return typed.replace("\"", "").toLowerCase(Locale.ROOT);
  }

  /** Proposes names that begin with what was typed, then kinds that contain it. */
  private void names(String typed, boolean hasValue) {
    NAMES.forEach((name, meaning) -> name(name, meaning, typed));
    for (FilterValues.Occurring field : values.fields()) {
      if (!NAMES.containsKey(field.name())) {
        name(field.name(), field.meaning(), typed);
      }
    }
    if (!typed.isEmpty() && !hasValue) {
      values.kinds().stream()
          .filter(kind -> kind.text().contains(typed))
          .forEach(kind -> add("kind:" + kind.text() + " ", events(kind.count())));
    }
  }

  private void name(String name, String meaning, String typed) {
    if (name.toLowerCase(Locale.ROOT).startsWith(typed)) {
      add(name + ":", meaning);
    }
  }

  private void values(String name, String typed) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "kind" -> values.kinds().forEach(kind -> value(name, kind, typed));
      case "lane" -> values.lanes().forEach(lane -> value(name, lane, typed));
      case "status" -> {
        word(name, "failed", "how it ended: not well", typed);
        word(name, "ok", "how it ended: well", typed);
        of(name, "status", typed);
      }
      case "op" -> of(name, "operation", typed);
      case "seq", "text", "after", "before" -> {}
      default -> of(name, name, typed);
    }
  }

  private void of(String name, String field, String typed) {
    FilterValues.Occurring known = values.field(field);
    if (known != null) {
      known.values().forEach(value -> value(name, value, typed));
    }
  }

  private void word(String name, String word, String meaning, String typed) {
    if (word.startsWith(typed)) {
      add(name + ":" + word + " ", meaning);
    }
  }

  private void value(String name, FilterValues.Value value, String typed) {
    String last = typed.substring(typed.lastIndexOf('|') + 1);
    String kept = typed.substring(0, typed.length() - last.length());
    if (!value.text().toLowerCase(Locale.ROOT).contains(last) || value.text().contains("\"")) {
      return;
    }
    String all = kept + value.text();
    boolean isQuoted = all.isEmpty() || all.matches(".*\\s.*");
    String count = events(value.count());
    add(
        name + ":" + (isQuoted ? "\"" + all + "\"" : all) + " ",
        value.meaning().isEmpty() ? count : value.meaning() + ", " + count);
  }

  private static String events(int count) {
    return Text.spaced(count) + (count == 1 ? " event" : " events");
  }

  private void add(String text, String meaning) {
    proposals.add(new Proposal(text, meaning, from, to));
  }
}
