package dev.fenceline.session;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.event.Event;
import dev.fenceline.timeline.Timeline;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads session files, plain or packed. One instance reads one file. */
public final class SessionReader {
  /** Largest number of events that are read from a file, which is the limit of a timeline. */
  static final int EVENTS_MAX = 16_000_000;

  /** Largest number of notes, and of unknown lines, in a file. */
  static final int NOTES_MAX = 100_000;

  private static final double NANOS_PER_SECOND = 1e9;

  private final LineSource lines;
  private final EventDecoder decoder = new EventDecoder(this::take);
  private final Timeline timeline = new Timeline();
  private final Map<String, SessionNote> notes = new LinkedHashMap<>();
  private final Map<Long, String> extras = new HashMap<>();
  private final List<String> others = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private @Nullable String view;
  private boolean isComplete;

  /** The number of the line that is looked at. */
  private long number;

  private final int eventsMax;
  private final Beginning beginning;

  /** Learns that reading has begun, to show what has been read so far. */
  public interface Beginning {
    /**
     * Takes the header and the events, which grow while the session is read. Called on the thread
     * that reads.
     */
    void begun(SessionHeader header, Timeline soFar);
  }

  private SessionReader(InputStream in, int eventsMax, Beginning beginning) {
    lines = new LineSource(in);
    this.eventsMax = eventsMax;
    this.beginning = beginning;
  }

  /**
   * Reads a session. A truncated or damaged file is read up to the damage, with a warning.
   *
   * @throws SessionException if it is not a session, has a newer version, or exceeds a limit
   * @throws IOException if the file cannot be read
   */
  public static Session read(Path file) throws IOException {
    return read(file, (_, _) -> {});
  }

