package dev.fenceline.event;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field of one kind of event, with its name in session files: a component of its record such as
 * {@code status}, or a nested component such as {@code impacted.ciu}.
 */
public final class FieldPath {
  /** The fields of a line in a session file that do not belong to the event's detail. */
  private static final Set<String> ENVELOPE = Set.of("seq", "nanos", "lane", "cause", "kind");

  private final List<RecordComponent> steps;

  private FieldPath(List<RecordComponent> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * Returns all fields of a kind of event that hold one value, by path, in the order of its record.
   */
  public static Map<String, FieldPath> of(Class<? extends Detail> kind) {
    Map<String, FieldPath> fields = all(kind);
    fields.values().removeIf(field -> field.type() == List.class);
    return fields;
  }

  /** Returns all fields of a kind of event, including those that hold a list. */
  public static Map<String, FieldPath> all(Class<? extends Detail> kind) {
    Map<String, FieldPath> fields = new LinkedHashMap<>();
    collect(kind, "", List.of(), fields);
    return fields;
  }

  private static void collect(
      Class<?> type, String prefix, List<RecordComponent> before, Map<String, FieldPath> fields) {
    for (RecordComponent component : type.getRecordComponents()) {
      List<RecordComponent> steps = new ArrayList<>(before);
      steps.add(component);
      String path = prefix + name(component);
      if (component.getType().isRecord()) {
        collect(component.getType(), path + ".", steps, fields);
      } else {
        fields.put(path, new FieldPath(steps));
      }
    }
  }

  /**
   * Returns the name of a component in a session file: its own name, or the name of its type (such
   * as {@code ioKind}) if the line of an event has a field with its own name.
   */
  public static String name(RecordComponent component) {
    String name = component.getName();
    if (!ENVELOPE.contains(name)) {
      return name;
    }
    String type = component.getType().getSimpleName();
    return type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
  }

  /**
   * Returns the type of the values: {@code int}, {@code long}, {@code boolean}, a text, an enum or
   * a list.
   */
  public Class<?> type() {
    return steps.getLast().getType();
  }

  /** Returns the value in an event of this kind; null if the event does not have it. */
  public @Nullable Object value(Detail detail) {
    Object value = detail;
    for (RecordComponent step : steps) {
      if (value == null) {
        return null;
      }
      value = get(step, value);
    }
    return value;
  }

  private static @Nullable Object get(RecordComponent component, Object owner) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
