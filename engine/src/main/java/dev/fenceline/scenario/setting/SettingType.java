package dev.fenceline.scenario.setting;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The type of a setting, which determines its form in JSON. */
public sealed interface SettingType {
  /** A text in quotes. */
  record Text() implements SettingType {}

  /** {@code true} or {@code false}. */
  record Flag() implements SettingType {}

  /** A whole number; {@code isInt} means that Java keeps it in 32 bits. */
  record WholeNumber(Range.Numbers range, boolean isInt) implements SettingType {}

  /** A time in quotes, such as {@code "5 s"}. The record holds it as a number of units. */
  record Time(Range.Times range, long unitNanos) implements SettingType {}

  /** A moment in quotes, such as {@code "cut + 2 s"}. */
  record At(Range.Moments range) implements SettingType {}

  /**
   * One of the constants of an enum, in quotes.
   *
   * @param read the constants by the words that can be read: the present ones, then former ones
   */
  record Word(Map<String, Enum<?>> read) implements SettingType {
    /** Returns the words that are written, in the order of the constants. */
    public List<String> words() {
      return read.values().stream().distinct().map(Spelling::word).toList();
    }

    /** Returns the words of older files. */
    public List<String> formerWords() {
      return read.keySet().stream().filter(word -> !words().contains(word)).toList();
    }
  }

  /** Conditions on the fields of an event: an object. */
  record Fields() implements SettingType {}

  /** A record with settings of its own: an object. */
  record Group(Class<? extends Record> type) implements SettingType {}

  /**
   * A member of a sealed family of records: one object whose key {@code fault} (the family's name)
   * names the member. As a component, its keys are in the object of its owner.
   */
  record Family(Class<?> type) implements SettingType {
    /** Returns the key that names the member. */
    public String key() {
      return Spelling.key(type);
    }
  }

  /** A list. */
  record Many(SettingType element, Range.Numbers count) implements SettingType {}

  /** Returns the values that a user may set by name, or empty if the type has no plain values. */
  default Optional<Range> values() {
    return switch (this) {
      case WholeNumber number -> Optional.of(number.range);
      case Time time -> Optional.of(time.range);
      case At at -> Optional.of(at.range);
      case Many many -> Optional.of(many.count);
      case Word word -> Optional.of(new Range.Words(word.words()));
      case Flag _ -> Optional.of(new Range.Switch());
      case Text _, Fields _, Group _, Family _ -> Optional.empty();
    };
  }
}
