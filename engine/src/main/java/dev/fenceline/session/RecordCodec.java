package dev.fenceline.session;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.fenceline.event.FieldPath;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads any record by its components, so that the record defines the format. A null
 * component is not written. A component whose name is also a field of every line has the name of
 * its type instead, such as {@code ioKind}.
 */
final class RecordCodec implements FieldCodec {
  private record Field(
      int index, SerializedString name, Method accessor, FieldCodec codec, boolean isNullable) {}

  private final List<Field> fields;
  private final Map<String, Field> byName;
  private final Constructor<?> constructor;

  private RecordCodec(List<Field> fields, Constructor<?> constructor) {
    this.fields = List.copyOf(fields);
    this.constructor = constructor;
    byName = new HashMap<>();
    fields.forEach(field -> byName.put(field.name().getValue(), field));
  }

  /** Returns the codec of a record type. */
  static RecordCodec of(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    List<Class<?>> types = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      fields.add(
          new Field(
              fields.size(),
              new SerializedString(FieldPath.name(component)),
              component.getAccessor(),
              FieldCodec.of(component),
              component.getAnnotatedType().isAnnotationPresent(Nullable.class)));
      types.add(component.getType());
    }
    try {
      return new RecordCodec(fields, type.getDeclaredConstructor(types.toArray(Class<?>[]::new)));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " is no record", e);
    }
  }

  /** Writes a record as an object. */
  @Override
  public void write(JsonGenerator json, Object value) throws IOException {
    json.writeStartObject();
    writeFields(json, value);
    json.writeEndObject();
  }

  @Override
  public @Nullable Object read(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new SessionLineException("\"" + json.currentName() + "\" is no object");
    }
    @Nullable Object[] values = blank();
    boolean isKnown = true;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (!readField(json, name, values)) {
        isKnown = false;
        json.skipChildren();
      }
    }
    return isKnown ? make(values) : null;
  }

  @Override
  public @Nullable Object absent() {
    return null;
  }

  /** Writes all components as fields of the current object of the generator. */
  void writeFields(JsonGenerator json, Object subject) throws IOException {
    for (Field field : fields) {
      Object value = get(field.accessor(), subject);
      if (value != null) {
        json.writeFieldName(field.name());
        field.codec().write(json, value);
      }
    }
  }

  /** Returns the values of a record before any field was read. */
  @Nullable Object[] blank() {
    @Nullable Object[] values = new Object[fields.size()];
    for (Field field : fields) {
      values[field.index()] = field.isNullable() ? null : field.codec().absent();
    }
    return values;
  }

  /**
   * Reads the current value of a parser into {@code values}; returns false if no component has this
   * name.
   */
  boolean readField(JsonParser json, String name, @Nullable Object[] values) throws IOException {
    Field field = byName.get(name);
    if (field == null) {
      return false;
    }
    if (json.currentToken() != JsonToken.VALUE_NULL || !field.isNullable()) {
      values[field.index()] = field.codec().read(json);
    }
    return true;
  }

  /**
   * Returns a record with these values; null if a value is missing or not known to this version.
   */
  @Nullable Object make(@Nullable Object[] values) throws IOException {
    for (Field field : fields) {
      if (values[field.index()] == null && !field.isNullable()) {
        return null;
      }
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new SessionLineException(String.valueOf(e.getCause()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor + " cannot be called", e);
    }
  }

  private static @Nullable Object get(Method accessor, Object subject) {
    try {
      return accessor.invoke(subject);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(accessor + " cannot be called", e);
    }
  }
}
