package dev.fenceline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The tables of the page about JSON outputs. Those of a schema stand after a comment that names it,
 * such as {@code <!-- fields of summary -->}, up to the next heading or the end.
 */
final class SchemasPage {
  private static final Pattern TABLES =
      Pattern.compile(
          "(?<mark><!-- fields of (?<name>\\w+) -->\\n)(?:(?!## ).*\\n)*", Pattern.MULTILINE);
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path folder;

  SchemasPage(Path folder) {
    this.folder = folder;
  }

  /** The page with every table as it is to be. */
  String renewed(String page) {
    return TABLES
        .matcher(page)
        .replaceAll(found -> {
          boolean last = found.end() == page.length();
          return Matcher.quoteReplacement(
              found.group("mark") + tables(found.group("name")) + (last ? "" : "\n"));
        });
  }

  private String tables(String name) {
    JsonNode schema = read(folder.resolve(name + ".json"));
    StringBuilder text = new StringBuilder(table(schema));
    for (Map.Entry<String, JsonNode> part : schema.get("$defs").properties()) {
      text.append(
          "\n**`%s`**: %s\n\n"
              .formatted(part.getKey(), part.getValue().get("description").asText()));
      text.append(table(part.getValue()));
    }
    return text.toString();
  }

  private static JsonNode read(Path file) {
    try {
      return MAPPER.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }

  private static String table(JsonNode object) {
    return "| field | value | what |\n|---|---|---|\n"
        + object.get("properties").properties().stream()
            .map(field ->
                "| `%s` | %s | %s |\n"
                    .formatted(field.getKey(), value(field.getValue()), about(field.getValue())))
            .collect(Collectors.joining());
  }

  private static String about(JsonNode field) {
    return field.path("description").asText();
  }

  private static String value(JsonNode field) {
    if (field.has("$ref")) {
      return "`" + field.get("$ref").asText().replace("#/$defs/", "") + "`";
    }
    if (field.has("const")) {
      return code(field.get("const"));
    }
    if (field.has("enum")) {
      return elements(field.get("enum")).stream()
          .map(SchemasPage::code)
          .collect(Collectors.joining(", "));
    }
    JsonNode type = field.get("type");
    if (type.isArray()) {
      return elements(type).stream().map(JsonNode::asText).collect(Collectors.joining(" or "));
    }
    return switch (type.asText()) {
      case "array" -> "list of " + value(field.get("items"));
      case "object" ->
          field.path("additionalProperties").isObject()
              ? "object of " + value(field.get("additionalProperties"))
              : "object";
      default -> type.asText();
    };
  }

  private static String code(JsonNode word) {
    String text = word.asText();
    return text.isEmpty() ? "empty" : "`" + text + "`";
  }

  private static List<JsonNode> elements(JsonNode array) {
    return new ArrayList<>(StreamSupport.stream(array.spliterator(), false).toList());
  }
}
