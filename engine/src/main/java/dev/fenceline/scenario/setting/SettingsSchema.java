package dev.fenceline.scenario.setting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of a record of settings, for editors: keys, types, words, defaults, and a
 * sentence for each setting. It cannot express everything: the limits of times and the relations
 * between settings are checked when a file is read.
 */
public final class SettingsSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private final ObjectNode definitions = JSON.objectNode();

  private SettingsSchema() {}

  /** Returns the schema of a record, indented. */
  public static String write(Class<? extends Record> type, String title) {
    SettingsSchema schema = new SettingsSchema();
    ObjectNode root = JSON.objectNode();
    root.put("$schema", DIALECT).put("title", title);
    root.setAll(schema.object(SettingTable.of(type)));
    root.set("$defs", schema.definitions);
    return root.toPrettyString() + "\n";
  }

  /**
   * Returns the schema of a record. If the record has the keys of a family, the schema has one
   * object for each member.
   */
  private ObjectNode object(SettingTable table) {
    for (SettingField field : table.fields()) {
      if (field.type() instanceof SettingType.Family family) {
        return anyMember(family, table.fields());
      }
    }
    return closed(JSON.objectNode(), table.fields());
  }

  private ObjectNode anyMember(SettingType.Family family, List<SettingField> owner) {
    ObjectNode node = JSON.objectNode();
    ArrayNode choice = node.putArray("oneOf");
    for (Map.Entry<String, SettingTable> member : SettingTable.members(family.type()).entrySet()) {
      ObjectNode one = choice.addObject().put("description", member.getValue().about());
      closed(one, owner);
      ((ObjectNode) one.get("properties"))
          .putObject(family.key())
          .put("const", member.getKey())
          .put("description", member.getValue().about());
      one.withArray("required").add(family.key());
      closed(one, member.getValue().fields());
    }
    return node;
  }

  /** Adds fields to an object that allows no others. */
  private ObjectNode closed(ObjectNode node, List<SettingField> fields) {
    node.put("type", "object").put("additionalProperties", false);
    ObjectNode properties = node.withObjectProperty("properties");
    for (SettingField field : fields) {
      if (field.type() instanceof SettingType.Family) {
        continue;
      }
      properties.set(field.key(), property(field));
      if (field.byDefault().isEmpty() && !field.isOptional()) {
        node.withArray("required").add(field.key());
      }
    }
    return node;
  }

  private ObjectNode property(SettingField field) {
    ObjectNode node = type(field.type());
    node.put("description", description(field));
    field.byDefault().ifPresent(value -> node.set("default", value));
    return node;
  }

  private static String description(SettingField field) {
    return switch (field.type()) {
      case SettingType.Time time -> field.setting().about() + " (" + time.range() + ")";
      case SettingType.At at -> field.setting().about() + " (" + at.range() + ")";
      default -> field.setting().about();
    };
  }

  private ObjectNode type(SettingType type) {
    ObjectNode node = JSON.objectNode();
    return switch (type) {
      case SettingType.Text _ -> node.put("type", "string");
      case SettingType.Flag _ -> node.put("type", "boolean");
      case SettingType.WholeNumber number -> number(number, node);
      case SettingType.Time time ->
          text(node, TimeText.expression() + (time.range().never() ? "|never" : ""));
      case SettingType.At _ -> text(node, MomentText.expression());
      case SettingType.Word word -> words(word, node);
      case SettingType.Fields _ -> {
        node.put("type", "object");
        ArrayNode types = node.putObject("additionalProperties").putArray("type");
        List.of("integer", "string", "boolean").forEach(types::add);
        yield node;
      }
      case SettingType.Group group ->
          reference(group.type(), object(SettingTable.of(group.type())));
      case SettingType.Family family -> reference(family.type(), anyMember(family, List.of()));
      case SettingType.Many many -> list(many, node);
    };
  }

  private ObjectNode reference(Class<?> type, JsonNode definition) {
    definitions.set(type.getSimpleName(), definition);
    return JSON.objectNode().put("$ref", "#/$defs/" + type.getSimpleName());
  }

  private static ObjectNode text(ObjectNode node, String expression) {
    return node.put("type", "string").put("pattern", "^\\s*(" + expression + ")\\s*$");
  }

  private static ObjectNode number(SettingType.WholeNumber number, ObjectNode node) {
    long max = number.isInt() ? Integer.MAX_VALUE : Long.MAX_VALUE;
    node.put("type", "integer");
    if (number.range().min() > Long.MIN_VALUE) {
      node.put("minimum", number.range().min());
    }
    if (Math.min(number.range().max(), max) < Long.MAX_VALUE) {
      node.put("maximum", Math.min(number.range().max(), max));
    }
    return node;
  }

  private static ObjectNode words(SettingType.Word word, ObjectNode node) {
    if (word.formerWords().isEmpty()) {
      word.words().forEach(node.putArray("enum")::add);
      return node;
    }
    ArrayNode choice = node.putArray("anyOf");
    word.words().forEach(choice.addObject().putArray("enum")::add);
    ObjectNode former = choice.addObject().put("deprecated", true);
    word.formerWords().forEach(former.putArray("enum")::add);
    return node;
  }

  private ObjectNode list(SettingType.Many many, ObjectNode node) {
    node.put("type", "array").set("items", type(many.element()));
    if (many.count().min() > 0) {
      node.put("minItems", many.count().min());
    }
    if (many.count().max() < Long.MAX_VALUE) {
      node.put("maxItems", many.count().max());
    }
    return node;
  }
}
