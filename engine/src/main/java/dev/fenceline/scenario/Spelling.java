package dev.fenceline.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How scenarios spell what Java names otherwise: words joined by hyphens. */
final class Spelling {
  private Spelling() {}

  /** The word for a constant: {@code TIME_BASED} is {@code time-based}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The words for the constants of an enum, in their order. */
  static List<String> words(Class<? extends Enum<?>> constants) {
    return Arrays.stream(constants.getEnumConstants()).map(Spelling::word).toList();
  }

  /** The word for a member of a sealed family: {@code SlowWrite} is {@code slow-write}. */
  static String word(Class<?> member) {
    return member.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** The key that says which member of a sealed family an object is: {@code fault}. */
  static String key(Class<?> family) {
    return family.getSimpleName().toLowerCase(Locale.ROOT);
  }
}
