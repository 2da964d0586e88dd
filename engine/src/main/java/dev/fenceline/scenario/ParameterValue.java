package dev.fenceline.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fenceline.scenario.setting.Range;
import dev.fenceline.scenario.setting.SettingError;

/** Converts a value from the command line to the JSON of its range. */
final class ParameterValue {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ParameterValue() {}

  static JsonNode parse(Range range, String value) {
    return switch (range) {
      case Range.Times _, Range.Moments _, Range.Words _ -> JSON.textNode(value);
      case Range.Numbers _ -> number(value, range);
      case Range.Switch _ -> flag(value);
    };
  }

  private static JsonNode number(String value, Range range) {
    try {
      return JSON.numberNode(Long.parseLong(value));
    } catch (NumberFormatException e) {
      throw new SettingError("", "\"" + value + "\" is not a whole number; it takes " + range);
    }
  }

  private static JsonNode flag(String value) {
    return switch (value) {
      case "on", "true", "yes" -> JSON.booleanNode(true);
      case "off", "false", "no" -> JSON.booleanNode(false);
      default -> throw new SettingError("", "\"" + value + "\" is neither on nor off");
    };
  }
}
