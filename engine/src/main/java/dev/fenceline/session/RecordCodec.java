package dev.fenceline.session;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.fenceline.event.schema.FieldSchema;
import dev.fenceline.event.schema.RecordSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads a record by its schema, so that the record defines the format. A null field is
 * not written.
 */
final class RecordCodec implements FieldCodec {
  /** A field, with its name in the forms that writing and scanning need. */
  private static final class Field {
    final SerializedString name;
    final byte[] before;
    final FieldSchema schema;
    final FieldCodec codec;

    Field(RecordSchema record, FieldSchema schema) {
      this.schema = schema;
      name = new SerializedString(schema.key());
      before = ("\"" + schema.key() + "\":").getBytes(StandardCharsets.UTF_8);
      codec = FieldCodec.of(record, schema);
    }
  }

  private final List<Field> fields = new ArrayList<>();
  private final Map<String, Field> byName = new HashMap<>();
  private final RecordSchema schema;

  private RecordCodec(RecordSchema schema) {
    this.schema = schema;
    for (FieldSchema each : schema.fields()) {
      Field field = new Field(schema, each);
      fields.add(field);
      byName.put(each.key(), field);
    }
  }

  /** Returns the codec of a record. */
  static RecordCodec of(RecordSchema schema) {
    return new RecordCodec(schema);
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
      throw new SessionLineException("\"" + json.currentName() + "\" is not an object");
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
  public @Nullable Object scan(LineScanner line) {
    line.expect('{');
    Object made = scanFields(line, true);
    line.expect('}');
    return made;
  }

  /**
   * Creates a record from the fields of the current object of a line; null if the line is odd or
   * the record rejects the values.
   *
   * @param isFirst whether no other field precedes these
   */
  @Nullable Object scanFields(LineScanner line, boolean isFirst) {
    @Nullable Object[] values = new Object[fields.size()];
    boolean isAlone = isFirst;
    for (int i = 0; i < values.length; i++) {
      Field field = fields.get(i);
      if (line.skipName(field.before, isAlone)) {
        values[i] = field.codec.scan(line);
        isAlone = false;
      }
      if (values[i] == null && !field.schema.isNullable()) {
        return null;
      }
    }
    try {
      return line.isOdd() ? null : schema.make(values);
    } catch (RuntimeException refused) {
      return null; // the JSON parser reports why
    }
  }

  @Override
  public @Nullable Object absent() {
    return null;
  }

  /** Writes all components as fields of the current object of the generator. */
  void writeFields(JsonGenerator json, Object subject) throws IOException {
    for (Field field : fields) {
      Object value = field.schema.value(subject);
      if (value != null) {
        json.writeFieldName(field.name);
        field.codec.write(json, value);
      }
    }
  }

  /** Returns the values of a record before any field was read. */
  @Nullable Object[] blank() {
    @Nullable Object[] values = new Object[fields.size()];
    for (Field field : fields) {
      values[field.schema.index()] = field.schema.isNullable() ? null : field.codec.absent();
    }
    return values;
  }

  /**
   * Reads the current value of a parser into {@code values}; reports whether a component has this
   * name.
   */
  boolean readField(JsonParser json, String name, @Nullable Object[] values) throws IOException {
    Field field = byName.get(name);
    if (field == null) {
      return false;
    }
    if (json.currentToken() != JsonToken.VALUE_NULL || !field.schema.isNullable()) {
      values[field.schema.index()] = field.codec.read(json);
    }
    return true;
  }

  /**
   * Creates a record with these values; null if a value is missing or this version does not know
   * it.
   */
  @Nullable Object make(@Nullable Object[] values) throws IOException {
    for (Field field : fields) {
      if (values[field.schema.index()] == null && !field.schema.isNullable()) {
        return null;
      }
    }
    try {
      return schema.make(values);
    } catch (RuntimeException refused) {
      throw new SessionLineException(refused.toString());
    }
  }
}
