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
 * What changes within an event when its recording joins another: moments move, what is counted in a
 * recording (events, operations) is counted on, and names of devices and paths get the mark. Names
 * of components say which is which: see {@link Detail}.
 *
 * @param mark the word before the names; empty: they stay
 * @param moveNanos by how much all moments move
 * @param operations how many operations come before the first one
 * @param sequences the new numbers of events by their old ones
 */
record Rewriting(String mark, long moveNanos, long operations, Map<Long, Long> sequences) {
  /** Moments of the session; 0 says that there is none. Other nanoseconds are durations. */
  private static final Set<String> MOMENTS =
      Set.of(
          "dueNanos",
          "untilNanos",
          "deadlineNanos",
          "sentNanos",
          "sinceNanos",
          "lastAcceptedNanos",
          "quietByNanos");

  /** Names of controllers of the host, and of paths. */
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
