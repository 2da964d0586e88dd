package dev.fenceline.scenario.setting;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes settings that differ from others, or from the defaults, in some components: {@code
 * SettingsBuilder.of(scenario).with(Scenario::seed, 3L).build()}. The compiler checks that the
 * component is there and that the value is of its type; whoever builds a record does not change
 * when it gets another component. Used by one thread.
 */
public final class SettingsBuilder<R extends Record> {
  private final SettingTable table;
  private final Map<String, @Nullable Object> values = new HashMap<>();

  /**
   * The accessor of a component, as a method reference. It is serializable because only then does
   * Java say which method a reference is of.
   */
  public interface Component<R, T extends @Nullable Object> extends Function<R, T>, Serializable {}

  private SettingsBuilder(Class<?> type) {
    table = SettingTable.of(type);
  }

  /** Returns a builder that starts with the values of a record. */
  public static <R extends Record> SettingsBuilder<R> of(R settings) {
    SettingsBuilder<R> builder = new SettingsBuilder<>(settings.getClass());
    builder.table.fields().forEach(field -> builder.values.put(field.name(), field.in(settings)));
    return builder;
  }

  /** Returns a builder that starts with the defaults; a component without a default must be set. */
  public static <R extends Record> SettingsBuilder<R> ofDefaults(Class<R> type) {
    SettingsBuilder<R> builder = new SettingsBuilder<>(type);
    for (SettingField field : builder.table.fields()) {
      SettingsReader.byDefault(field).ifPresent(value -> builder.values.put(field.name(), value));
    }
    return builder;
  }

  /**
   * Sets one component.
   *
   * @throws IllegalArgumentException if it is none
   */
  public <T extends @Nullable Object> SettingsBuilder<R> with(Component<R, T> component, T value) {
    String name = name(component);
    if (table.fields().stream().noneMatch(field -> field.name().equals(name))) {
      throw new IllegalArgumentException(name + " is not a component of " + table.type());
    }
    values.put(name, value);
    return this;
  }

  /**
   * Makes the record.
   *
   * @throws IllegalArgumentException if the record refuses them
   * @throws IllegalStateException if one that has no default was not given
   */
  public R build() {
    for (SettingField field : table.fields()) {
      if (!field.isOptional() && values.get(field.name()) == null) {
        throw new IllegalStateException(field.name() + " has no default and was not given");
      }
    }
    @SuppressWarnings("unchecked") // the table is that of the record
    R settings =
        (R)
            table.make(
                table.fields().stream()
                    .<@Nullable Object>map(each -> values.get(each.name()))
                    .toArray());
    return settings;
  }

  private static String name(Component<?, ?> component) {
    try {
      Method replacement = component.getClass().getDeclaredMethod("writeReplace");
      replacement.setAccessible(true);
      return ((SerializedLambda) replacement.invoke(component)).getImplMethodName();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("a component is named by a method reference", e);
    }
  }
}
