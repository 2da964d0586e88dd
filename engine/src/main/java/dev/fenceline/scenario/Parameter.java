package dev.fenceline.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.scenario.setting.JsonPlace;
import dev.fenceline.scenario.setting.Nearest;
import dev.fenceline.scenario.setting.Range;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.scenario.setting.Setting;
import dev.fenceline.scenario.setting.SettingError;
import dev.fenceline.scenario.setting.SettingField;
import dev.fenceline.scenario.setting.SettingType;
import dev.fenceline.scenario.setting.SettingsReader;
import dev.fenceline.scenario.setting.SettingsWriter;
import java.util.List;
import java.util.Optional;

/**
 * A setting of a scenario that can be changed by name: {@code --set}, {@code --vary}, sliders. Each
 * setting declares this itself ({@link Setting#set}).
 *
 * @param key its name, such as {@code kato}
 * @param place where it is in a scenario's JSON: {@code host.kato}, {@code paths[].delay} (every
 *     path), {@code faults[name=cut].at} (the fault of that name)
 * @param description one line for the user
 * @param range the values that it takes
 * @param unitNanos the finest step of a time; 0 if it is not a time in a unit of its own
 * @param byDefault its value where a scenario does not name it, as {@link #apply} reads it, or
 *     empty if it has none
 * @param inRun from when on a change during a run counts, in words; empty if it cannot be changed
 *     while a run lasts
 */
public record Parameter(
    String key,
    String place,
    String description,
    Range range,
    long unitNanos,
    Optional<String> byDefault,
    Optional<String> inRun) {
  private static final List<Parameter> ALL =
      ParameterSearch.in(Scenario.class).stream().map(Parameter::of).toList();

  private static Parameter of(ParameterSearch.Found found) {
    SettingField field = found.field();
    Setting setting = field.setting();
    return new Parameter(
        setting.set(),
        found.place(),
        setting.where().isEmpty()
            ? setting.about()
            : setting.about() + " (" + setting.where() + ")",
        field
            .type()
            .values()
            .orElseThrow(
                () -> new IllegalStateException(setting.set() + " has no values to choose from")),
        field.type() instanceof SettingType.Time time ? time.unitNanos() : 0,
        field.byDefault().map(Parameter::text),
        Optional.of(setting.inRun()).filter(words -> !words.isEmpty()));
  }

  /** Returns all parameters, those that users change most first. */
  public static List<Parameter> all() {
    return ALL;
  }

  /** Returns the parameter with a key, or empty if there is none. */
  public static Optional<Parameter> find(String key) {
    return ALL.stream().filter(parameter -> parameter.key.equals(key)).findFirst();
  }

  /**
   * Returns the parameter with a key.
   *
   * @throws ScenarioException if there is none; the message names the nearest key
   */
  public static Parameter named(String key) {
    return find(key)
        .orElseThrow(() ->
            new ScenarioException(
                "there is no parameter \"%s\"%s"
                    .formatted(key, Nearest.hint(key, ALL.stream().map(Parameter::key).toList()))));
  }

  /** Returns the description with a capital letter, for labels. */
  public String sentence() {
    return Character.toUpperCase(description.charAt(0)) + description.substring(1);
  }

  /**
   * Returns its value in a scenario as {@link #apply} reads it, or empty if the scenario has no
   * such place.
   */
  public Optional<String> value(Scenario scenario) {
    if (place.equals(PathCount.PLACE)) {
      return Optional.of(Integer.toString(scenario.paths().size()));
    }
    ObjectNode json = SettingsWriter.write(scenario);
    return JsonPlace.owners(json, place).stream()
        .map(owner -> owner.get(JsonPlace.key(place)))
        .filter(node -> node != null)
        .map(Parameter::text)
        .findFirst();
  }

  /** Returns a value as {@link #apply} reads it, or for a list the number of its elements. */
  static String text(JsonNode node) {
    if (node.isBoolean()) {
      return node.booleanValue() ? "on" : "off";
    }
    return node.isArray() ? Integer.toString(node.size()) : node.asText();
  }

  /**
   * Returns the same scenario with another value.
   *
   * @param value with its unit, such as {@code 5 s}, {@code 4}, {@code best}, {@code off}
   * @throws ScenarioException if the value is malformed, out of range, or inconsistent with the
   *     rest
   */
  public Scenario apply(Scenario scenario, String value) {
    ObjectNode json = SettingsWriter.write(scenario);
    try {
      JsonNode node = ParameterValue.parse(range, value.strip());
      if (place.equals(PathCount.PLACE) && range instanceof Range.Numbers count) {
        SettingsReader.refuseOutside(count, node.longValue(), place);
        PathCount.set(json, node.intValue());
      } else {
        List<ObjectNode> owners = JsonPlace.owners(json, place);
        if (owners.isEmpty()) {
          throw new SettingError("", "scenario %s has no %s".formatted(scenario.id(), place));
        }
        owners.forEach(owner -> owner.set(JsonPlace.key(place), node));
      }
      return ScenarioReader.scenario(json);
    } catch (SettingError e) {
      throw new ScenarioException("%s=%s: %s".formatted(key, value, e.sentence()));
    }
  }
}
