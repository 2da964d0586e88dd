package dev.fenceline.timeline;

import dev.fenceline.event.Detail;
import dev.fenceline.event.FieldPath;
import dev.fenceline.event.Kind;
import dev.fenceline.event.UnknownEvent;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kind and the fields of any detail, for tables and filters. */
public final class Fields {
  /**
   * A field.
   *
   * @param name the name of the record's component
   * @param value its value, or null if the detail has none
   */
  public record Field(String name, @Nullable Object value) {}

  private record Shape(
      String kind, List<String> names, List<MethodHandle> accessors, Map<String, FieldPath> flat) {}

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return shape(type.asSubclass(Detail.class));
        }
      };

  private Fields() {}

  /** Returns the kind of a detail, as named in session files. */
  public static String kind(Detail detail) {
    return detail instanceof UnknownEvent unknown
        ? unknown.kind()
        : SHAPES.get(detail.getClass()).kind;
  }

  /** Returns the fields of a detail, in the order of its record. */
  public static List<Field> of(Detail detail) {
    Shape shape = SHAPES.get(detail.getClass());
    List<Field> fields = new ArrayList<>(shape.names.size());
    for (int i = 0; i < shape.names.size(); i++) {
      fields.add(new Field(shape.names.get(i), value(shape.accessors.get(i), detail)));
    }
    return fields;
  }

  /**
   * Returns the fields of a detail by the names that session files give them, each with one value.
   * A nested record has one field for each component, such as {@code impacted.ciu}; a list has its
   * elements separated by blanks. A {@code cirn} has 16 hexadecimal digits. Fields without a value
   * are left out.
   */
  public static List<Field> flat(Detail detail) {
    List<Field> fields = new ArrayList<>();
    SHAPES
        .get(detail.getClass())
        .flat
        .forEach((name, path) -> {
          Object value = path.value(detail);
          if (value != null) {
            fields.add(new Field(name, plain(name, value)));
          }
        });
    return fields;
  }

  /** Returns the names of all fields that {@link #flat} can give, in the order of the record. */
  public static Set<String> flatNames(Class<? extends Detail> kind) {
    return SHAPES.get(kind).flat.keySet();
  }

  private static Object plain(String name, Object value) {
    return switch (value) {
      case Long bits when name.endsWith("cirn") -> HexFormat.of().toHexDigits(bits);
      case Enum<?> constant -> constant.name();
      case List<?> elements ->
          elements.stream().map(String::valueOf).collect(Collectors.joining(" "));
      default -> value;
    };
  }

  private static @Nullable Object value(MethodHandle accessor, Detail detail) {
    try {
      return (Object) accessor.invokeExact((Object) detail);
    } catch (RuntimeException | Error failed) {
      throw failed;
    } catch (Throwable failed) {
      throw new LinkageError("a record's accessor failed", failed);
    }
  }

  private static Shape shape(Class<? extends Detail> type) {
    Kind kind = type.getAnnotation(Kind.class);
    List<String> names = new ArrayList<>();
    List<MethodHandle> accessors = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      names.add(component.getName());
      accessors.add(accessor(component));
    }
    return new Shape(
        kind == null ? type.getSimpleName() : kind.value(), names, accessors, FieldPath.all(type));
  }

  private static MethodHandle accessor(RecordComponent component) {
    try {
      return MethodHandles.publicLookup()
          .unreflect(component.getAccessor())
          .asType(MethodType.methodType(Object.class, Object.class));
    } catch (IllegalAccessException impossible) {
      throw new LinkageError("details are public records", impossible);
    }
  }
}
