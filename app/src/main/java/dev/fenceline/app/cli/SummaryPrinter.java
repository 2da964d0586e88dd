package dev.fenceline.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fenceline.timeline.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints a summary, as text or as the JSON object that {@code engine/README.md} describes. */
final class SummaryPrinter {
  private SummaryPrinter() {}

  static void print(Summary summary, boolean json, PrintWriter out) throws IOException {
    out.print(json ? json(summary) : summary.text());
    out.flush();
  }

  /** Streams the object, because loading the data binding would take longer than the run. */
  private static String json(Summary summary) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      generator.useDefaultPrettyPrinter();
      write(generator, summary.fields());
    }
    return text.append('\n').toString();
  }

  private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> generator.writeNull();
      case Map<?, ?> fields -> {
        generator.writeStartObject();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
          generator.writeFieldName(String.valueOf(field.getKey()));
          write(generator, field.getValue());
        }
        generator.writeEndObject();
      }
      case List<?> values -> {
        generator.writeStartArray();
        for (Object item : values) {
          write(generator, item);
        }
        generator.writeEndArray();
      }
      case Number number -> generator.writeNumber(number.longValue());
      case Boolean flag -> generator.writeBoolean(flag);
      default -> generator.writeString(value.toString());
    }
  }
}
