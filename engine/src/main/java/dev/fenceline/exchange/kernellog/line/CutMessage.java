package dev.fenceline.exchange.kernellog.line;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Builds the expression that matches the beginning of a message, however early it was truncated.
 */
final class CutMessage {
  /**
   * The expression of a text within a truncated message. An expression for arbitrary text would
   * match too much.
   */
  static final String TEXT = "([^()\"]{0,60}?)";

  private CutMessage() {}

  /**
   * Returns the expression.
   *
   * @param literals the texts around the values, one more than there are values
   * @param groups the expressions of the values
   */
  static String expression(List<String> literals, List<String> groups) {
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < groups.size(); i++) {
      expression.append("(?:").append(Pattern.quote(literals.get(i))).append(groups.get(i));
    }
    expression.append(beginning(literals.getLast()));
    for (int i = groups.size() - 1; i >= 0; i--) {
      expression.append('|').append(beginning(literals.get(i))).append(')');
    }
    return expression.toString();
  }

  /** Returns an expression for any beginning of a text, including none and all of it. */
  private static String beginning(String text) {
    StringBuilder expression = new StringBuilder();
    text.chars()
        .forEach(c -> expression.append("(?:").append(Pattern.quote(Character.toString(c))));
    return expression.append(")?".repeat(text.length())).toString();
  }
}
