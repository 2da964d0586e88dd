package dev.fenceline.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the settings that can be changed by name. Where a kind of object stands at several places,
 * such as the settings of further hosts, they change it at the first one.
 */
final class ParameterSearch {
  private record Found(int rank, Parameter parameter) {}

  private final Set<Class<?>> seen = new HashSet<>();
  private final List<Found> found = new ArrayList<>();

  private ParameterSearch() {}

  /** Those of a record and of all that it holds, in the order of their rank. */
  static List<Parameter> in(Class<? extends Record> type) {
    ParameterSearch search = new ParameterSearch();
    search.table(SettingTable.of(type), "");
    return search.found.stream()
        .sorted(Comparator.comparingInt(Found::rank))
        .map(Found::parameter)
        .toList();
  }

  private void table(SettingTable table, String prefix) {
    if (!seen.add(table.type())) {
      return;
    }
    for (SettingField field : table.fields()) {
      if (!field.setting().set().isEmpty()) {
        add(field, prefix);
      }
      enter(field.type(), prefix, prefix + field.key());
    }
  }

  /** What a setting holds may hold settings itself; a member of a family lies in its owner. */
  private void enter(SettingType type, String owner, String place) {
    switch (type) {
      case SettingType.Group group -> table(SettingTable.of(group.type()), place + ".");
      case SettingType.Many many -> enter(many.element(), place + "[].", place + "[]");
      case SettingType.Family family ->
          SettingTable.members(family.type())
              .forEach(
                  (word, member) -> table(member, selecting(owner, family.key() + "=" + word)));
      case SettingType.Text _,
          SettingType.Flag _,
          SettingType.WholeNumber _,
          SettingType.Time _,
          SettingType.At _,
          SettingType.Word _,
          SettingType.Fields _ -> {}
    }
  }

  private void add(SettingField field, String prefix) {
    Setting setting = field.setting();
    String element = setting.where();
    boolean isOfOne = !element.isEmpty();
    found.add(
        new Found(
            setting.rank(),
            new Parameter(
                setting.set(),
                (isOfOne ? selecting(prefix, element) : prefix) + field.key(),
                isOfOne ? setting.about() + " (" + element + ")" : setting.about(),
                field
                    .type()
                    .values()
                    .orElseThrow(() ->
                        new IllegalStateException(setting.set() + " has no values to choose from")),
                field.type() instanceof SettingType.Time time ? time.unitNanos() : 0,
                field.byDefault().map(Parameter::text))));
  }

  private static String selecting(String prefix, String element) {
    return prefix.replace("[].", "[" + element + "].");
  }
}
