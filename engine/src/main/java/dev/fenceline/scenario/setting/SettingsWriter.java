package dev.fenceline.scenario.setting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes settings of any record as JSON that {@link SettingsReader} can read. */
public final class SettingsWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SettingsWriter() {}

  /** Returns all settings of a record as JSON, including those that have their defaults. */
  public static ObjectNode write(Record settings) {
    ObjectNode object = JSON.objectNode();
    fields(settings, object);
    return object;
  }

  private static void fields(Record settings, ObjectNode object) {
    for (SettingField field : SettingTable.of(settings.getClass()).fields()) {
      Object value = field.in(settings);
      if (value == null) {
        continue;
      }
      if (field.type() instanceof SettingType.Family family) {
        member(family, (Record) value, object);
      } else {
        object.set(field.key(), value(field.type(), value));
      }
    }
  }

  private static ObjectNode member(SettingType.Family family, Record value, ObjectNode object) {
    object.put(family.key(), Spelling.word(value.getClass()));
    fields(value, object);
    return object;
  }

  private static JsonNode value(SettingType type, Object value) {
    return switch (type) {
      case SettingType.Text _ -> JSON.textNode((String) value);
      case SettingType.Flag _ -> JSON.booleanNode((Boolean) value);
      case SettingType.WholeNumber _ -> JSON.numberNode(((Number) value).longValue());
      case SettingType.Time time -> JSON.textNode(time((Long) value, time.unitNanos()));
      case SettingType.At _ -> JSON.textNode(MomentText.of((Moment) value));
      case SettingType.Word _ -> JSON.textNode(Spelling.word((Enum<?>) value));
      case SettingType.Fields _ -> ConditionsJson.write((Conditions) value);
      case SettingType.Group _ -> write((Record) value);
      case SettingType.Family family -> member(family, (Record) value, JSON.objectNode());
      case SettingType.Many many -> list(many.element(), (List<?>) value);
    };
  }

  private static String time(long units, long unitNanos) {
    return units < 0 ? "never" : TimeText.of(Math.multiplyExact(units, unitNanos));
  }

  private static ArrayNode list(SettingType element, List<?> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(each -> array.add(value(element, each)));
    return array;
  }
}
