package dev.fenceline.timeline;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Meaning;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.schema.FieldPath;
import dev.fenceline.event.schema.FieldSchema;
import dev.fenceline.nvme.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The names that a filter can use for the events of a timeline, and the values that occur: lanes,
 * kinds, and the values of fields that have few. A snapshot that does not grow.
 */
public final class FilterValues {
  /** No events. */
  public static final FilterValues NONE = new FilterValues(List.of(), List.of(), Map.of());

  /** The largest number of different values that are kept of one field. */
  static final int VALUES_MAX = 200;

  /**
   * A value that occurs.
   *
   * @param text as a filter takes it
   * @param meaning what it means; empty if it says that itself
   * @param count the number of events that have it
   */
  public record Value(String text, String meaning, int count) {}

  /**
   * A field that occurs.
   *
   * @param meaning what it says
   * @param values its values, most frequent first; empty if there are too many
   */
  record Occurring(String name, String meaning, List<Value> values) {}

  private final List<Value> lanes;
  private final List<Value> kinds;
  private final Map<String, Occurring> fields;

  private FilterValues(List<Value> lanes, List<Value> kinds, Map<String, Occurring> fields) {
    this.lanes = lanes;
    this.kinds = kinds;
    this.fields = fields;
  }

  /**
   * Returns what occurs in the events that a timeline currently contains. All readers share it, and
   * each event is read once.
   */
  public static FilterValues of(Timeline timeline) {
    return timeline.index(Growing.class, Growing::new).derived.now();
  }

  /** Returns the lanes, in the order of their names. */
  public List<Value> lanes() {
    return lanes;
  }

  /** Returns the kinds of events, most frequent first. */
  public List<Value> kinds() {
    return kinds;
  }

  /** Returns the fields in the order of their names. */
  Iterable<Occurring> fields() {
    return fields.values();
  }

  /** Returns the field with a name, regardless of case; null if it does not occur. */
  @Nullable Occurring field(String name) {
    return fields.values().stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  /** The values of one field; forgotten when there are too many. */
  private static final class Column {
    private final FieldSchema field;
    private final String name;
    private final Function<Detail, @Nullable Object> value;
    private @Nullable Map<Object, Integer> counts = new HashMap<>();

    Column(FieldSchema field, String name, Function<Detail, @Nullable Object> value) {
      this.field = field;
      this.name = name;
      this.value = value;
    }

    void read(Detail detail) {
      Map<Object, Integer> known = counts;
      Object held = known == null ? null : value.apply(detail);
      if (known != null && held != null) {
        known.merge(held, 1, Integer::sum);
        if (known.size() > VALUES_MAX) {
          counts = null;
        }
      }
    }
  }

  private static final class KindCount {
    private final List<Column> columns = new ArrayList<>();
    private final String meaning;
    private int count;

    KindCount(Detail detail) {
      var kind = EventSchema.of(detail);
      meaning = plain(kind.text());
      for (FieldSchema field : kind.fields()) {
        if (!field.isList() && !field.type().isRecord()) {
          columns.add(new Column(field, field.key(), field::value));
        }
      }
      for (FieldPath path : kind.paths().values()) {
        if (path.steps().size() > 1 && !path.field().isList()) {
          columns.add(new Column(path.field(), path.name(), path::plain));
        }
      }
    }
  }

  private static final class Growing {
    private final Derived<FilterValues> derived;
    private final Map<String, Integer> lanes = new TreeMap<>();
    private final Map<String, KindCount> kinds = new HashMap<>();

    Growing(Timeline timeline) {
      derived = new Derived<>(timeline, this::read, this::result);
    }

    private void read(Event event) {
      lanes.merge(event.lane().toString(), 1, Integer::sum);
      Detail detail = event.detail();
      KindCount kind = kinds.computeIfAbsent(EventSchema.kind(detail), _ -> new KindCount(detail));
      kind.count++;
      kind.columns.forEach(column -> column.read(detail));
    }

    private FilterValues result() {
      List<Value> foundLanes = new ArrayList<>();
      lanes.forEach((lane, count) -> foundLanes.add(new Value(lane, "", count)));
      List<Value> foundKinds = new ArrayList<>();
      kinds.forEach((name, kind) -> foundKinds.add(new Value(name, kind.meaning, kind.count)));
      Map<String, List<Column>> byName = new TreeMap<>();
      kinds
          .values()
          .forEach(kind ->
              kind.columns.forEach(column ->
                  byName.computeIfAbsent(column.name, _ -> new ArrayList<>()).add(column)));
      Map<String, Occurring> found = new TreeMap<>();
      byName.forEach((name, columns) -> found.put(name, known(name, columns)));
      return new FilterValues(List.copyOf(foundLanes), sorted(foundKinds), found);
    }

    private static Occurring known(String name, List<Column> columns) {
      FieldSchema field = columns.getFirst().field;
      Map<Object, Integer> all = new HashMap<>();
      for (Column column : columns) {
        Map<Object, Integer> counts = column.counts;
        if (counts == null) {
          return new Occurring(name, plain(field.text()), List.of());
        }
        counts.forEach((value, count) -> all.merge(value, count, Integer::sum));
      }
      List<Value> values = new ArrayList<>();
      if (all.size() <= VALUES_MAX) {
        all.forEach((value, count) -> values.add(value(field, value, count)));
      }
      return new Occurring(name, plain(field.text()), sorted(values));
    }

    private static Value value(FieldSchema field, Object value, int count) {
      if (value instanceof Number number && field.meaning() == Meaning.STATUS) {
        int code = number.intValue();
        return new Value(
            code < 0 ? Integer.toString(code) : "0x%x".formatted(code),
            code < 0 ? "" : Status.ofField(code).toString(),
            count);
      }
      return new Value(value.toString(), "", count);
    }

    private static List<Value> sorted(List<Value> values) {
      return values.stream()
          .sorted(Comparator.comparingInt(Value::count).reversed().thenComparing(Value::text))
          .toList();
    }
  }

  /** Returns a phrase of a description without its Markdown. */
  private static String plain(String markdown) {
    return markdown.replace("`", "").replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
  }
}
