package dev.fenceline.session;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.UnknownEvent;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.schema.KindSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the line of an event: {@code seq}, {@code nanos}, {@code lane}, {@code cause}
 * (unless 0), {@code kind}, then the components of the detail. Use one instance for each file and
 * thread.
 */
final class EventLine {
  /**
   * The contents of a line.
   *
   * @param extras fields that this version does not know, as one JSON object; null if there are
   *     none
   */
  record Content(Event event, @Nullable String extras) {}

  private record KindCodec(SerializedString kind, RecordCodec codec) {}

  private static final Map<Class<?>, KindCodec> BY_CLASS = new HashMap<>();
  private static final Map<String, KindCodec> BY_KIND = new HashMap<>();
  private static final Words<KindCodec> KINDS = new Words<>();

  static {
    EventSchema.byName().values().forEach(EventLine::register);
  }

  private static final SerializedString SEQ = new SerializedString("seq");
  private static final SerializedString NANOS = new SerializedString("nanos");
  private static final SerializedString LANE = new SerializedString("lane");
  private static final SerializedString CAUSE = new SerializedString("cause");
  private static final SerializedString KIND = new SerializedString("kind");

  private static final byte[] SCAN_SEQ = bytes("{\"seq\":");
  private static final byte[] SCAN_NANOS = bytes(",\"nanos\":");
  private static final byte[] SCAN_LANE = bytes(",\"lane\":");
  private static final byte[] SCAN_CAUSE = bytes(",\"cause\":");
  private static final byte[] SCAN_KIND = bytes(",\"kind\":");

  private final LineScanner scanner = new LineScanner();
  private final Words<Lane> laneWords = new Words<>();
  private final Map<String, Lane> lanes = new HashMap<>();
  private final FileLanes lanesOfFile;
  private final Map<Lane, SerializedString> laneTexts = new HashMap<>();

  /** Creates the codec of a file's events. */
  EventLine() {
    this(new FileLanes());
  }

