package dev.fenceline.scenario.setting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.scenario.setting.Conditions.Comparison;
import dev.fenceline.scenario.setting.Conditions.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Conditions in JSON: {@code { "status": 0, "impacted.ciu": "!= 0" }}. */
final class ConditionsJson {
  private ConditionsJson() {}

  static Conditions read(JsonNode node, String place) {
    if (!(node instanceof ObjectNode object)) {
      throw new SettingError(place, "expected an object { ... }");
    }
    List<Condition> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      if (!value.isTextual() && !value.isIntegralNumber() && !value.isBoolean()) {
        throw new SettingError(
            place + "." + field.getKey(), "expected a number, a text, true or false, not " + value);
      }
      all.add(Condition.read(field.getKey(), value.asText()));
    }
    return new Conditions(all);
  }

  static ObjectNode write(Conditions conditions) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Condition condition : conditions.all()) {
      String text = condition.comparison().sign() + " " + condition.value();
      boolean isPlain = Condition.read("", condition.value()).comparison() == Comparison.EQUAL;
      object.put(
          condition.field(),
          condition.comparison() == Comparison.EQUAL && isPlain ? condition.value() : text);
    }
    return object;
  }
}
