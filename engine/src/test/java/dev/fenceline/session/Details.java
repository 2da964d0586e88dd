package dev.fenceline.session;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Kind;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.Rule;
import dev.fenceline.nvme.InstanceId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Events of every kind that there is, with values drawn at random from the record components. */
final class Details {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "keep alive",
          "\"quoted\" \\ / \t\n",
          "Zürich, 東京, \uD83D\uDE80",
          "\u0000\u2028");

  private final Random random;

  Details(long seed) {
    random = new Random(seed);
  }

  /** All records of the sealed family that have a kind. */
  static List<Class<? extends Detail>> kinds() {
    List<Class<? extends Detail>> kinds = new ArrayList<>();
    collect(Detail.class, kinds);
    return kinds;
  }

  private static void collect(Class<?> family, List<Class<? extends Detail>> kinds) {
    for (Class<?> member : family.getPermittedSubclasses()) {
      if (member.isAnnotationPresent(Kind.class)) {
        kinds.add(member.asSubclass(Detail.class));
      } else if (member.isSealed()) {
        collect(member, kinds);
      }
    }
  }

  /** One event of every kind, in random order. */
  List<Event> events() {
    List<Class<? extends Detail>> kinds = new ArrayList<>(kinds());
    java.util.Collections.shuffle(kinds, random);
    List<Event> events = new ArrayList<>();
    long nanos = 0;
    for (Class<? extends Detail> kind : kinds) {
      long sequence = events.size() + 1L;
      nanos += random.nextInt(1_000_000);
      events.add(
          new Event(sequence, nanos, lane(), Cause.of(random.nextLong(sequence)), make(kind)));
    }
    return events;
  }

  private Lane lane() {
    Lane.Group[] groups = Lane.Group.values();
    return random.nextBoolean()
        ? Lane.target(random.nextInt(4), 1 + random.nextInt(3))
            .marked(random.nextBoolean() ? "B" : "")
        : new Lane(groups[random.nextInt(groups.length)], "", "nvme" + random.nextInt(4), 0);
  }

  private <T> T make(Class<T> type) {
    if (type == InstanceId.class) {
      return type.cast(
          new InstanceId(random.nextInt(0x10000), random.nextInt(0x100), random.nextLong()));
    }
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      boolean mayBeNull = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
      values[i] = mayBeNull && random.nextBoolean() ? null : value(components[i]);
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " cannot be made", e);
    }
  }

  private Object value(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == long.class) {
      return random.nextLong() >> random.nextInt(64);
    } else if (type == int.class) {
      return random.nextInt() >> random.nextInt(32);
    } else if (type == boolean.class) {
      return random.nextBoolean();
    } else if (type == String.class) {
      return TEXTS.get(random.nextInt(TEXTS.size()));
    } else if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    } else if (type == Rule.class) {
      List<Rule> rules = Rule.all();
      return random.nextBoolean()
          ? rules.get(random.nextInt(rules.size()))
          : Rule.of(TEXTS.get(random.nextInt(TEXTS.size())));
    } else if (type == List.class) {
      ParameterizedType generic = (ParameterizedType) component.getGenericType();
      return generic.getActualTypeArguments()[0] == Long.class
          ? random.longs(random.nextInt(4)).boxed().toList()
          : TEXTS.subList(0, random.nextInt(TEXTS.size()));
    }
    return make(type);
  }
}
