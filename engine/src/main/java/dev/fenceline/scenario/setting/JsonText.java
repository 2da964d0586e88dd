package dev.fenceline.scenario.setting;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * JSON as users write it, with comments and trailing commas. Finds the line and column of errors.
 */
public final class JsonText {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String text;
  private final String source;
  private final String what;

  /**
   * Creates a text.
   *
   * @param source its name in messages, such as a file name
   * @param what what it is, such as {@code a scenario}
   */
  public JsonText(String text, String source, String what) {
    this.text = text;
    this.source = source;
    this.what = what;
  }

  /**
   * Returns the object that the text contains.
   *
   * @throws ScenarioException if it is not a JSON object; the message has line and column
   */
  public ObjectNode parse() {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new ScenarioException(source + ": " + what + " is one JSON object { ... }");
    } catch (JsonProcessingException e) {
      throw new ScenarioException(at(e.getLocation()) + "no valid JSON: " + e.getOriginalMessage());
    }
  }

  /** Returns an exception whose message has the line and column of the error. */
  public ScenarioException located(SettingError misfit) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME || !parser.getParsingContext().inObject()) {
          if (place(parser.getParsingContext()).equals(misfit.place())) {
            return new ScenarioException(at(parser.currentTokenLocation()) + misfit.sentence());
          }
        }
      }
      return new ScenarioException(source + ": " + misfit.sentence());
    } catch (IOException e) {
      throw new IllegalStateException("what was parsed before cannot be parsed again", e);
    }
  }

  private String at(JsonLocation location) {
    return "%s:%d:%d: ".formatted(source, location.getLineNr(), location.getColumnNr());
  }

  /** Returns the present place of a parser, such as {@code faults[1].takes}. */
  private static String place(JsonStreamContext context) {
    if (context.inRoot()) {
      return "";
    }
    JsonStreamContext parent = context.getParent();
    String before = parent.inRoot() ? "" : place(parent);
    if (context.inArray()) {
      return before + "[" + context.getCurrentIndex() + "]";
    }
    String name = context.getCurrentName();
    if (name == null) {
      return before;
    }
    return before.isEmpty() ? name : before + "." + name;
  }
}
