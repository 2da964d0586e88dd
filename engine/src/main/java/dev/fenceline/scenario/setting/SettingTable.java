package dev.fenceline.scenario.setting;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a record in the order of its components. The table of each record is built once.
 *
 * @param type the record
 * @param fields one for each component
 * @param constructor the constructor that takes their values
 */
public record SettingTable(
    Class<? extends Record> type, List<SettingField> fields, Constructor<?> constructor) {
  private static final ClassValue<SettingTable> TABLES =
      new ClassValue<>() {
        @Override
        protected SettingTable computeValue(Class<?> type) {
          return read(type.asSubclass(Record.class));
        }
      };

  /** Returns the table of a record. */
  public static SettingTable of(Class<?> type) {
    return TABLES.get(type);
  }

  /** Returns the description, or an empty string if the record is not a member of a family. */
  public String about() {
    Setting setting = type.getAnnotation(Setting.class);
    return setting == null ? "" : setting.about();
  }

  /** Returns the tables of the members of a sealed family, by the words for the members. */
  public static Map<String, SettingTable> members(Class<?> family) {
    Map<String, SettingTable> members = new LinkedHashMap<>();
    collect(family, members);
    return members;
  }

  private static void collect(Class<?> family, Map<String, SettingTable> members) {
    for (Class<?> member : family.getPermittedSubclasses()) {
      if (member.isRecord()) {
        members.put(Spelling.word(member), of(member));
      } else {
        collect(member, members);
      }
    }
  }

  private static SettingTable read(Class<? extends Record> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return new SettingTable(
          type,
          Stream.of(components).map(SettingField::of).toList(),
          type.getDeclaredConstructor(types));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no constructor", e);
    }
  }

  /**
   * Creates a record with these values, one for each field.
   *
   * @throws IllegalArgumentException if the record rejects them, with its message
   */
  Record make(@Nullable Object[] values) {
    try {
      return type.cast(constructor.newInstance(values));
    } catch (InvocationTargetException e) {
      Throwable refusal = e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException(refusal.getMessage(), refusal);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }
}