  /** Creates one of several codecs for the events of one file, each for its own thread. */
  EventLine(FileLanes lanes) {
    lanesOfFile = lanes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void register(Class<? extends Detail> type) {
    KindSchema kind = EventSchema.of(type);
    KindCodec codec =
        new KindCodec(new SerializedString(kind.name()), RecordCodec.of(kind.record()));
    BY_CLASS.put(type, codec);
    BY_KIND.put(kind.name(), codec);
    KINDS.put(kind.name(), codec);
  }

  /** Reports whether a line begins like the line of an event. */
  static boolean beginsLikeEvent(byte[] line, int from, int length) {
    int past = from + SCAN_SEQ.length;
    return length >= SCAN_SEQ.length
        && Arrays.equals(line, from, past, SCAN_SEQ, 0, SCAN_SEQ.length);
  }

  /** Writes an event as a JSON object. */
  void write(JsonGenerator json, Event event, @Nullable String extras) throws IOException {
    json.writeStartObject();
    json.writeFieldName(SEQ);
    json.writeNumber(event.sequence());
    json.writeFieldName(NANOS);
    json.writeNumber(event.nanos());
    json.writeFieldName(LANE);
    json.writeString(
        laneTexts.computeIfAbsent(event.lane(), lane -> new SerializedString(lane.toString())));
    if (!event.cause().isNone()) {
      json.writeFieldName(CAUSE);
      json.writeNumber(event.cause().sequence());
    }
    json.writeFieldName(KIND);
    if (event.detail() instanceof UnknownEvent(String kind, String fields)) {
      json.writeString(kind);
      Json.writeFields(json, fields);
    } else {
      KindCodec codec = codec(event.detail());
      json.writeString(codec.kind());
      codec.codec().writeFields(json, event.detail());
    }
    if (extras != null) {
      Json.writeFields(json, extras);
    }
    json.writeEndObject();
  }

  private static KindCodec codec(Detail detail) {
    KindCodec codec = BY_CLASS.get(detail.getClass());
    if (codec == null) {
      throw new IllegalStateException(detail.getClass() + " has no @Kind");
    }
    return codec;
  }

  /**
   * Reads an event from a JSON object.
   *
   * @throws IOException if the text is not an event
   */
  Content read(byte[] text, int from, int length) throws IOException {
    Event plain = scan(text, from, length);
    if (plain != null) {
      return new Content(plain, null);
    }
    try (JsonParser json = Json.FACTORY.createParser(text, from, length)) {
      Content content = new Reading(json).read();
      if (json.nextToken() != null) {
        throw new SessionLineException("there is something after the object");
      }
      return content != null ? content : unknown(Json.MAPPER.readTree(text, from, length));
    }
  }

  /**
   * Reads an event from a line in the form that this program writes; null if the line has another
   * form or a lane that was not seen before.
   */
  private @Nullable Event scan(byte[] text, int from, int length) {
    scanner.begin(text, from, length);
    if (!scanner.skip(SCAN_SEQ)) {
      return null;
    }
    long sequence = scanner.number();
    if (!scanner.skip(SCAN_NANOS)) {
      return null;
    }
    long nanos = scanner.number();
    if (!scanner.skip(SCAN_LANE)) {
      return null;
    }
    Lane lane = scanner.word(laneWords);
    long cause = scanner.skip(SCAN_CAUSE) ? scanner.number() : 0;
    KindCodec codec = scanner.skip(SCAN_KIND) ? scanner.word(KINDS) : null;
    if (lane == null || codec == null || scanner.isOdd()) {
      return null;
    }
    Object detail = codec.codec().scanFields(scanner, false);
    scanner.expect('}');
    return detail == null || !scanner.isAtEnd() || cause < 0 || cause >= sequence
        ? null
        : new Event(sequence, nanos, lane, Cause.of(cause), (Detail) detail);
  }

  /** The state while one line is read. */
  private final class Reading {
    private final JsonParser json;
    private final ObjectNode rest = Json.MAPPER.createObjectNode();
    private long sequence;
    private long nanos;
    private long cause;
    private String lane = "";
    private @Nullable RecordCodec codec;
    private @Nullable Object @Nullable [] values;

    Reading(JsonParser json) {
      this.json = json;
    }

    /** Returns the contents of the line; null if this version does not know the kind or a value. */
    @Nullable Content read() throws IOException {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new SessionLineException("expected an object { ... }");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        field(name);
      }
      if (codec == null || values == null) {
        return null;
      }
      Object detail = codec.make(values);
      if (detail == null) {
        return null;
      }
      return new Content(
          event(sequence, nanos, lane, cause, (Detail) detail),
          rest.isEmpty() ? null : rest.toString());
    }

    private void field(String name) throws IOException {
      switch (name) {
        case "seq" -> sequence = json.getLongValue();
        case "nanos" -> nanos = json.getLongValue();
        case "cause" -> cause = json.getLongValue();
        case "lane" -> lane = json.getText();
        case "kind" -> kind(json.getText());
        default -> {
          if (codec == null || values == null || !codec.readField(json, name, values)) {
            TreeNode value = json.readValueAsTree();
            rest.set(name, (JsonNode) value);
          }
        }
      }
    }

    /** Sets the kind and assigns the fields that came before it. */
    private void kind(String name) throws IOException {
      KindCodec known = BY_KIND.get(name);
      if (known == null) {
        return;
      }
      RecordCodec found = known.codec();
      @Nullable Object[] blank = found.blank();
      for (String early : rest.propertyStream().map(Map.Entry::getKey).toList()) {
        try (JsonParser value = rest.get(early).traverse(Json.MAPPER)) {
          value.nextToken();
          if (found.readField(value, early, blank)) {
            rest.remove(early);
          }
        }
      }
      codec = found;
      values = blank;
    }
  }

  private Content unknown(JsonNode node) throws IOException {
    ObjectNode fields = (ObjectNode) node;
    long sequence = number(fields, "seq");
    long nanos = number(fields, "nanos");
    long cause = number(fields, "cause");
    String lane = text(fields, "lane");
    String kind = text(fields, "kind");
    return new Content(
        event(sequence, nanos, lane, cause, new UnknownEvent(kind, fields.toString())), null);
  }

  private static long number(ObjectNode fields, String name) {
    JsonNode value = fields.remove(name);
    return value == null ? 0 : value.asLong();
  }

  private static String text(ObjectNode fields, String name) throws IOException {
    JsonNode value = fields.remove(name);
    if (value == null || !value.isTextual()) {
      throw new SessionLineException("\"" + name + "\" is missing");
    }
    return value.textValue();
  }

  private Event event(long sequence, long nanos, String lane, long cause, Detail detail)
      throws IOException {
    try {
      return new Event(sequence, nanos, lane(lane), Cause.of(cause), detail);
    } catch (IllegalArgumentException e) {
      throw new SessionLineException(String.valueOf(e.getMessage()));
    }
  }

  private Lane lane(String text) throws IOException {
    Lane known = lanes.get(text);
    if (known != null) {
      return known;
    }
    Lane lane = lanesOfFile.lane(text);
    lanes.put(text, lane);
    laneWords.put(text, lane);
    return lane;
  }
}
