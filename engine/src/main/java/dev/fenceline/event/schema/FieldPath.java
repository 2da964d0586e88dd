package dev.fenceline.event.schema;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Meaning;
import dev.fenceline.event.value.Rule;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A field of a kind of event, with the path to it. The field itself is not a record.
 *
 * @param name its name in session files, such as {@code status} or {@code impacted.ciu}
 * @param steps the fields on the path to it; the last one is the field itself
 */
public record FieldPath(String name, List<FieldSchema> steps) {
  /** Returns the field. */
  public FieldSchema field() {
    return steps.getLast();
  }

  /** Returns the value in an event of this kind; null if the event does not have it. */
  public @Nullable Object value(Detail detail) {
    Object value = detail;
    for (FieldSchema step : steps) {
      if (value == null) {
        return null;
      }
      value = step.value(value);
    }
    return value;
  }

  /**
   * Returns the value for tables: a number, a text or a truth value. A list has its elements
   * separated by blanks, a constant is given by its name, and random bits have 16 hexadecimal
   * digits.
   */
  public @Nullable Object plain(Detail detail) {
    return switch (value(detail)) {
      case null -> null;
      case Long bits when field().meaning() == Meaning.RANDOM -> HexFormat.of().toHexDigits(bits);
      case Rule rule -> rule.code();
      case Enum<?> constant -> constant.name();
      case List<?> elements ->
          elements.stream().map(String::valueOf).collect(Collectors.joining(" "));
      case Object value -> value;
    };
  }
}
