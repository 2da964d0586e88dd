package dev.fenceline.event.schema;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Kind;
import dev.fenceline.event.UnknownEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All kinds of events. */
public final class EventSchema {
  private static final ClassValue<KindSchema> KINDS =
      new ClassValue<>() {
        @Override
        protected KindSchema computeValue(Class<?> type) {
          return new KindSchema(type.asSubclass(Detail.class));
        }
      };

  private static final Map<String, Class<? extends Detail>> BY_NAME = new LinkedHashMap<>();

  static {
    collect(Detail.class);
  }

  private EventSchema() {}

  private static void collect(Class<?> family) {
    for (Class<?> member : family.getPermittedSubclasses()) {
      Kind kind = member.getAnnotation(Kind.class);
      if (kind != null) {
        BY_NAME.put(kind.name(), member.asSubclass(Detail.class));
      } else if (member.isSealed()) {
        collect(member);
      }
    }
  }

  /** Returns the records of all kinds by name, family by family. */
  public static Map<String, Class<? extends Detail>> byName() {
    return Collections.unmodifiableMap(BY_NAME);
  }

  /** Returns the kind with a name; empty if this version does not know it. */
  public static Optional<KindSchema> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name)).map(KINDS::get);
  }

  /** Returns the kind of events that a record describes. */
  public static KindSchema of(Class<? extends Detail> type) {
    return KINDS.get(type);
  }

  /** Returns the kind of an event. */
  public static KindSchema of(Detail detail) {
    return KINDS.get(detail.getClass());
  }

  /** Returns the name of the kind of an event, even if this version does not know the kind. */
  public static String kind(Detail detail) {
    return detail instanceof UnknownEvent unknown ? unknown.kind() : of(detail).name();
  }
}
