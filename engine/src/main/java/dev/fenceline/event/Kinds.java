package dev.fenceline.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** All kinds of events, by their names in session files. */
public final class Kinds {
  private static final Map<String, Class<? extends Detail>> BY_NAME = new LinkedHashMap<>();

  static {
    collect(Detail.class);
  }

  private Kinds() {}

  private static void collect(Class<?> family) {
    for (Class<?> member : family.getPermittedSubclasses()) {
      Kind kind = member.getAnnotation(Kind.class);
      if (kind != null) {
        BY_NAME.put(kind.value(), member.asSubclass(Detail.class));
      } else if (member.isSealed()) {
        collect(member);
      }
    }
  }

  /** Returns the records by their names, family by family. */
  public static Map<String, Class<? extends Detail>> byName() {
    return Collections.unmodifiableMap(BY_NAME);
  }
}
