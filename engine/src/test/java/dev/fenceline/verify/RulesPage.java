package dev.fenceline.verify;

import dev.fenceline.event.value.Rule;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of the page about rules: one for each family, after a comment such as {@code <!--
 * rules of Invariant -->}. An empty line ends it.
 */
final class RulesPage {
  private static final Pattern TABLE =
      Pattern.compile("(?<mark><!-- rules of (?<name>\\w+) -->\\n)(?:\\|.*\\n)*");
  private static final String HEAD = "| rule | what it says |\n|---|---|\n";
  private static final Map<String, Rule[]> FAMILIES =
      Map.of(
          "Data", Rule.Data.values(),
          "Invariant", Rule.Invariant.values(),
          "Run", Rule.Run.values());

  private RulesPage() {}

  /** Returns the page with its tables as they are to be. */
  static String renewed(String page) {
    return TABLE
        .matcher(page)
        .replaceAll(found -> {
          Rule[] rules = FAMILIES.get(found.group("name"));
          if (rules == null) {
            throw new IllegalArgumentException("there are no rules of " + found.group("name"));
          }
          String rows = Stream.of(rules).map(RulesPage::row).collect(Collectors.joining());
          return Matcher.quoteReplacement(found.group("mark") + HEAD + rows);
        });
  }

  private static String row(Rule rule) {
    return "| `%s` | %s |\n".formatted(rule.code(), rule.sentence());
  }
}
