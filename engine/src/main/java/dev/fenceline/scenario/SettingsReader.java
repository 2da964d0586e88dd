package dev.fenceline.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes settings of JSON, whatever record they are (see {@link Shape}). A key that is missing takes
 * its default; one that is not known, a value of another type or out of its range is a {@link
 * Misfit}.
 */
final class SettingsReader {
  private SettingsReader() {}

  /** Reads a record of settings from the object at a place. */
  static <T extends Record> T read(Class<T> type, JsonNode node, String place) {
    ObjectNode object = object(node, place);
    Set<String> used = new LinkedHashSet<>();
    T settings = record(type, object, place, used);
    refuseUnknown(object, used, place);
    return settings;
  }

  private static <T> T record(Class<T> type, ObjectNode object, String place, Set<String> used) {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = component(type, components[i], object, place, used);
    }
    return make(type, components, values, place);
  }

  private static <T> T make(
      Class<T> type, RecordComponent[] components, @Nullable Object[] values, String place) {
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      Throwable refusal = e.getCause() == null ? e : e.getCause();
      throw new Misfit(place, String.valueOf(refusal.getMessage()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private static @Nullable Object component(
      Class<?> owner,
      RecordComponent component,
      ObjectNode object,
      String place,
      Set<String> used) {
    Class<?> type = component.getType();
    if (type.isSealed()) {
      return member(type, object, place, used);
    }
    String key = Shape.key(component);
    used.add(key);
    JsonNode node = object.get(key);
    if (node == null) {
      node = Defaults.of(owner, key);
    }
    if (node == null) {
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        return null;
      }
      throw new Misfit(place, "\"" + key + "\" is missing");
    }
    return value(component, node, place.isEmpty() ? key : place + "." + key);
  }

  /** A member of a sealed family, whose fields stand beside those of its owner. */
  private static Object member(Class<?> family, ObjectNode object, String place, Set<String> used) {
    String key = Shape.familyKey(family);
    used.add(key);
    JsonNode node = object.get(key);
    Map<String, Class<?>> members = Shape.members(family);
    if (node == null || !node.isTextual()) {
      throw new Misfit(
          place, "\"" + key + "\" is missing: one of " + String.join(", ", members.keySet()));
    }
    Class<?> member = members.get(node.textValue());
    if (member == null) {
      throw new Misfit(
          place + "." + key,
          "\"%s\" is not known%s"
              .formatted(node.textValue(), Nearest.hint(node.textValue(), members.keySet())));
    }
    return record(member, object, place, used);
  }

  private static Object value(RecordComponent component, JsonNode node, String place) {
    Class<?> type = component.getType();
    long unit = Shape.unitNanos(component.getName());
    if (type == List.class) {
      ParameterizedType generic = (ParameterizedType) component.getGenericType();
      return list((Class<?>) generic.getActualTypeArguments()[0], node, place);
    }
    if (type == Moment.class) {
      Moment moment = parsed(node, place, MomentText::read);
      if (moment.anchor() == null) {
        Limits.checkTime(place, moment.offsetNanos());
      }
      return moment;
    }
    if (type == Conditions.class) {
      return ConditionsJson.read(node, place);
    }
    if (type.isRecord()) {
      return read(type.asSubclass(Record.class), node, place);
    }
    if (type.isEnum()) {
      return constant(type, node, place);
    }
    if (type == boolean.class) {
      return flag(node, place);
    }
    if (type == String.class) {
      return parsed(node, place, text -> text);
    }
    long number = unit == 0 ? number(node, place) : time(node, place, unit);
    if (type == long.class) {
      return number;
    }
    if (number > Integer.MAX_VALUE) {
      throw new Misfit(place, shown(node) + " is too large");
    }
    return (int) number;
  }

  private static List<Object> list(Class<?> elements, JsonNode node, String place) {
    if (!node.isArray()) {
      throw new Misfit(place, "expected a list [ ... ]");
    }
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      String at = place + "[" + i + "]";
      if (elements == String.class) {
        list.add(parsed(node.get(i), at, text -> text));
      } else if (elements.isSealed()) {
        ObjectNode object = object(node.get(i), at);
        Set<String> used = new LinkedHashSet<>();
        list.add(member(elements, object, at, used));
        refuseUnknown(object, used, at);
      } else {
        list.add(read(elements.asSubclass(Record.class), node.get(i), at));
      }
    }
    return list;
  }

  private static ObjectNode object(JsonNode node, String place) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new Misfit(place, "expected an object { ... }");
  }

  private static void refuseUnknown(ObjectNode object, Set<String> known, String place) {
    for (String key : (Iterable<String>) object::fieldNames) {
      if (!known.contains(key)) {
        throw new Misfit(
            place.isEmpty() ? key : place + "." + key,
            "this setting is not known" + Nearest.hint(key, known));
      }
    }
  }

  private static <T> T parsed(JsonNode node, String place, Function<String, T> parser) {
    if (!node.isTextual()) {
      throw new Misfit(place, "expected a text in quotes, not " + shown(node));
    }
    try {
      return parser.apply(node.textValue());
    } catch (IllegalArgumentException e) {
      throw new Misfit(place, String.valueOf(e.getMessage()));
    }
  }

  private static Object constant(Class<?> type, JsonNode node, String place) {
    Set<String> words = new LinkedHashSet<>();
    for (Object constant : type.getEnumConstants()) {
      String word = Shape.word((Enum<?>) constant);
      if (word.equals(node.textValue())) {
        return constant;
      }
      words.add(word);
    }
    RecoveryPolicy former = type == RecoveryPolicy.class ? former(node) : null;
    if (former != null) {
      return former;
    }
    throw new Misfit(place, shown(node) + " is not one of " + String.join(", ", words));
  }

  private static @Nullable RecoveryPolicy former(JsonNode node) {
    return node.isTextual() ? RecoveryPolicy.former(node.textValue()) : null;
  }

  private static boolean flag(JsonNode node, String place) {
    if (!node.isBoolean()) {
      throw new Misfit(place, "expected true or false, not " + shown(node));
    }
    return node.booleanValue();
  }

  private static long number(JsonNode node, String place) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new Misfit(place, "expected a whole number, not " + shown(node));
    }
    Limits.checkNumber(place, node.longValue());
    return node.longValue();
  }

  /** A time in its unit; {@code never} is -1. */
  private static long time(JsonNode node, String place, long unit) {
    if ("never".equals(node.textValue()) && Limits.allowsNever(place)) {
      return -1;
    }
    long nanos = parsed(node, place, TimeText::nanos);
    Limits.checkTime(place, nanos);
    if (nanos % unit != 0) {
      throw new Misfit(place, shown(node) + " is finer than " + TimeText.of(unit));
    }
    return nanos / unit;
  }

  private static String shown(JsonNode node) {
    return node instanceof NullNode ? "null" : node.toString();
  }
}
