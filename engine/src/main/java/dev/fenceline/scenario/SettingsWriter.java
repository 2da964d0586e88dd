package dev.fenceline.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes JSON of settings, whatever record they are; what {@link SettingsReader} reads. */
final class SettingsWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SettingsWriter() {}

  /** All settings of a record, also those that are as by default. */
  static ObjectNode write(Record settings) {
    ObjectNode object = JSON.objectNode();
    fields(settings, object);
    return object;
  }

  private static void fields(Record settings, ObjectNode object) {
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      Object value = get(settings, component);
      if (value == null) {
        continue;
      }
      if (component.getType().isSealed()) {
        member(component.getType(), (Record) value, object);
      } else {
        object.set(Shape.key(component), value(component, value));
      }
    }
  }

  private static void member(Class<?> family, Record value, ObjectNode object) {
    object.put(Shape.familyKey(family), Shape.word(value.getClass()));
    fields(value, object);
  }

  private static JsonNode value(RecordComponent component, Object value) {
    long unit = Shape.unitNanos(component.getName());
    return switch (value) {
      case Boolean flag -> JSON.booleanNode(flag);
      case Long number when unit > 0 ->
          JSON.textNode(number < 0 ? "never" : TimeText.of(Math.multiplyExact(number, unit)));
      case Long number -> JSON.numberNode(number);
      case Integer number -> JSON.numberNode(number);
      case String text -> JSON.textNode(text);
      case Enum<?> constant -> JSON.textNode(Shape.word(constant));
      case Moment moment -> JSON.textNode(MomentText.of(moment));
      case Conditions conditions -> ConditionsJson.write(conditions);
      case List<?> list -> list(component, list);
      case Record settings -> write(settings);
      default -> throw new IllegalStateException(component + " has no form in JSON");
    };
  }

  private static ArrayNode list(RecordComponent component, List<?> elements) {
    ParameterizedType generic = (ParameterizedType) component.getGenericType();
    Class<?> declared = (Class<?>) generic.getActualTypeArguments()[0];
    ArrayNode array = JSON.arrayNode();
    for (Object element : elements) {
      if (element instanceof String text) {
        array.add(text);
      } else if (declared.isSealed()) {
        member(declared, (Record) element, array.addObject());
      } else {
        fields((Record) element, array.addObject());
      }
    }
    return array;
  }

  private static @Nullable Object get(Record settings, RecordComponent component) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
