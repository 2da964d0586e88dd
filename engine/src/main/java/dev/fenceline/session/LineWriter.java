package dev.fenceline.session;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.fenceline.event.Event;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes the lines of one session file, from the header to the last line. */
final class LineWriter {
  /** The value of {@code format} in the first line, which identifies a session file. */
  static final String FORMAT = "fenceline-session";

  private final OutputStream out;
  private final CRC32C checksum = new CRC32C();
  private final JsonGenerator json;
  private final EventLine eventLine = new EventLine();
  private long events;
  private Verdict verdict = Verdict.UNKNOWN;

  LineWriter(OutputStream out) throws IOException {
    this.out = out;
    json = Json.FACTORY.createGenerator(new CheckedOutputStream(out, checksum), JsonEncoding.UTF8);
    json.setRootValueSeparator(new SerializedString(""));
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  }

  void header(SessionHeader header, @Nullable String extras) throws IOException {
    json.writeStartObject();
    json.writeStringField("format", FORMAT);
    json.writeNumberField("version", header.version());
    json.writeStringField("program", header.program());
    json.writeStringField("title", header.title());
    String scenario = header.scenario();
    if (scenario != null) {
      json.writeFieldName("scenario");
      json.writeTree(Json.object(scenario));
    }
    json.writeNumberField("seed", header.seed());
    json.writeStringField("clock", header.clock());
    json.writeStringField("source", header.source());
    if (header.conclusions() > 0) {
      json.writeNumberField("conclusions", header.conclusions());
    }
    if (extras != null) {
      Json.writeFields(json, extras);
    }
    endLine();
  }

  void event(Event event, @Nullable String extras) throws IOException {
    events++;
    if (event.sequence() != events) {
      throw new IllegalArgumentException(
          "got event %d, expected event %d".formatted(event.sequence(), events));
    }
    if (event.detail() instanceof RunEvent.Ended ended) {
      verdict = ended.verdict();
    }
    eventLine.write(json, event, extras);
    json.writeRaw('\n');
  }

  void note(SessionNote note) throws IOException {
    json.writeStartObject();
    json.writeStringField("note", note.id());
    json.writeNumberField("nanos", note.nanos());
    if (note.isRange()) {
      json.writeNumberField("toNanos", note.toNanos());
    }
    json.writeStringField("lane", note.lane());
    json.writeStringField("text", note.text());
    endLine();
  }

  void view(String view) throws IOException {
    json.writeStartObject();
    json.writeFieldName("view");
    json.writeTree(Json.object(view));
    endLine();
  }

  /** Writes a line that this version does not know. */
  void other(String line) throws IOException {
    json.writeTree(Json.object(line));
    json.writeRaw('\n');
  }

  /** Writes the last line. */
  void end() throws IOException {
    json.flush();
    String sum = HexFormat.of().toHexDigits(checksum.getValue(), 8);
    json.writeStartObject();
    json.writeNumberField("end", events);
    json.writeStringField("verdict", verdict.word());
    json.writeStringField("crc32c", sum);
    endLine();
    flush();
  }

  /** Flushes all lines to the file. */
  void flush() throws IOException {
    json.flush();
    out.flush();
  }

  private void endLine() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
  }
}