  /**
   * Reads a session, as {@link #read(Path)} does, and passes its events on before all are read.
   * Interrupting the thread ends it early, with an exception.
   */
  public static Session read(Path file, Beginning beginning) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new SessionReader(unpacked(in), EVENTS_MAX, beginning).read();
    } catch (SessionException e) {
      throw new SessionException(file + ": " + e.getMessage());
    }
  }

  /**
   * Reads the header only.
   *
   * @throws SessionException if it is not a session or has a newer version
   * @throws IOException if the file cannot be read
   */
  public static SessionHeader header(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new SessionReader(unpacked(in), EVENTS_MAX, (_, _) -> {}).header();
    } catch (SessionException e) {
      throw new SessionException(file + ": " + e.getMessage());
    }
  }

  /** Reads a session from a stream, as {@link #read(Path)} does, and leaves the stream open. */
  public static Session read(InputStream in) throws IOException {
    return read(in, EVENTS_MAX);
  }

  /**
   * Reads a session, as {@link #read(InputStream)} does, up to a number of events. If there are
   * more events, reading stops with a warning.
   */
  static Session read(InputStream in, int eventsMax) throws IOException {
    return new SessionReader(unpacked(in), eventsMax, (_, _) -> {}).read();
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    try {
      return Compression.unpacked(in);
    } catch (EOFException e) {
      throw new SessionException("the file is cut off within its first bytes and has no events");
    }
  }

  private Session read() throws IOException {
    SessionHeader header = header();
    beginning.begun(header, timeline);
    try (decoder) {
      while (!isComplete && lines.next()) {
        line();
      }
      decoder.finish();
    } catch (JsonProcessingException e) {
      String why = lines.endsWithin(number) ? "the file ends within it" : e.getOriginalMessage();
      warnings.add("Line %d cannot be read (%s).".formatted(number, why));
    }
    if (!isComplete) {
      warnings.add(missing());
    } else if (lines.next()) {
      warnings.add(
          "What follows the last line, from line %d on, is left out.".formatted(lines.number()));
    }
    List<SessionNote> kept =
        notes.values().stream().filter(note -> !note.text().isEmpty()).toList();
    timeline.complete();
    return new Session(header, timeline.events(), kept, view, extras, others, warnings);
  }

  private String missing() {
    String upTo =
        timeline.size() == 0
            ? "no events are left"
            : String.format(
                Locale.ROOT,
                "%d events are left, up to %.6f s",
                timeline.size(),
                timeline.endNanos() / NANOS_PER_SECOND);
    return "The session is not complete: "
        + upTo
        + "; what came later and the last line with its checksum are missing.";
  }

  private SessionHeader header() throws IOException {
    if (!lines.next()) {
      throw new SessionException("the file is empty");
    }
    ObjectNode fields;
    try {
      fields = Json.object(text());
    } catch (JsonProcessingException e) {
      throw new SessionException(
          "this is not a session: its first line is not a session's header, or was cut");
    }
    if (!LineWriter.FORMAT.equals(fields.path("format").asText())) {
      throw new SessionException(
          "this is not a session: the first line does not say \"format\":\""
              + LineWriter.FORMAT
              + "\"");
    }
    int version = fields.path("version").asInt();
    if (version < 1 || version > SessionHeader.FORMAT_VERSION) {
      throw new SessionException(
          ("format version %s, written by program version %s, is not known; "
                  + "this program reads up to version %d: use a newer one")
              .formatted(
                  fields.path("version"),
                  fields.path("program").asText("unknown"),
                  SessionHeader.FORMAT_VERSION));
    }
    return header(fields, version);
  }

  private SessionHeader header(ObjectNode fields, int version) {
    fields.remove(List.of("format", "version"));
    JsonNode scenario = fields.remove("scenario");
    JsonNode seed = fields.remove("seed");
    JsonNode conclusions = fields.remove("conclusions");
    SessionHeader header =
        new SessionHeader(
            version,
            word(fields, "program"),
            word(fields, "title"),
            scenario == null || !scenario.isObject() ? null : scenario.toString(),
            seed == null ? 0 : seed.asLong(),
            word(fields, "clock"),
            word(fields, "source"),
            conclusions == null ? 0 : conclusions.asInt());
    if (!fields.isEmpty()) {
      extras.put(Session.HEADER_EXTRAS, fields.toString());
    }
    return header;
  }

  private static String word(ObjectNode fields, String name) {
    JsonNode value = fields.remove(name);
    return value == null ? "" : value.asText();
  }

  private void line() throws IOException {
    if (EventLine.beginsLikeEvent(lines.bytes(), lines.start(), lines.length())) {
      decode();
      return;
    }
    decoder.finish();
    number = lines.number();
    switch (firstField()) {
      case "seq" -> decode();
      case "note" -> note();
      case "view" -> view = Json.object(text()).path("view").toString();
      case "end" -> end();
      default -> {
        ObjectNode fields = Json.object(text());
        if (fields.has("seq")) {
          decode();
        } else {
          others.add(fields.toString());
          limit("unknown lines", others.size(), NOTES_MAX);
        }
      }
    }
  }

  private String firstField() throws IOException {
    try (JsonParser json =
        Json.FACTORY.createParser(lines.bytes(), lines.start(), lines.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new SessionLineException("expected an object { ... }");
      }
      return json.nextToken() == JsonToken.FIELD_NAME ? json.currentName() : "";
    }
  }

  private void decode() throws IOException {
    decoder.add(lines.bytes(), lines.start(), lines.length(), lines.number());
  }

  private void take(EventDecoder.Decoded block) throws IOException {
    number = block.firstLine();
    for (EventLine.Content content : block.contents()) {
      event(content);
      number++;
    }
    if (block.error() != null) {
      throw block.error();
    }
  }

  private void event(EventLine.Content content) throws IOException {
    Event event = content.event();
    int size = timeline.size();
    if (event.sequence() != size + 1) {
      throw new SessionLineException(
          "event %d where %d is due".formatted(event.sequence(), size + 1));
    }
    if (size > 0 && event.nanos() < timeline.nanos(size - 1)) {
      throw new SessionLineException("event %d goes back in time".formatted(event.sequence()));
    }
    if (size == eventsMax) {
      throw new SessionLineException(
          "at most %d events of a session can be shown".formatted(eventsMax));
    }
    timeline.accept(event);
    String unknown = content.extras();
    if (unknown != null) {
      extras.put(event.sequence(), unknown);
    }
  }

  private void note() throws IOException {
    ObjectNode fields = Json.object(text());
    String id = fields.path("note").asText();
    notes.put(
        id,
        new SessionNote(
            id,
            fields.path("nanos").asLong(),
            fields.path("toNanos").asLong(),
            fields.path("lane").asText(),
            fields.path("text").asText()));
    limit("notes", notes.size(), NOTES_MAX);
  }

  private void end() throws IOException {
    ObjectNode fields = Json.object(text());
    isComplete = true;
    if (fields.path("end").asLong() != timeline.size()) {
      warnings.add(
          "The last line counts %s events, but there are %d: the file was changed."
              .formatted(fields.path("end"), timeline.size()));
    } else if (!fields
        .path("crc32c")
        .asText()
        .equals(HexFormat.of().toHexDigits(lines.checksumBefore(), 8))) {
      warnings.add("The checksum does not match: the file was changed after it was saved.");
    }
  }

  private static void limit(String what, int count, int max) throws SessionException {
    if (count > max) {
      throw new SessionException("more than %d %s: this is not a session".formatted(max, what));
    }
  }

  private String text() {
    return new String(lines.bytes(), lines.start(), lines.length(), StandardCharsets.UTF_8);
  }
}
