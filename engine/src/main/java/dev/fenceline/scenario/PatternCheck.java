package dev.fenceline.scenario;

import dev.fenceline.event.Lane;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.schema.FieldPath;
import dev.fenceline.event.schema.KindSchema;
import dev.fenceline.event.value.Rule;
import dev.fenceline.scenario.setting.Conditions;
import dev.fenceline.scenario.setting.Conditions.Condition;
import dev.fenceline.scenario.setting.Nearest;
import dev.fenceline.scenario.setting.SettingError;
import dev.fenceline.scenario.setting.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Checks that events which are sought or expected can happen at all: kinds, lanes, fields, values.
 */
public final class PatternCheck {
  private static final Pattern INSTANCE_LANE = Pattern.compile("target/\\d{1,5}\\.\\d{1,5}");
  private static final List<String> TRUTH = List.of("true", "false");

  private final List<String> lanes = new ArrayList<>();

  /** Creates the check for a run with these host controllers and paths. */
  PatternCheck(List<String> devices, List<String> paths) {
    devices.forEach(device -> lanes.add(Lane.host(device).toString()));
    paths.forEach(path -> lanes.add(Lane.path(path).toString()));
    for (Lane lane : List.of(Lane.MULTIPATH, Lane.SUBSYSTEM, Lane.WORKLOAD, Lane.LAB)) {
      lanes.add(lane.toString());
    }
    lanes.add(Lane.target(1, 1).toString());
  }

  /** Checks the kind of a pattern and the conditions on its fields, whatever its lane. */
  public static void checkKind(EventPattern pattern, String place) {
    Nearest.require("event", pattern.event(), EventSchema.byName().keySet(), place + ".event");
    values(pattern, pattern.with(), place + ".with");
  }

  /** Checks a pattern that selects one event. */
  void check(EventPattern pattern, String place) {
    checkKind(pattern, place);
    String lane = pattern.lane();
    if (lane != null && !INSTANCE_LANE.matcher(lane).matches()) {
      Nearest.require("lane", lane, lanes, place + ".lane");
    }
  }

  /** Checks a pattern that selects every event that matches. */
  void checkAny(EventPattern pattern, String place) {
    check(pattern, place);
    if (pattern.nth() != 1) {
      throw new SettingError(
          place + ".nth", "has no meaning here: every event that matches counts");
    }
  }

  /** Checks conditions that compare fields with values. */
  static void values(EventPattern of, Conditions are, String place) {
    for (Condition condition : are.all()) {
      String at = place + "." + condition.field();
      value(condition, type(of, condition.field(), at), at);
    }
  }

  /** Checks conditions that compare fields of one event with fields of another. */
  void fields(EventPattern of, EventPattern to, Conditions are, String place) {
    for (Condition condition : are.all()) {
      String at = place + "." + condition.field();
      Class<?> type = type(of, condition.field(), at);
      Class<?> other = type(to, condition.value(), at);
      boolean bothNumbers = isNumber(type) && isNumber(other);
      if (!bothNumbers && !type.equals(other)) {
        throw new SettingError(
            at,
            "%s cannot be compared with %s, which is %s"
                .formatted(words(type), condition.value(), words(other)));
      }
      refuseOrder(condition, type, at);
    }
  }

  private static Class<?> type(EventPattern pattern, String path, String place) {
    Map<String, FieldPath> fields =
        EventSchema.find(pattern.event()).map(KindSchema::single).orElse(Map.of());
    Nearest.require("field of " + pattern.event(), path, fields.keySet(), place);
    return Objects.requireNonNull(fields.get(path)).field().type();
  }

  private static void value(Condition condition, Class<?> type, String place) {
    if (isNumber(type)) {
      if (condition.number().isEmpty()) {
        throw new SettingError(
            place,
            "\"%s\" is not a number; write one such as 0, \"!= 0\" or \"FFFFh\""
                .formatted(condition.value()));
      }
    } else if (type == boolean.class) {
      Nearest.require("value", condition.value(), TRUTH, place);
    } else if (type.isEnum()) {
      List<String> words =
          Arrays.stream(type.getEnumConstants())
              .map(constant -> Spelling.word((Enum<?>) constant))
              .toList();
      Nearest.require("value", condition.value(), words, place);
    } else if (type == Rule.class) {
      List<String> codes = Rule.all().stream().map(Rule::code).toList();
      Nearest.require("rule", condition.value(), codes, place);
    }
    refuseOrder(condition, type, place);
  }

  private static void refuseOrder(Condition condition, Class<?> type, String place) {
    if (condition.comparison().needsOrder() && !isNumber(type)) {
      throw new SettingError(place, "only numbers are more or less than others");
    }
  }

  private static boolean isNumber(Class<?> type) {
    return type == int.class || type == long.class;
  }

  private static String words(Class<?> type) {
    if (isNumber(type)) {
      return "a number";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    return type.isEnum() ? "a constant" : type == Rule.class ? "a rule" : "a text";
  }
}
