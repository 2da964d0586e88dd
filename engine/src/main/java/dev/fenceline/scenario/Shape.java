package dev.fenceline.scenario;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

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

  /**
   * The unit in which a scenario counts the time at a place such as {@code host.kato} or {@code
   * faults[].takes}; 0 where it is no time.
   */
  static long unitNanosAt(String place) {
    List<Class<?>> owners = List.of(Scenario.class);
    List<RecordComponent> found = List.of();
    for (String step : place.replaceAll("\\[[^]]*]", "").split("\\.", -1)) {
      found = owners.stream().flatMap(Shape::components).filter(c -> key(c).equals(step)).toList();
      owners = found.stream().<Class<?>>map(Shape::held).toList();
    }
    return found.stream().mapToLong(c -> unitNanos(c.getName())).max().orElse(0);
  }

  /** What an object may have: the components of a record, with those of a family laid into it. */
  private static Stream<RecordComponent> components(Class<?> owner) {
    if (owner.isSealed()) {
      return members(owner).values().stream().flatMap(Shape::components);
    }
    return owner.isRecord()
        ? Stream.of(owner.getRecordComponents())
            .flatMap(c -> c.getType().isSealed() ? components(c.getType()) : Stream.of(c))
        : Stream.empty();
  }

  /** The type of a component, or of what its list holds. */
  private static Class<?> held(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType list
            && list.getActualTypeArguments()[0] instanceof Class<?> element
        ? element
        : component.getType();
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

  /** The word for a constant: {@code TIME_BASED} is {@code time-based}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
