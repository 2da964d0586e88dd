package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.SettingField;
import dev.fenceline.scenario.setting.SettingTable;
import dev.fenceline.scenario.setting.SettingType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the settings that can be changed by name. If a kind of object occurs in several places,
 * such as the settings of further hosts, they change only the first one.
 */
final class ParameterSearch {
  /**
   * A setting that can be changed by name.
   *
   * @param field how its record declares it
   * @param place where it is in JSON, such as {@code host.kato} or {@code faults[name=cut].at}
   */
  record Found(SettingField field, String place) {}

  private final Set<Class<?>> seen = new HashSet<>();
  private final List<Found> found = new ArrayList<>();

  private ParameterSearch() {}

  /** Returns the parameters of a record and of everything in it, in the order of their rank. */
  static List<Found> in(Class<? extends Record> type) {
    ParameterSearch search = new ParameterSearch();
    search.table(SettingTable.of(type), "");
    return search.found.stream()
        .sorted(Comparator.comparingInt(each -> each.field.setting().rank()))
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

  /**
   * Searches the settings within the value of a setting. The settings of a member of a family are
   * keys of the owner's object.
   */
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
    String element = field.setting().where();
    String owner = element.isEmpty() ? prefix : selecting(prefix, element);
    found.add(new Found(field, owner + field.key()));
  }

  private static String selecting(String prefix, String element) {
    return prefix.replace("[].", "[" + element + "].");
  }
}
