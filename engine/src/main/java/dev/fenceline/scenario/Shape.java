package dev.fenceline.scenario;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How settings look in JSON, derived from the records: {@code katoMillis} is the key {@code kato}
 * with a time, an enum is words joined by hyphens, and a member of a sealed family is one object
 * whose key {@code fault} (the family's name) says which member it is.
 */
final class Shape {
  private Shape() {}

  private static final Map<String, Long> UNITS =
      Map.of("Millis", TimeText.MILLI, "Micros", TimeText.MICRO, "Nanos", 1L);

  /** The unit that a component counts in: the end of its name; 0 where it is no time. */
  static long unitNanos(String component) {
    return UNITS.getOrDefault(unit(component), 0L);
  }

  /** The key of a component: its name without the unit. */
  static String key(RecordComponent component) {
    String name = component.getName();
    return name.substring(0, name.length() - unit(name).length());
  }

  private static String unit(String component) {
    return UNITS.keySet().stream().filter(component::endsWith).findFirst().orElse("");
  }

  /** The key that says which member of a sealed family an object is. */
  static String familyKey(Class<?> family) {
    return family.getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The members of a sealed family, by their word. */
  static Map<String, Class<?>> members(Class<?> family) {
    Map<String, Class<?>> members = new LinkedHashMap<>();
    collect(family, members);
    return members;
  }

  private static void collect(Class<?> family, Map<String, Class<?>> members) {
    for (Class<?> member : family.getPermittedSubclasses()) {
      if (member.isRecord()) {
        members.put(word(member), member);
      } else {
        collect(member, members);
      }
    }
  }

  /** The word for a member of a sealed family: {@code SlowWrite} is {@code slow-write}. */
  static String word(Class<?> member) {
    return member.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** The word for a constant: {@code RPFR_NO_HOLD} is {@code rpfr-no-hold}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
