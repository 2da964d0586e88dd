package dev.fenceline.timeline;

import java.util.Locale;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Reads and changes single terms in the text of an {@link EventFilter}. */
public final class FilterText {
  private FilterText() {}

  /**
   * Returns the value of the first term with a name that is not negated.
   *
   * @param name a name such as {@code lane}; empty for a term without a name
   * @return the value without quotes; empty if there is no such term
   */
  public static String value(String query, String name) {
    Matcher term = find(query, name);
    return term == null ? "" : value(term);
  }

  private static String value(Matcher term) {
    String quoted = term.group(3);
    return quoted == null ? term.group(4) : quoted;
  }

  /**
   * Returns the query with another value for that term: changed in its place, added at the end, or
   * removed.
   *
   * @param value without quotes, which it must not contain; empty removes the term
   */
  public static String with(String query, String name, String value) {
    String term = value.isEmpty() ? "" : term(name, value);
    Matcher found = find(query, name);
    if (found == null) {
      return (query.strip() + " " + term).strip();
    }
    String before = query.substring(0, found.start()).stripTrailing();
    String after = query.substring(found.end()).stripLeading();
    return (before + " " + term).strip().concat(" " + after).strip();
  }

  private static String term(String name, String value) {
    String clean = value.replace("\"", "");
    boolean isPlain = clean.matches("\\S+") && (!name.isEmpty() || clean.matches("[\\w.]+"));
    String quoted = isPlain ? clean : "\"" + clean + "\"";
    return name.isEmpty() ? quoted : name + ":" + quoted;
  }

  private static @Nullable Matcher find(String query, String name) {
    Matcher terms = EventFilter.TERM.matcher(query);
    while (terms.find()) {
      String found = terms.group(2);
      boolean isIt = found == null ? name.isEmpty() : found.toLowerCase(Locale.ROOT).equals(name);
      if (isIt && terms.group(1).isEmpty()) {
        return terms;
      }
    }
    return null;
  }
}
