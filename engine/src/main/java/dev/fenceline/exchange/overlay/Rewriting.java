package dev.fenceline.exchange.overlay;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Lane;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The changes within an event when its recording joins another: moments are moved, numbers of
 * events and operations are continued, and names of devices and paths get the mark. The names of
 * components determine which is which: see {@link Detail}.
 *
 * @param mark the word before the names, or empty if they stay
 * @param moveNanos the distance by which all moments move
 * @param operations number of operations before the first one
 * @param sequences the new numbers of events by their old ones
 */
record Rewriting(String mark, long moveNanos, long operations, Map<Long, Long> sequences) {
  /**
   * Components that are moments of the session, where 0 means none. Other nanoseconds are
   * durations.
   */
  private static final Set<String> MOMENTS =
      Set.of(
          "dueNanos",
          "untilNanos",
          "deadlineNanos",
          "sentNanos",
          "sinceNanos",
          "lastAcceptedNanos",
          "quietByNanos");

  /** Components that are names of the host's controllers or of paths. */
  private static final Set<String> NAMES = Set.of("source", "path", "from", "to");

  Detail of(Detail detail) {
    RecordComponent[] components = detail.getClass().getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    boolean changed = false;
    for (int i = 0; i < components.length; i++) {
      Object before = value(components[i], detail);
      values[i] = before == null ? null : changed(components[i].getName(), before);
      changed |= before != null && !before.equals(values[i]);
    }
    return changed ? make(detail.getClass(), components, values) : detail;
  }

  private Object changed(String name, Object value) {
    return switch (value) {
      case Long nanos when MOMENTS.contains(name) -> nanos == 0 ? nanos : nanos + moveNanos;
      case Long origin when name.equals("originNanos") -> origin - moveNanos;
      case Long operation when name.equals("operation") ->
          operation == 0 ? operation : operation + operations;
      case List<?> numbers when name.equals("operations") ->
          numbers.stream().map(number -> (Long) number + operations).toList();
      case List<?> numbers when name.equals("events") ->
          numbers.stream().map(number -> sequences.getOrDefault(number, (Long) number)).toList();
      case String text when NAMES.contains(name) -> Lane.marked(mark, text);
      default -> value;
    };
  }

  private static @Nullable Object value(RecordComponent component, Detail detail) {
    try {
      return component.getAccessor().invoke(detail);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static Detail make(
      Class<? extends Detail> type, RecordComponent[] components, @Nullable Object[] values) {
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      Constructor<? extends Detail> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }
}
