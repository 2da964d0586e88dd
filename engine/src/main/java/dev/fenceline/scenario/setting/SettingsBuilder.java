package dev.fenceline.scenario.setting;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builds settings that differ from others, or from the defaults, in some components: {@code
 * SettingsBuilder.of(scenario).with(Scenario::seed, 3L).build()}. The compiler checks that the
 * component exists and that the value has its type. Callers need not change when a record gets
 * another component. Not thread-safe.
 */
public final class SettingsBuilder<R extends Record> {
  private final SettingTable table;
  private final Map<String, @Nullable Object> values = new HashMap<>();

  /**
   * The accessor of a component, as a method reference. It is serializable because Java reveals the
   * method of a reference only then.
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

  /** Returns a builder that starts with the defaults. A component without a default must be set. */
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
   * @throws IllegalArgumentException if it is not a component
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
   * Builds the record.
   *
   * @throws IllegalArgumentException if the record rejects the values
   * @throws IllegalStateException if a component without a default was not set
   */
  public R build() {
    for (SettingField field : table.fields()) {
      if (!field.isOptional() && values.get(field.name()) == null) {
        throw new IllegalStateException(field.name() + " has no default and was not given");
      }
    }
    @SuppressWarnings("unchecked") // the table belongs to this type of record
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
