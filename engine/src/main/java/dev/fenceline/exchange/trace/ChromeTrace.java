package dev.fenceline.exchange.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A session in the Trace Event Format, the JSON that chrome://tracing, Perfetto and others open:
 * processes are the parts of the display, and threads are its lanes. A span is a complete event
 * ({@code X}), anything else an instant ({@code i}), and a connection between lanes a flow ({@code
 * s}, {@code t}, {@code f}). Times are microseconds with three decimals, so that no nanosecond is
 * lost.
 */
public final class ChromeTrace {
  private static final int MICROS_SCALE = 3;

  /** A point of a flow: a slice that encloses a moment on a track. */
  private record Point(Track track, long nanos) {}

  private final TraceContent content;
  private final JsonGenerator json;
  private final Map<Long, Mark> slices = new HashMap<>();
  private final Map<Lane, NavigableMap<Long, Mark>> states = new HashMap<>();

  private ChromeTrace(TraceContent content, JsonGenerator json) {
    this.content = content;
    this.json = json;
    for (Mark mark : content.marks()) {
      if (mark.isSlice() && mark.track().row() != Row.RECOVERY) {
        slices.putIfAbsent(mark.event().sequence(), mark);
      }
      if (mark.isSlice() && mark.track().row() == Row.STATE) {
        states
            .computeIfAbsent(mark.track().lane(), _ -> new TreeMap<>())
            .put(mark.fromNanos(), mark);
      }
    }
  }

  /**
   * Writes the events that a timeline contains at present. The stream is left open.
   *
   * @param title the name of the session
   * @throws IOException if writing fails
   */
  public static void write(Timeline timeline, String title, OutputStream out) throws IOException {
    JsonGenerator json =
        new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    try (json) {
      new ChromeTrace(new TraceContent(timeline), json).all(title);
    }
  }

  private void all(String title) throws IOException {
    json.writeStartObject();
    json.writeStringField("displayTimeUnit", "ns");
    json.writeObjectFieldStart("otherData");
    json.writeStringField("title", title);
    json.writeStringField("program", "Fenceline");
    json.writeEndObject();
    json.writeArrayFieldStart("traceEvents");
    names();
    for (Mark mark : content.marks()) {
      mark(mark);
    }
    for (Flow flow : content.flows()) {
      flow(flow);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void names() throws IOException {
    for (Track.Group group : Track.Group.values()) {
      if (content.tracks().stream().anyMatch(track -> track.group() == group)) {
        name("process_name", group, 0, group.word());
        order("process_sort_index", group, 0, group.number());
      }
    }
    for (Track track : content.tracks()) {
      name("thread_name", track.group(), track.id(), track.name());
      order("thread_sort_index", track.group(), track.id(), track.id());
    }
  }

  private void name(String what, Track.Group group, int thread, String name) throws IOException {
    begin("M", what, group, thread);
    json.writeObjectFieldStart("args");
    json.writeStringField("name", name);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void order(String what, Track.Group group, int thread, int index) throws IOException {
    begin("M", what, group, thread);
    json.writeObjectFieldStart("args");
    json.writeNumberField("sort_index", index);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void begin(String phase, String name, Track.Group group, int thread) throws IOException {
    json.writeRaw('\n'); // one line per event
    json.writeStartObject();
    json.writeStringField("ph", phase);
    json.writeStringField("name", name);
    json.writeNumberField("pid", group.number());
    json.writeNumberField("tid", thread);
  }

  private void mark(Mark mark) throws IOException {
    Track track = mark.track();
    begin(mark.isSlice() ? "X" : "i", mark.name(), track.group(), track.id());
    json.writeStringField("cat", track.row().word());
    micros("ts", mark.fromNanos());
    if (mark.isSlice()) {
      micros("dur", mark.toNanos() - mark.fromNanos());
    } else {
      json.writeStringField("s", "t");
    }
    json.writeObjectFieldStart("args");
    for (Map.Entry<String, Object> argument : Arguments.of(mark).entrySet()) {
      json.writeFieldName(argument.getKey());
      switch (argument.getValue()) {
        case Integer number -> json.writeNumber(number);
        case Long number -> json.writeNumber(number);
        case Boolean truth -> json.writeBoolean(truth);
        case Object other -> json.writeString(other.toString());
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void micros(String field, long nanos) throws IOException {
    json.writeFieldName(field);
    json.writeNumber(BigDecimal.valueOf(nanos, MICROS_SCALE));
  }

  /** Writes a flow. Flows pass only through slices, so a flow with fewer than two is left out. */
  private void flow(Flow flow) throws IOException {
    List<Point> points = new ArrayList<>();
    for (long sequence : flow.sequences()) {
      Point point = point(sequence);
      if (point != null) {
        points.add(point);
      }
    }
    for (int i = 0; i < points.size() && points.size() > 1; i++) {
      boolean last = i == points.size() - 1;
      Point point = points.get(i);
      begin(
          i == 0 ? "s" : last ? "f" : "t", flow.name(), point.track().group(), point.track().id());
      json.writeStringField("cat", "flow");
      json.writeNumberField("id", flow.id());
      micros("ts", point.nanos());
      if (last) {
        json.writeStringField("bp", "e"); // the slice around it, not the next one
      }
      json.writeEndObject();
    }
  }

  /**
   * Returns the slice that begins with the event, or, for an instant, the slice of the state of its
   * lane at that time.
   */
  private @Nullable Point point(long sequence) {
    Mark slice = slices.get(sequence);
    if (slice != null) {
      return new Point(slice.track(), slice.fromNanos());
    }
    Event event = content.event(sequence);
    NavigableMap<Long, Mark> state = states.get(event.lane());
    Map.Entry<Long, Mark> at = state == null ? null : state.floorEntry(event.nanos());
    return at != null && at.getValue().toNanos() >= event.nanos()
        ? new Point(at.getValue().track(), event.nanos())
        : null;
  }
}
