package dev.fenceline.scenario.setting;

import dev.fenceline.event.value.Rule;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The spelling of Java names in scenarios: words joined by hyphens. */
public final class Spelling {
  private Spelling() {}

  /**
   * Returns the word for a constant: {@code time-based} for {@code TIME_BASED}, and the code of a
   * rule.
   */
  public static String word(Enum<?> constant) {
    return constant instanceof Rule rule
        ? rule.code()
        : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the constants of an enum by their words, in declaration order, then by their former
   * words.
   */
  static Map<String, Enum<?>> constants(Class<?> type) {
    Map<String, Enum<?>> today = new LinkedHashMap<>();
    Map<String, Enum<?>> former = new LinkedHashMap<>();
    for (Field field : type.getFields()) {
      if (field.isEnumConstant()) {
        Enum<?> constant = constant(field);
        today.put(word(constant), constant);
        FormerName word = field.getAnnotation(FormerName.class);
        if (word != null) {
          former.put(word.value(), constant);
        }
      }
    }
    today.putAll(former);
    return Collections.unmodifiableMap(today);
  }

  private static Enum<?> constant(Field field) {
    try {
      return (Enum<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " cannot be read", e);
    }
  }

  /** Returns the word for a member of a sealed family: {@code slow-write} for {@code SlowWrite}. */
  public static String word(Class<?> member) {
    return member.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** Returns the key that names the member of a sealed family, such as {@code fault}. */
  public static String key(Class<?> family) {
    return family.getSimpleName().toLowerCase(Locale.ROOT);
  }
}
