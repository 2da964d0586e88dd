package dev.fenceline.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints values as JSON. It streams them, because loading the data binding would take longer than a
 * run.
 */
final class JsonPrinter {
  private final JsonGenerator json;

  private JsonPrinter(JsonGenerator json) {
    this.json = json;
  }

  /**
   * Prints one object over several lines.
   *
   * @param fields numbers, strings, truth values, lists and maps of these, or null
   */
  static void print(Map<String, ? extends @Nullable Object> fields, PrintWriter out)
      throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      generator.useDefaultPrettyPrinter();
      new JsonPrinter(generator).write(fields);
    }
    out.print(text.append("\n"));
    out.flush();
  }

  private void write(@Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> fields -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
          json.writeFieldName(String.valueOf(field.getKey()));
          write(field.getValue());
        }
        json.writeEndObject();
      }
      case List<?> values -> {
        json.writeStartArray();
        for (Object item : values) {
          write(item);
        }
        json.writeEndArray();
      }
      case Number number -> json.writeNumber(number.longValue());
      case Boolean flag -> json.writeBoolean(flag);
      default -> json.writeString(value.toString());
    }
  }
}
