package dev.fenceline.exchange.kernellog.line;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON objects of a log as maps of their strings and numbers. Nested objects are flattened.
 */
final class JsonObjects {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(20).build())
          .build();

  private JsonObjects() {}

  /** Returns the fields of one object, or empty if the text is not an object. */
  static Optional<Map<String, String>> read(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, String> fields = new LinkedHashMap<>();
      read(json, fields);
      return Optional.of(fields);
    } catch (JsonProcessingException noObject) {
      return Optional.empty();
    } catch (IOException impossible) {
      throw new IllegalStateException("a text cannot be unreadable", impossible);
    }
  }

  private static void read(JsonParser json, Map<String, String> fields) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_ARRAY && name.equals("MESSAGE")) {
        fields.put(name, bytes(json));
      } else if (value == JsonToken.START_OBJECT) {
        read(json, fields);
      } else if (value == JsonToken.START_ARRAY) {
        json.skipChildren();
      } else if (value != JsonToken.VALUE_NULL) {
        fields.putIfAbsent(name, json.getText());
      }
    }
    if (json.currentToken() != JsonToken.END_OBJECT) {
      throw new com.fasterxml.jackson.core.JsonParseException(json, "the object does not end");
    }
  }

  /** Returns a string that the journal writes as a list of bytes because it is not UTF-8. */
  private static String bytes(JsonParser json) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      bytes.write(json.getIntValue());
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /**
   * Returns how many objects are open at the end of a piece of JSON. Braces in strings do not
   * count.
   *
   * @param open the number of open objects before it
   */
  static int open(String text, int open) {
    boolean inText = false;
    int depth = open;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inText) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          inText = false;
        }
      } else if (c == '"') {
        inText = true;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      }
    }
    return depth;
  }
}
