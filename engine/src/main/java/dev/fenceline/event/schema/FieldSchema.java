package dev.fenceline.event.schema;

import dev.fenceline.event.Field;
import dev.fenceline.event.Meaning;
import dev.fenceline.event.value.Unit;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One field of a record: its name, type, meaning and unit, and its value in an event. */
public final class FieldSchema {
  /** The fields of a line in a session file that do not belong to the event's detail. */
  private static final Set<String> ENVELOPE = Set.of("seq", "nanos", "lane", "cause", "kind");

  private static final MethodType GETS = MethodType.methodType(Object.class, Object.class);
  private static final String NANOS = "Nanos";
  private static final String MILLIS = "Millis";

  private final int index;
  private final String name;
  private final String key;
  private final Class<?> type;
  private final Class<?> element;
  private final boolean isNullable;
  private final Field field;
  private final MethodHandle accessor;

  /**
   * @param description the component of the same name that has the description
   */
  FieldSchema(int index, RecordComponent component, RecordComponent description) {
    this.index = index;
    name = component.getName();
    type = component.getType();
    element = element(component);
    isNullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    field = description(component, description);
    key = ENVELOPE.contains(name) ? lowerFirst(type.getSimpleName()) : name;
    try {
      accessor = MethodHandles.publicLookup().unreflect(component.getAccessor()).asType(GETS);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(component + " is not public", e);
    }
  }

  private static Field description(RecordComponent component, RecordComponent description) {
    String name = component.getName();
    String where = component.getDeclaringRecord().getSimpleName() + "." + name;
    Field field = description.getAnnotation(Field.class);
    if (field == null || !description.getName().equals(name)) {
      throw new IllegalStateException(where + " is not described: it needs a @Field");
    }
    boolean isTime = name.endsWith(NANOS) || name.endsWith(MILLIS);
    boolean fits =
        field.value().fits(component.getType())
            && switch (field.value()) {
              case MOMENT, ORIGIN -> name.endsWith(NANOS);
              case DURATION -> isTime;
              default -> !isTime;
            };
    if (!fits) {
      throw new IllegalStateException(
          "%s cannot be a %s: its name or its type is different"
              .formatted(where, field.value().name().toLowerCase(Locale.ROOT)));
    }
    return field;
  }

  private static Class<?> element(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType generic
        ? (Class<?>) generic.getActualTypeArguments()[0]
        : component.getType();
  }

  private static String lowerFirst(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /** Returns the position of the field in its record, from 0. */
  public int index() {
    return index;
  }

  /** Returns the name of the component. */
  public String name() {
    return name;
  }

  /** Returns the name without the unit: {@code timeout} for {@code timeoutMillis}. */
  public String plainName() {
    String end = name.endsWith(NANOS) ? NANOS : name.endsWith(MILLIS) ? MILLIS : "";
    return name.substring(0, name.length() - end.length());
  }

  /**
   * Returns the name in session files: that of the component, or of its type (such as {@code
   * ioKind}) if the line of every event has a field with the name of the component.
   */
  public String key() {
    return key;
  }

  /** Returns the type: {@code int}, {@code long}, {@code boolean}, text, enum, record or list. */
  public Class<?> type() {
    return type;
  }

  /** Returns the type of the elements of a list, otherwise {@link #type}. */
  public Class<?> elementType() {
    return element;
  }

  /** Reports whether an event may lack the field; its value is then null. */
  public boolean isNullable() {
    return isNullable;
  }

  /** Returns the meaning of the values. */
  public Meaning meaning() {
    return field.value();
  }

  /** Returns what the field says: a phrase in Markdown. */
  public String text() {
    return field.text().isEmpty() ? meaning().text() : field.text();
  }

  /** Returns the unit of the numbers: {@code ns}, {@code ms}, {@code bytes} or nothing. */
  public String unit() {
    if (meaning() == Meaning.BYTES) {
      return "bytes";
    }
    return name.endsWith(NANOS)
        ? Unit.NANO.symbol()
        : name.endsWith(MILLIS) ? Unit.MILLI.symbol() : "";
  }

  /** Returns the number of hexadecimal digits in which the number is displayed; 0 for decimal. */
  public int digits() {
    return field.digits();
  }

  /** Reports whether a value stands for "none". */
  public boolean isNone(Object value) {
    return contains(field.none(), value);
  }

  /** Reports whether a value stands for "not known". */
  public boolean isUnknown(Object value) {
    return contains(field.unknown(), value);
  }

  private static boolean contains(long[] special, Object value) {
    if (special.length == 0) {
      return false;
    }
    return switch (value) {
      case Number number -> Arrays.stream(special).anyMatch(each -> each == number.longValue());
      case Boolean flag -> Arrays.stream(special).anyMatch(each -> each == (flag ? 1 : 0));
      default -> false;
    };
  }

  /** Returns the value in a record of this type; null if the record does not have it. */
  public @Nullable Object value(Object of) {
    try {
      return (Object) accessor.invokeExact(of);
    } catch (RuntimeException | Error failed) {
      throw failed;
    } catch (Throwable impossible) {
      throw new LinkageError("a record's accessor failed", impossible);
    }
  }

  @Override
  public String toString() {
    return key + ": " + text();
  }

  /** Reports whether the field holds a list. */
  public boolean isList() {
    return type == List.class;
  }
}
