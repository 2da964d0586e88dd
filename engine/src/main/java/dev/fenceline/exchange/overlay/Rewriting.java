package dev.fenceline.exchange.overlay;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Lane;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.schema.FieldSchema;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * The changes within an event when its recording joins another: times are shifted, numbers of
 * events and operations are continued, and names of devices and paths get the mark. The meaning of
 * a field determines which change applies.
 *
 * @param mark the word before the names, or empty if the names stay unchanged
 * @param moveNanos the shift of all times
 * @param operations the number of operations before the first one
 * @param sequences the new numbers of events by their old ones
 */
record Rewriting(String mark, long moveNanos, long operations, Map<Long, Long> sequences) {
  Detail of(Detail detail) {
    return EventSchema.of(detail).changed(detail, this::changed);
  }

  private Object changed(FieldSchema field, Object value) {
    if (field.isNone(value) || field.isUnknown(value)) {
      return value;
    }
    return switch (field.meaning()) {
      case MOMENT -> (long) value + moveNanos;
      case ORIGIN -> (long) value - moveNanos;
      case DEVICE -> Lane.marked(mark, (String) value);
      case OPERATION -> each(value, number -> number == 0 ? number : number + operations);
      case EVENT -> each(value, number -> sequences.getOrDefault(number, number));
      case CONNECTION,
          QUEUE,
          COMMAND,
          CONTROLLER,
          INSTANCE,
          RANDOM,
          IDENTIFIER,
          BLOCK,
          ORDINAL,
          DURATION,
          COUNT,
          BYTES,
          STATUS,
          OPCODE,
          CODE,
          CHOICE,
          RULE,
          FLAG,
          TEXT ->
          value;
    };
  }

  private static Object each(Object value, LongUnaryOperator change) {
    return value instanceof List<?> numbers
        ? numbers.stream().map(number -> change.applyAsLong((Long) number)).toList()
        : change.applyAsLong((long) value);
  }
}
