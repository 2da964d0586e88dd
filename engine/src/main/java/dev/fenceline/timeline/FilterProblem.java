package dev.fenceline.timeline;

import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.schema.FieldPath;
import dev.fenceline.event.schema.FieldSchema;
import dev.fenceline.event.schema.KindSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A problem in the text of an {@link EventFilter}: a term that cannot mean what the user wants and
 * would silently match nothing or everything.
 *
 * @param position the character at which the term begins, from 1
 * @param expected what is wrong there and what was expected, as a sentence
 */
public record FilterProblem(int position, String expected) {
  private static final Pattern COMPARISON = Pattern.compile("-?([A-Za-z.]+)(=|<=|>=|<|>)(\\S*)");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d*)?s?");
  private static final Set<String> SPECIAL =
      Set.of("kind", "lane", "text", "seq", "after", "before", "status", "op");
  private static final String QUOTES = "Put it in quotes to find it as text.";
  private static final int NEAR = 2;

  /** Returns the first problem of a text; empty if the text is a filter. */
  public static Optional<FilterProblem> of(String query) {
    Matcher terms = EventFilter.TERM.matcher(query);
    int count = 0;
    while (terms.find()) {
      Optional<String> wrong =
          ++count > EventFilter.MAX_TERMS
              ? Optional.of("At most %d terms are possible.".formatted(EventFilter.MAX_TERMS))
              : wrong(terms);
      if (wrong.isPresent()) {
        return Optional.of(new FilterProblem(terms.start() + 1, wrong.get()));
      }
    }
    return Optional.empty();
  }

  /** Returns the sentence with the position, as the window shows it. */
  public String words() {
    return "Character %d: %s".formatted(position, expected);
  }

  private static Optional<String> wrong(Matcher term) {
    String whole = term.group();
    String name = term.group(2);
    boolean isOpen = term.group(3) != null && !whole.endsWith("\"");
    if (isOpen || whole.endsWith(":\"") || whole.equals("\"")) {
      return Optional.of("The quote is not closed.");
    }
    if (name != null) {
      boolean isQuoted = term.group(3) != null;
      String value = isQuoted ? term.group(3) : term.group(4);
      return EventFilter.values(name, value, isQuoted).stream()
          .map(each -> oneOf(name, each))
          .flatMap(Optional::stream)
          .findFirst();
    }
    return term.group(3) == null ? word(whole) : Optional.empty();
  }

  private static Optional<String> oneOf(String name, String value) {
    return value.isEmpty()
        ? Optional.of("Expected a value after \"%s:\" and on each side of \"|\".".formatted(name))
        : named(name.toLowerCase(Locale.ROOT), value);
  }

  private static Optional<String> word(String word) {
    Matcher comparison = COMPARISON.matcher(word);
    if (comparison.matches()) {
      return Optional.of(comparison(comparison));
    }
    if (word.endsWith(":") && isName(word.substring(word.startsWith("-") ? 1 : 0))) {
      return Optional.of("Expected a value after \"%s\".".formatted(word));
    }
    if (word.equals("-")) {
      return Optional.of("Expected a term after \"-\".");
    }
    return word.matches("[()|&!]+.*|.*[()|&]")
        ? Optional.of(
            "\"%s\" is not a term: terms are separated by blanks. %s".formatted(word, QUOTES))
        : Optional.empty();
  }

  private static boolean isName(String text) {
    return text.matches("[A-Za-z.]+:");
  }

  private static String comparison(Matcher found) {
    String name = found.group(1).toLowerCase(Locale.ROOT);
    String sign = found.group(2);
    String value = found.group(3).isEmpty() ? "12.5" : found.group(3);
    if (name.equals("time") || name.equals("after") || name.equals("before")) {
      String instead = sign.startsWith("<") ? "before" : "after";
      return "Expected %s:%s for a time.".formatted(instead, value.replaceAll("s$", ""));
    }
    return "Expected \"%s:\" and a value, not \"%s%s\". %s"
        .formatted(found.group(1), found.group(1), sign, QUOTES);
  }

  private static Optional<String> named(String name, String value) {
    return switch (name) {
      case "after", "before" ->
          NUMBER.matcher(value).matches()
              ? Optional.empty()
              : Optional.of("Expected seconds, such as %s:12.5.".formatted(name));
      case "seq" -> sequence(value);
      case "status" -> status(value.toLowerCase(Locale.ROOT));
      case "kind" ->
          EventSchema.byName().keySet().stream()
                  .anyMatch(it -> it.contains(value.toLowerCase(Locale.ROOT)))
              ? Optional.empty()
              : Optional.of("No kind of event contains \"%s\".".formatted(value));
      case "lane", "text" -> Optional.empty();
      case "op" -> whole(value, "op");
      default -> field(name, value);
    };
  }

  private static Optional<String> status(String value) {
    boolean isWord = Set.of("failed", "error", "bad", "ok", "good", "success").contains(value);
    return isWord || isWhole(value)
        ? Optional.empty()
        : Optional.of("Expected status:failed, status:ok or a number such as status:0x4141.");
  }

  private static Optional<String> whole(String value, String name) {
    return isWhole(value)
        ? Optional.empty()
        : Optional.of("Expected a whole number, such as %s:12.".formatted(name));
  }

  private static Optional<String> sequence(String value) {
    int dots = value.indexOf("..");
    boolean isRange =
        dots >= 0
            && value.length() > 2
            && (dots == 0 || isWhole(value.substring(0, dots)))
            && (dots + 2 == value.length() || isWhole(value.substring(dots + 2)));
    return isRange ? Optional.empty() : whole(value, "seq");
  }

  private static boolean isWhole(String value) {
    try {
      Long.decode(value);
      return true;
    } catch (NumberFormatException notWhole) {
      return false;
    }
  }

  private static Optional<String> field(String name, String value) {
    List<Class<?>> types = fields().filter(it -> it.is(name)).<Class<?>>map(Known::type).toList();
    if (types.isEmpty()) {
      return Optional.of(
          "No field is called \"%s\".%s %s"
              .formatted(
                  name, nearest(name).map(" Did you mean \"%s:\"?"::formatted).orElse(""), QUOTES));
    }
    return types.stream().allMatch(FilterProblem::isNumber) ? whole(value, name) : Optional.empty();
  }

  private static boolean isNumber(Class<?> type) {
    return type == long.class || type == int.class;
  }

  private record Known(List<String> names, Class<?> type) {
    boolean is(String name) {
      return names.stream().anyMatch(name::equalsIgnoreCase);
    }
  }

  private static Stream<Known> fields() {
    List<Known> known = new ArrayList<>();
    for (Class<? extends dev.fenceline.event.Detail> type : EventSchema.byName().values()) {
      KindSchema kind = EventSchema.of(type);
      for (FieldSchema field : kind.fields()) {
        known.add(new Known(List.of(field.key(), field.name()), field.type()));
      }
      for (FieldPath path : kind.paths().values()) {
        known.add(new Known(List.of(path.name()), path.field().type()));
      }
    }
    return known.stream();
  }

  /** Returns the name that the user has probably mistyped. */
  private static Optional<String> nearest(String name) {
    Set<String> names = new TreeSet<>(SPECIAL);
    fields().forEach(it -> names.add(it.names().getFirst()));
    return names.stream()
        .filter(it -> distance(it.toLowerCase(Locale.ROOT), name) <= NEAR)
        .min(
            Comparator.comparingInt((String it) -> distance(it.toLowerCase(Locale.ROOT), name))
                .thenComparing(it -> !SPECIAL.contains(it)));
  }

  /**
   * Returns the number of letters that must be changed, added or removed to turn one name into the
   * other.
   */
  private static int distance(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[to.length()];
  }
}
