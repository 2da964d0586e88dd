package dev.fenceline.session;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fenceline.event.Meaning;
import dev.fenceline.event.schema.FieldSchema;
import dev.fenceline.event.schema.RecordSchema;
import dev.fenceline.event.value.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes and reads the value of one record component. */
sealed interface FieldCodec
    permits RecordCodec,
        FieldCodec.LongNumber,
        FieldCodec.IntNumber,
        FieldCodec.Hex,
        FieldCodec.Flag,
        FieldCodec.Text,
        FieldCodec.Constant,
        FieldCodec.Code,
        FieldCodec.Elements {
  /** Writes a value, which must not be null. */
  void write(JsonGenerator json, Object value) throws IOException;

  /** Reads the current value of a parser; returns null if this version does not know the value. */
  @Nullable Object read(JsonParser json) throws IOException;

  /**
   * Reads the next value of a line in the form that this program writes. If the line has another
   * form, it becomes odd and the result is invalid. Null has no other meaning.
   */
  @Nullable Object scan(LineScanner line);

  /**
   * Returns the value of a component that is missing from its line; null if there is no default.
   */
  @Nullable Object absent();

  /** Returns the codec for a field of a record, by its type and meaning. */
  static FieldCodec of(RecordSchema record, FieldSchema field) {
    Class<?> type = field.type();
    RecordSchema nested = record.nested(field);
    if (nested != null) {
      return RecordCodec.of(nested);
    } else if (type == long.class) {
      return field.meaning() == Meaning.RANDOM ? new Hex() : new LongNumber();
    } else if (type == int.class) {
      return new IntNumber();
    } else if (type == boolean.class) {
      return new Flag();
    } else if (type == String.class) {
      return new Text();
    } else if (type.isEnum()) {
      return new Constant(type);
    } else if (type == Rule.class) {
      return new Code();
    } else if (field.isList()) {
      return new Elements(field.elementType() == Long.class);
    }
    throw new IllegalArgumentException(field + " has no form in a session file");
  }

  /** A {@code long}. */
  record LongNumber() implements FieldCodec {
    @Override
    public void write(JsonGenerator json, Object value) throws IOException {
      json.writeNumber((long) value);
    }

    @Override
    public Object read(JsonParser json) throws IOException {
      return json.getLongValue();
    }

    @Override
    public Object scan(LineScanner line) {
      return line.number();
    }

    @Override
    public Object absent() {
      return 0L;
    }
  }

  /** An {@code int}. */
  record IntNumber() implements FieldCodec {
    @Override
    public void write(JsonGenerator json, Object value) throws IOException {
      json.writeNumber((int) value);
    }

    @Override
    public Object read(JsonParser json) throws IOException {
      return json.getIntValue();
    }

    @Override
    public @Nullable Object scan(LineScanner line) {
      long number = line.number();
      return number == (int) number ? (Object) (int) number : null;
    }

    @Override
    public Object absent() {
      return 0;
    }
  }

  /** A {@code long} as 16 hexadecimal digits. */
  record Hex() implements FieldCodec {
    @Override
    public void write(JsonGenerator json, Object value) throws IOException {
      json.writeString(HexFormat.of().toHexDigits((long) value));
    }

    @Override
    public Object read(JsonParser json) throws IOException {
      try {
        return Long.parseUnsignedLong(json.getText(), 16);
      } catch (NumberFormatException e) {
        throw new SessionLineException("\"" + json.getText() + "\" is not 16 hexadecimal digits");
      }
    }

    @Override
    public Object scan(LineScanner line) {
      return line.hexadecimal();
    }

    @Override
    public Object absent() {
      return 0L;
    }
  }

  /** A {@code boolean}. */
  record Flag() implements FieldCodec {
    @Override
    public void write(JsonGenerator json, Object value) throws IOException {
      json.writeBoolean((boolean) value);
    }

    @Override
    public Object read(JsonParser json) throws IOException {
      return json.getBooleanValue();
    }

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    @Override
    public @Nullable Object scan(LineScanner line) {
      return line.skip(TRUE) ? (Object) true : line.skip(FALSE) ? (Object) false : null;
    }

    @Override
    public Object absent() {
      return false;
    }
  }

  /** A {@code String}. */
  record Text() implements FieldCodec {
    @Override
    public void write(JsonGenerator json, Object value) throws IOException {
      json.writeString((String) value);
    }

    @Override
    public Object read(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        throw new SessionLineException("\"" + json.currentName() + "\" is not a text");
      }
      return json.getText();
    }

    @Override
    public Object scan(LineScanner line) {
      return line.text();
    }

    @Override
    public Object absent() {
      return "";
    }
  }

  /** A constant of an enum, by name. */
  record Constant(Map<String, Object> byName, Words<Object> words) implements FieldCodec {
    Constant(Class<?> type) {
      this(new HashMap<>(), new Words<>());
      for (Object constant : type.getEnumConstants()) {
        String name = ((Enum<?>) constant).name();
        byName.put(name, constant);
        words.put(name, constant);
      }
    }

    @Override
    public void write(JsonGenerator json, Object value) throws IOException {
      json.writeString(((Enum<?>) value).name());
    }

    @Override
    public @Nullable Object read(JsonParser json) throws IOException {
      return byName.get(json.getText());
    }

    @Override
    public @Nullable Object scan(LineScanner line) {
      return line.word(words);
    }

    @Override
    public @Nullable Object absent() {
      return null;
    }
  }

  /** A {@link Rule}, by its code, which may be unknown to this version. */
  record Code() implements FieldCodec {
    @Override
    public void write(JsonGenerator json, Object value) throws IOException {
      json.writeString(((Rule) value).code());
    }

    @Override
    public Object read(JsonParser json) throws IOException {
      return Rule.of((String) new Text().read(json));
    }

    @Override
    public Object scan(LineScanner line) {
      return Rule.of(line.text());
    }

    @Override
    public Object absent() {
      return Rule.of("");
    }
  }

  /** A list of {@code Long}, or of {@code String}. */
  record Elements(boolean areNumbers) implements FieldCodec {
    @Override
    public void write(JsonGenerator json, Object value) throws IOException {
      json.writeStartArray();
      for (Object element : (List<?>) value) {
        if (element instanceof Long number) {
          json.writeNumber(number);
        } else {
          json.writeString((String) element);
        }
      }
      json.writeEndArray();
    }

    @Override
    public Object read(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        throw new SessionLineException("\"" + json.currentName() + "\" is not a list");
      }
      List<Object> elements = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        elements.add(areNumbers ? (Object) json.getLongValue() : json.getText());
      }
      return elements;
    }

    @Override
    public Object scan(LineScanner line) {
      List<Object> elements = new ArrayList<>();
      line.expect('[');
      if (!line.skip(']')) {
        do {
          elements.add(areNumbers ? (Object) line.number() : line.text());
        } while (line.skip(',') && !line.isOdd());
        line.expect(']');
      }
      return elements;
    }

    @Override
    public Object absent() {
      return List.of();
    }
  }
}
