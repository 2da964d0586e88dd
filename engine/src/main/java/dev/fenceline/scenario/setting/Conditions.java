package dev.fenceline.scenario.setting;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on the fields of an event.
 *
 * @param all the conditions, all of which must hold; at most one for each field
 */
public record Conditions(List<Condition> all) {
  public Conditions {
    all = List.copyOf(all);
  }

  /** The relation of a field to a value. A sign comes before those that are a prefix of it. */
  public enum Comparison {
    NOT_EQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    EQUAL("="),
    LESS("<"),
    MORE(">");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /** Returns the sign, such as {@code !=}. */
    public String sign() {
      return sign;
    }

    /**
     * Reports whether the comparison holds. {@code order} is negative, 0 or positive if the field
     * is less than, equal to or greater than the value.
     */
    public boolean holds(int order) {
      return switch (this) {
        case NOT_EQUAL -> order != 0;
        case AT_MOST -> order <= 0;
        case AT_LEAST -> order >= 0;
        case EQUAL -> order == 0;
        case LESS -> order < 0;
        case MORE -> order > 0;
      };
    }

    /** Reports whether the comparison needs an order of values. */
    public boolean needsOrder() {
      return this != EQUAL && this != NOT_EQUAL;
    }
  }

  /**
   * A condition on one field.
   *
   * @param field its path, such as {@code status} or {@code impacted.ciu}
   * @param value a number, {@code true} or {@code false}, the word for a constant, or a text; the
   *     path of another event's field if two events are compared
   */
  public record Condition(String field, Comparison comparison, String value) {
    private static final Pattern HEX = Pattern.compile("([0-9A-Fa-f]{1,16})h");
    private static final int HEX_RADIX = 16;

    /** Reads a condition as users write it: {@code "!= 0"}, {@code "FFFFh"}, {@code "success"}. */
    static Condition read(String field, String text) {
      String stripped = text.strip();
      return Arrays.stream(Comparison.values())
          .filter(comparison -> stripped.startsWith(comparison.sign))
          .findFirst()
          .map(comparison ->
              new Condition(
                  field, comparison, stripped.substring(comparison.sign.length()).strip()))
          .orElse(new Condition(field, Comparison.EQUAL, stripped));
    }

    /**
     * Returns the value as a number, decimal or hexadecimal with the suffix h, or empty if it is
     * not a number.
     */
    public OptionalLong number() {
      Matcher hex = HEX.matcher(value);
      try {
        return OptionalLong.of(
            hex.matches()
                ? Long.parseUnsignedLong(hex.group(1), HEX_RADIX)
                : Long.parseLong(value));
      } catch (NumberFormatException notOne) {
        return OptionalLong.empty();
      }
    }

    /**
     * Reports whether the value of the field meets the condition. It is null if there is no such
     * field.
     */
    public boolean holds(@Nullable Object held) {
      return switch (held) {
        case null -> comparison == Comparison.NOT_EQUAL;
        case Number seen ->
            number().stream()
                .anyMatch(expected -> comparison.holds(Long.compare(seen.longValue(), expected)));
        case Enum<?> constant -> comparison.holds(Spelling.word(constant).compareTo(value));
        default -> comparison.holds(held.toString().compareTo(value));
      };
    }

    /** Returns the value of the field in the notation of this condition. */
    public String shown(@Nullable Object held) {
      return switch (held) {
        case null -> "nothing";
        case Number seen when HEX.matcher(value).matches() ->
            ("%0" + (value.length() - 1) + "Xh").formatted(seen);
        case Enum<?> constant -> Spelling.word(constant);
        default -> held.toString();
      };
    }

    /** Returns the condition, such as {@code ciu != 0}. */
    @Override
    public String toString() {
      return field + " " + comparison.sign + " " + value;
    }
  }

  /**
   * Returns the conditions, such as {@code ciu != 0, status = 0}, or an empty string if there are
   * none.
   */
  @Override
  public String toString() {
    return String.join(", ", all.stream().map(Condition::toString).toList());
  }
}
