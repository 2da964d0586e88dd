package dev.fenceline.exchange.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.UnknownEvent;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.schema.FieldPath;
import dev.fenceline.event.schema.KindSchema;
import dev.fenceline.exchange.kernellog.LogTimes;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The events of a session as CSV (RFC 4180, UTF-8, lines end with CR LF): one line for each event,
 * with the columns {@code seq}, {@code nanos}, {@code seconds}, {@code lane}, {@code cause} (empty
 * if there is none) and {@code kind}, then one for each field of any kind of event in the session,
 * named as in session files. A field that an event does not have is empty, except {@code time} in
 * the session of a log: all events of a line have the time of the line.
 */
public final class CsvSession {
  private static final List<String> ENVELOPE =
      List.of("seq", "nanos", "seconds", "lane", "cause", "kind");

  /** The column with the fields, as JSON, of events that this version does not know. */
  private static final String UNKNOWN = "json";

  /** The time column of a log. All events of a line have a value in it. */
  private static final String LOG_TIME = "time";

  private static final int NANOS_SCALE = 9;

  private final CsvWriter csv;
  private final LogTimes times;
  private final Set<String> fields = new LinkedHashSet<>();

  private CsvSession(CsvWriter csv, LogTimes times) {
    this.csv = csv;
    this.times = times;
  }

  /**
   * Writes the events that a timeline contains at present. The writer is left open.
   *
   * @throws IOException if writing fails
   */
  public static void write(Timeline timeline, Writer out) throws IOException {
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
    try {
      new CsvSession(csv, LogTimes.of(timeline.events())).all(timeline.events());
      csv.flush();
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private void all(List<Event> events) {
    Map<String, KindSchema> kinds = new TreeMap<>();
    boolean hasUnknown = false;
    for (Event event : events) {
      if (event.detail() instanceof UnknownEvent) {
        hasUnknown = true;
      } else {
        KindSchema kind = EventSchema.of(event.detail());
        kinds.put(kind.name(), kind);
      }
    }
    kinds.values().forEach(kind -> fields.addAll(kind.paths().keySet()));
    if (hasUnknown) {
      fields.add(UNKNOWN);
    }
    List<String> head = new ArrayList<>(ENVELOPE);
    head.addAll(fields);
    csv.writeRecord(head);
    for (Event event : events) {
      csv.writeRecord(cells(event));
    }
  }

  private List<String> cells(Event event) {
    List<String> cells = new ArrayList<>();
    cells.add(Long.toString(event.sequence()));
    cells.add(Long.toString(event.nanos()));
    cells.add(BigDecimal.valueOf(event.nanos(), NANOS_SCALE).toPlainString());
    cells.add(event.lane().toString());
    cells.add(event.cause().isNone() ? "" : Long.toString(event.cause().sequence()));
    cells.add(EventSchema.kind(event.detail()));
    Map<String, String> values = values(event.detail());
    fields.forEach(
        name -> cells.add(values.getOrDefault(name, name.equals(LOG_TIME) ? times.of(event) : "")));
    return cells;
  }

  private static Map<String, String> values(Detail detail) {
    if (detail instanceof UnknownEvent unknown) {
      return Map.of(UNKNOWN, unknown.json());
    }
    Map<String, String> values = new HashMap<>();
    for (FieldPath path : EventSchema.of(detail).paths().values()) {
      Object value = path.plain(detail);
      if (value != null) {
        values.put(path.name(), value.toString());
      }
    }
    return values;
  }
}
