package dev.fenceline.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.scenario.setting.Range;
import dev.fenceline.scenario.setting.SettingField;
import dev.fenceline.scenario.setting.SettingTable;
import dev.fenceline.scenario.setting.SettingType;
import dev.fenceline.scenario.setting.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tables of a page about settings. Each stands after a comment that names what it is of, a
 * record or a family of them, such as {@code <!-- settings of HostSettings -->}; an empty line ends
 * it.
 */
final class SettingsPage {
  private static final Pattern TABLE =
      Pattern.compile("(?<mark><!-- settings of (?<name>\\w+) -->\\n)(?:\\|.*\\n)*");

  private final Map<String, String> tables = new LinkedHashMap<>();

  SettingsPage() {
    add(Scenario.class);
    add(Lesson.class);
    tables.put("Parameter", parameters());
  }

  /** What there is a table of. */
  List<String> names() {
    return List.copyOf(tables.keySet());
  }

  /** The page with every table as it is to be. */
  String renewed(String page) {
    return TABLE
        .matcher(page)
        .replaceAll(found -> {
          String name = found.group("name");
          String table = tables.get(name);
          if (table == null) {
            throw new IllegalArgumentException("there are no settings of " + name);
          }
          return Matcher.quoteReplacement(found.group("mark") + table);
        });
  }

  private void add(Class<?> type) {
    if (tables.containsKey(type.getSimpleName())) {
      return;
    }
    if (type.isSealed()) {
      tables.put(type.getSimpleName(), family(type));
      SettingTable.members(type).values().forEach(member -> held(member.fields()));
    } else {
      List<SettingField> fields = SettingTable.of(type).fields();
      tables.put(type.getSimpleName(), record(fields));
      held(fields);
    }
  }

  private void held(List<SettingField> fields) {
    for (SettingField field : fields) {
      SettingType type =
          field.type() instanceof SettingType.Many many ? many.element() : field.type();
      if (type instanceof SettingType.Group group) {
        add(group.type());
      } else if (type instanceof SettingType.Family family) {
        add(family.type());
      }
    }
  }

  private static String record(List<SettingField> fields) {
    return "| key | what | values | default |\n|---|---|---|---|\n"
        + fields.stream()
            .map(field ->
                "| `%s` | %s | %s | %s |\n"
                    .formatted(
                        field.type() instanceof SettingType.Family family
                            ? family.key()
                            : field.key(),
                        field.setting().about(),
                        values(field.type()),
                        byDefault(field)))
            .collect(Collectors.joining());
  }

  private static String family(Class<?> family) {
    return "| `%s` | what | with |\n|---|---|---|\n".formatted(Spelling.key(family))
        + SettingTable.members(family).entrySet().stream()
            .map(member ->
                "| `%s` | %s | %s |\n"
                    .formatted(
                        member.getKey(),
                        member.getValue().about(),
                        member.getValue().fields().stream()
                            .map(SettingsPage::with)
                            .collect(Collectors.joining("; "))))
            .collect(Collectors.joining());
  }

  private static String with(SettingField field) {
    String text = "`%s`: %s".formatted(field.key(), field.setting().about());
    if (field.type() instanceof SettingType.Word) {
      text += ", one of " + values(field.type());
    }
    if (field.isOptional()) {
      return text + " (optional)";
    }
    return field.byDefault().isPresent() ? text + " (" + byDefault(field) + ")" : text;
  }

  private static String parameters() {
    return "| key | changes | what | values |\n|---|---|---|---|\n"
        + Parameter.all().stream()
            .map(each ->
                "| `%s` | `%s` | %s | %s |\n"
                    .formatted(each.key(), each.place(), each.description(), each.range()))
            .collect(Collectors.joining());
  }

  private static String values(SettingType type) {
    return switch (type) {
      case SettingType.Text _ -> "text";
      case SettingType.Flag _ -> "`true`, `false`";
      case SettingType.Word word -> "`" + String.join("`, `", word.words()) + "`";
      case SettingType.WholeNumber number -> number(number.range());
      case SettingType.Time time -> time.range().toString();
      case SettingType.At at -> at.range().toString();
      case SettingType.Fields _, SettingType.Group _ -> "object";
      case SettingType.Family _ -> "see below";
      case SettingType.Many _ -> "list";
    };
  }

  private static String number(Range.Numbers range) {
    if (range.max() < Long.MAX_VALUE) {
      return range.toString();
    }
    return range.min() == Long.MIN_VALUE ? "any whole number" : range.min() + " or more";
  }

  private static String byDefault(SettingField field) {
    Optional<JsonNode> value = field.byDefault();
    if (value.isEmpty()) {
      return field.isOptional() ? "none" : "required";
    }
    JsonNode node = value.get();
    if (node.isContainerNode()) {
      boolean isGroup = field.type() instanceof SettingType.Group;
      return node.isEmpty() ? (isGroup ? "its defaults" : "none") : "`" + node + "`";
    }
    return node.asText().isEmpty() ? "empty" : "`" + node.asText() + "`";
  }
}
