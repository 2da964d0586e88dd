package dev.fenceline.scenario.setting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings of any record from JSON (see {@link Setting}). A missing key gets its default. An
 * unknown key, and a value of another type or out of range, cause a {@link SettingError}.
 */
public final class SettingsReader {
  private SettingsReader() {}

  /** Reads a record of settings from the object at a place. */
  public static <T extends Record> T read(Class<T> type, JsonNode node, String place) {
    ObjectNode object = object(node, place);
    Set<String> used = new LinkedHashSet<>();
    Record settings = record(SettingTable.of(type), object, place, used);
    refuseUnknown(object, used, place);
    return type.cast(settings);
  }

  /** Returns the default of a setting, or empty if it must be given or is null without a value. */
  static Optional<Object> byDefault(SettingField field) {
    return field.byDefault().map(node -> value(field.type(), node, field.key()));
  }

  private static Record record(
      SettingTable table, ObjectNode object, String place, Set<String> used) {
    @Nullable Object[] values = new Object[table.fields().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = field(table.fields().get(i), object, place, used);
    }
    try {
      return table.make(values);
    } catch (IllegalArgumentException e) {
      throw new SettingError(place, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Object field(
      SettingField field, ObjectNode object, String place, Set<String> used) {
    if (field.type() instanceof SettingType.Family family) {
      return member(family, object, place, used);
    }
    String key = field.key();
    used.add(key);
    JsonNode node = object.get(key);
    if (node == null) {
      node = field.byDefault().orElse(null);
    }
    if (node == null) {
      if (field.isOptional()) {
        return null;
      }
      throw new SettingError(place, "\"" + key + "\" is missing");
    }
    return value(field.type(), node, place.isEmpty() ? key : place + "." + key);
  }

  /** Reads a member of a sealed family whose fields are keys of the owner's object. */
  private static Object member(
      SettingType.Family family, ObjectNode object, String place, Set<String> used) {
    String key = family.key();
    used.add(key);
    JsonNode node = object.get(key);
    Map<String, SettingTable> members = SettingTable.members(family.type());
    if (node == null || !node.isTextual()) {
      throw new SettingError(
          place, "\"" + key + "\" is missing: one of " + String.join(", ", members.keySet()));
    }
    SettingTable member = members.get(node.textValue());
    if (member == null) {
      throw new SettingError(
          place + "." + key,
          "\"%s\" is not known%s"
              .formatted(node.textValue(), Nearest.hint(node.textValue(), members.keySet())));
    }
    return record(member, object, place, used);
  }

  private static Object value(SettingType type, JsonNode node, String place) {
    return switch (type) {
      case SettingType.Text _ -> parsed(node, place, text -> text);
      case SettingType.Flag _ -> flag(node, place);
      case SettingType.WholeNumber number -> number(number, node, place);
      case SettingType.Time time -> time(time, node, place);
      case SettingType.At at -> moment(at, node, place);
      case SettingType.Word word -> constant(word, node, place);
      case SettingType.Fields _ -> ConditionsJson.read(node, place);
      case SettingType.Group group -> read(group.type(), node, place);
      case SettingType.Family family -> alone(family, node, place);
      case SettingType.Many many -> list(many.element(), node, place);
    };
  }

  private static List<Object> list(SettingType element, JsonNode node, String place) {
    if (!node.isArray()) {
      throw new SettingError(place, "expected a list [ ... ]");
    }
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      list.add(value(element, node.get(i), place + "[" + i + "]"));
    }
    return list;
  }

  /** Reads a member of a sealed family that has an object of its own. */
  private static Object alone(SettingType.Family family, JsonNode node, String place) {
    ObjectNode object = object(node, place);
    Set<String> used = new LinkedHashSet<>();
    Object member = member(family, object, place, used);
    refuseUnknown(object, used, place);
    return member;
  }

  private static ObjectNode object(JsonNode node, String place) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new SettingError(place, "expected an object { ... }");
  }

  private static void refuseUnknown(ObjectNode object, Set<String> known, String place) {
    for (String key : (Iterable<String>) object::fieldNames) {
      if (!known.contains(key)) {
        throw new SettingError(
            place.isEmpty() ? key : place + "." + key,
            "this setting is not known" + Nearest.hint(key, known));
      }
    }
  }

  private static <T> T parsed(JsonNode node, String place, Function<String, T> parser) {
    if (!node.isTextual()) {
      throw new SettingError(place, "expected a text in quotes, not " + shown(node));
    }
    try {
      return parser.apply(node.textValue());
    } catch (IllegalArgumentException e) {
      throw new SettingError(place, String.valueOf(e.getMessage()));
    }
  }

  private static Object constant(SettingType.Word word, JsonNode node, String place) {
    Enum<?> constant = node.isTextual() ? word.read().get(node.textValue()) : null;
    if (constant == null) {
      throw new SettingError(
          place, shown(node) + " is not one of " + String.join(", ", word.words()));
    }
    return constant;
  }

  private static boolean flag(JsonNode node, String place) {
    if (!node.isBoolean()) {
      throw new SettingError(place, "expected true or false, not " + shown(node));
    }
    return node.booleanValue();
  }

  private static Moment moment(SettingType.At type, JsonNode node, String place) {
    Moment moment = parsed(node, place, MomentText::read);
    Range.Moments range = type.range();
    if (moment.anchor() == null) {
      refuseOutside(range, range.minNanos(), range.maxNanos(), moment.offsetNanos(), place);
    }
    return moment;
  }

  private static Object number(SettingType.WholeNumber type, JsonNode node, String place) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new SettingError(place, "expected a whole number, not " + shown(node));
    }
    long number = node.longValue();
    refuseOutside(type.range(), number, place);
    if (!type.isInt()) {
      return number;
    }
    if (number > Integer.MAX_VALUE) {
      throw new SettingError(place, shown(node) + " is too large");
    }
    return (int) number;
  }

  /** Reads a time in the unit of its component; {@code never} is -1. */
  private static long time(SettingType.Time type, JsonNode node, String place) {
    Range.Times range = type.range();
    if ("never".equals(node.textValue()) && range.never()) {
      return -1;
    }
    long nanos = parsed(node, place, TimeText::nanos);
    refuseOutside(range, range.minNanos(), range.maxNanos(), nanos, place);
    if (nanos % type.unitNanos() != 0) {
      throw new SettingError(
          place, shown(node) + " is finer than " + TimeText.of(type.unitNanos()));
    }
    return nanos / type.unitNanos();
  }

  /** Throws a {@link SettingError} if a number is out of its range. */
  public static void refuseOutside(Range.Numbers range, long number, String place) {
    if (number < range.min() || number > range.max()) {
      throw new SettingError(place, number + " is out of range: " + range);
    }
  }

  private static void refuseOutside(
      Range range, long minNanos, long maxNanos, long nanos, String place) {
    if (nanos < minNanos || nanos > maxNanos) {
      throw new SettingError(place, TimeText.of(nanos) + " is out of range: " + range);
    }
  }

  private static String shown(JsonNode node) {
    return node instanceof NullNode ? "null" : node.toString();
  }
}
