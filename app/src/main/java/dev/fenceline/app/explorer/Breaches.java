package dev.fenceline.app.explorer;

import dev.fenceline.timeline.Text;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes missed expectations and broken invariants. */
final class Breaches {
  private static final String EXPECTATION = "expectation";

  private Breaches() {}

  /**
   * Returns a text such as {@code 2 expectations missed, H1 broken}.
   *
   * @param byRule the number of breaches of each rule
   * @param none the text if there are none
   */
  static String words(Map<String, Integer> byRule, String none) {
    return byRule.isEmpty()
        ? none
        : byRule.entrySet().stream()
            .map(each -> words(each.getKey(), each.getValue()))
            .collect(Collectors.joining(", "));
  }

  /** Returns a short text such as {@code 2 expectations, H1}. */
  static String brief(Map<String, Integer> byRule, String none) {
    return byRule.isEmpty()
        ? none
        : byRule.entrySet().stream()
            .map(each ->
                each.getKey().equals(EXPECTATION)
                    ? Text.count(each.getValue(), EXPECTATION)
                    : each.getKey())
            .collect(Collectors.joining(", "));
  }

  private static String words(String rule, int count) {
    return rule.equals(EXPECTATION)
        ? Text.count(count, EXPECTATION) + " missed"
        : rule + " broken" + (count == 1 ? "" : " " + count + " times");
  }
}
