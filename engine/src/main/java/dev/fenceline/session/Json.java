package dev.fenceline.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/** JSON settings of session files: sizes are limited, and numbers keep all digits. */
final class Json {
  /** Largest nesting depth of values. */
  static final int NESTING_MAX = 64;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(NESTING_MAX)
                  .maxStringLength(LineSource.LINE_BYTES_MAX)
                  .build())
          .build();

  static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  static {
    FACTORY.setCodec(MAPPER);
  }

  /** A reader for whole texts. Nothing may follow the value. */
  private static final ObjectReader WHOLE =
      MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /** Reads one JSON object. */
  static ObjectNode object(String text) throws JsonProcessingException {
    JsonNode node = WHOLE.readTree(text);
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new SessionLineException("expected an object { ... }");
  }

  /** Writes the fields of a JSON object into the current object of the generator. */
  static void writeFields(JsonGenerator json, String object) throws IOException {
    for (Map.Entry<String, JsonNode> field : object(object).properties()) {
      json.writeFieldName(field.getKey());
      json.writeTree(field.getValue());
    }
  }
}
