package dev.fenceline.app.explorer;

import dev.fenceline.event.value.Rule;
import dev.fenceline.timeline.Text;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes missed expectations and broken invariants. */
final class Breaches {
  private Breaches() {}

  /**
   * Returns a text such as {@code 2 expectations missed, H1 broken}.
   *
   * @param byRule the number of breaches of each rule
   * @param none the text if there are none
   */
  static String words(Map<Rule, Integer> byRule, String none) {
    return byRule.isEmpty()
        ? none
        : byRule.entrySet().stream()
            .map(each -> words(each.getKey(), each.getValue()))
            .collect(Collectors.joining(", "));
  }

  /** Returns a short text such as {@code 2 expectations, H1}. */
  static String brief(Map<Rule, Integer> byRule, String none) {
    return byRule.isEmpty()
        ? none
        : byRule.entrySet().stream()
            .map(each ->
                each.getKey() == Rule.Run.EXPECTATION
                    ? Text.count(each.getValue(), each.getKey().code())
                    : each.getKey().code())
            .collect(Collectors.joining(", "));
  }

  private static String words(Rule rule, int count) {
    return rule == Rule.Run.EXPECTATION
        ? Text.count(count, rule.code()) + " missed"
        : rule.code() + " broken" + (count == 1 ? "" : " " + count + " times");
  }
}
