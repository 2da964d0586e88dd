package dev.fenceline.event.schema;

import dev.fenceline.nvme.InstanceId;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a record: a kind of event, or a record that is the value of a field. */
public final class RecordSchema {
  private static final MethodType MAKES = MethodType.methodType(Object.class, Object[].class);

  private final List<FieldSchema> fields = new ArrayList<>();
  private final List<@Nullable RecordSchema> nested = new ArrayList<>();
  private final MethodHandle constructor;

  private RecordSchema(Class<?> type, Class<?> described) {
    RecordComponent[] components = type.getRecordComponents();
    RecordComponent[] descriptions = described.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      fields.add(new FieldSchema(i, components[i], descriptions[i]));
      Class<?> value = components[i].getType();
      nested.add(value.isRecord() ? ofValue(value) : null);
    }
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      constructor =
          MethodHandles.publicLookup()
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.length)
              .asType(MAKES);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is not a public record", e);
    }
  }

  /**
   * Returns the schema of a record.
   *
   * @param described the record whose components have the descriptions: itself, or {@link
   *     InstanceFields}
   */
  static RecordSchema of(Class<?> type, Class<?> described) {
    return new RecordSchema(type, described);
  }

  /** Returns the schema of a record that is the value of a field. */
  static RecordSchema ofValue(Class<?> type) {
    return of(type, type == InstanceId.class ? InstanceFields.class : type);
  }

  /** Returns the fields in the order of the components. */
  public List<FieldSchema> fields() {
    return List.copyOf(fields);
  }

  /**
   * Returns the schema of the record that is the value of a field of this record; null if the value
   * is not a record.
   */
  public @Nullable RecordSchema nested(FieldSchema field) {
    return nested.get(field.index());
  }

  /**
   * Creates a record.
   *
   * @param values one value for each field, of its type; null only for fields that may be missing
   * @throws IllegalArgumentException or another exception of the record, if it refuses the values
   */
  public Object make(@Nullable Object[] values) {
    try {
      return (Object) constructor.invokeExact(values);
    } catch (RuntimeException | Error refused) {
      throw refused;
    } catch (Throwable impossible) {
      throw new LinkageError("a record's constructor failed", impossible);
    }
  }
}
