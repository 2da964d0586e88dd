package dev.fenceline.event.schema;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One kind of event: its name, its meaning and its fields. */
public final class KindSchema {
  private final Class<? extends Detail> type;
  private final String name;
  private final String text;
  private final RecordSchema record;
  private final Map<String, FieldPath> paths = new LinkedHashMap<>();

  KindSchema(Class<? extends Detail> type) {
    this.type = type;
    Kind kind = type.getAnnotation(Kind.class);
    name = kind == null ? type.getSimpleName() : kind.name();
    text = kind == null ? "" : kind.text();
    record = RecordSchema.of(type, type);
    collect(record, "", List.of());
  }

  private void collect(RecordSchema of, String prefix, List<FieldSchema> before) {
    for (FieldSchema field : of.fields()) {
      List<FieldSchema> steps = new ArrayList<>(before);
      steps.add(field);
      String path = prefix + field.key();
      RecordSchema nested = of.nested(field);
      if (nested == null) {
        paths.put(path, new FieldPath(path, List.copyOf(steps)));
      } else {
        collect(nested, path + ".", steps);
      }
    }
  }

  /** Returns the name in session files; the name of the record if this version has no such kind. */
  public String name() {
    return name;
  }

  /** Returns what the event means: one sentence, in Markdown. */
  public String text() {
    return text;
  }

  /** Returns the record of the kind. */
  public Class<? extends Detail> type() {
    return type;
  }

  /** Returns the fields in the order of the record, which is the order in session files. */
  public List<FieldSchema> fields() {
    return record.fields();
  }

  /** Returns the record as a whole: its fields, and how to create it from their values. */
  public RecordSchema record() {
    return record;
  }

  /**
   * Returns all fields that are not records, by their names in session files: a field of a nested
   * record is {@code impacted.ciu}.
   */
  public Map<String, FieldPath> paths() {
    return Collections.unmodifiableMap(paths);
  }

  /** Returns the fields of {@link #paths} that hold one value: all except lists. */
  public Map<String, FieldPath> single() {
    Map<String, FieldPath> single = new LinkedHashMap<>(paths);
    single.values().removeIf(path -> path.field().isList());
    return single;
  }

  /**
   * Returns a copy of an event with changed values.
   *
   * @param change maps a field and its present value to its new value
   * @return the same event if no value is changed
   */
  public Detail changed(Detail detail, BiFunction<FieldSchema, Object, Object> change) {
    List<FieldSchema> fields = fields();
    @Nullable Object[] values = new Object[fields.size()];
    boolean isChanged = false;
    for (int i = 0; i < values.length; i++) {
      Object before = fields.get(i).value(detail);
      values[i] = before == null ? null : change.apply(fields.get(i), before);
      isChanged |= before != null && !before.equals(values[i]);
    }
    return isChanged ? type.cast(record.make(values)) : detail;
  }
}
