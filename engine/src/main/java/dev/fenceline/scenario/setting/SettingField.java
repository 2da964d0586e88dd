package dev.fenceline.scenario.setting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fenceline.event.value.Unit;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A setting as declared by its record.
 *
 * @param key its name in JSON: the name of the component without the unit
 * @param type its type
 * @param byDefault its value if a scenario does not name it; empty if it must be named or is then
 *     null
 * @param isOptional whether it may be null
 * @param setting its description
 * @param component the component of the record that holds its value
 */
public record SettingField(
    String key,
    SettingType type,
    Optional<JsonNode> byDefault,
    boolean isOptional,
    Setting setting,
    RecordComponent component) {
  private static final Map<String, Long> UNITS =
      Map.of(
          "Millis", Unit.MILLI.nanos(), "Micros", Unit.MICRO.nanos(), "Nanos", Unit.NANO.nanos());

  private static final String YEAR = "8760 h";

  /** Returns the setting that a record component describes. */
  static SettingField of(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalStateException(
          component.getDeclaringRecord().getSimpleName()
              + "."
              + component.getName()
              + " is not described: it needs a @Setting");
    }
    String name = component.getName();
    String unit = UNITS.keySet().stream().filter(name::endsWith).findFirst().orElse("");
    SettingType type = type(component, setting, UNITS.getOrDefault(unit, 0L));
    return new SettingField(
        name.substring(0, name.length() - unit.length()),
        type,
        setting.value().equals(Setting.NONE)
            ? Optional.empty()
            : Optional.of(json(type, setting.value())),
        component.getAnnotatedType().isAnnotationPresent(Nullable.class),
        setting,
        component);
  }

  /** Returns the name of its component. */
  String name() {
    return component.getName();
  }

  /** Returns its value in a record. */
  @Nullable Object in(Record settings) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static SettingType type(RecordComponent component, Setting setting, long unitNanos) {
    if (component.getType() == List.class) {
      ParameterizedType list = (ParameterizedType) component.getGenericType();
      Class<?> element = (Class<?>) list.getActualTypeArguments()[0];
      return new SettingType.Many(type(element, setting, 0), numbers(setting));
    }
    return type(component.getType(), setting, unitNanos);
  }

  private static SettingType type(Class<?> type, Setting setting, long unitNanos) {
    if (type == String.class) {
      return new SettingType.Text();
    }
    if (type == boolean.class) {
      return new SettingType.Flag();
    }
    if (type == Moment.class) {
      return new SettingType.At(
          new Range.Moments(nanos(setting.min(), "0 s"), nanos(setting.max(), YEAR)));
    }
    if (type == Conditions.class) {
      return new SettingType.Fields();
    }
    if (type.isEnum()) {
      return new SettingType.Word(Spelling.constants(type));
    }
    if (type.isSealed()) {
      return new SettingType.Family(type);
    }
    if (type.isRecord()) {
      return new SettingType.Group(type.asSubclass(Record.class));
    }
    return unitNanos == 0
        ? new SettingType.WholeNumber(numbers(setting), type != long.class)
        : new SettingType.Time(
            new Range.Times(
                nanos(setting.min(), "0 s"), nanos(setting.max(), YEAR), setting.never()),
            unitNanos);
  }

  private static Range.Numbers numbers(Setting setting) {
    return new Range.Numbers(
        setting.min().isEmpty() ? 0 : Long.parseLong(setting.min()),
        setting.max().isEmpty() ? Long.MAX_VALUE : Long.parseLong(setting.max()));
  }

  private static long nanos(String text, String otherwise) {
    return TimeText.nanos(text.isEmpty() ? otherwise : text);
  }

  private static JsonNode json(SettingType type, String value) {
    return switch (type) {
      case SettingType.Text _, SettingType.Time _, SettingType.At _, SettingType.Word _ ->
          JsonNodeFactory.instance.textNode(value);
      case SettingType.Flag _,
          SettingType.WholeNumber _,
          SettingType.Fields _,
          SettingType.Group _,
          SettingType.Family _,
          SettingType.Many _ ->
          parsed(value);
    };
  }

  private static JsonNode parsed(String value) {
    try {
      return new ObjectMapper().readTree(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the default " + value + " is no JSON", e);
    }
  }
}
