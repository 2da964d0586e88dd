package dev.fenceline.exchange.trace;

import com.google.protobuf.CodedOutputStream;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A session as a Perfetto trace. The session is a track; below it are the parts of the display,
 * below these the lanes, and below these the other rows of a lane. A span is a slice, anything else
 * an instant, and a connection between lanes a flow. Times are those of the session, in
 * nanoseconds.
 *
 * <p>The numbers are those of Perfetto's messages Trace, TracePacket, TrackDescriptor, TrackEvent
 * and DebugAnnotation.
 */
public final class PerfettoTrace {
  private static final int TRACE_PACKET = 1;

  private static final int PACKET_TIMESTAMP = 8;
  private static final int PACKET_SEQUENCE = 10;
  private static final int PACKET_EVENT = 11;
  private static final int PACKET_SEQUENCE_FLAGS = 13;
  private static final int PACKET_DESCRIPTOR = 60;

  private static final int TRACK_UUID = 1;
  private static final int TRACK_NAME = 2;
  private static final int TRACK_PARENT = 5;
  private static final int TRACK_CHILD_ORDERING = 11;
  private static final int TRACK_RANK = 12;
  private static final int ORDER_EXPLICIT = 3;

  private static final int EVENT_ANNOTATION = 4;
  private static final int EVENT_TYPE = 9;
  private static final int EVENT_TRACK = 11;
  private static final int EVENT_CATEGORY = 22;
  private static final int EVENT_NAME = 23;
  private static final int EVENT_FLOW = 47;
  private static final int TYPE_BEGIN = 1;
  private static final int TYPE_END = 2;
  private static final int TYPE_INSTANT = 3;

  private static final int ANNOTATION_BOOL = 2;
  private static final int ANNOTATION_INT = 4;
  private static final int ANNOTATION_TEXT = 6;
  private static final int ANNOTATION_NAME = 10;

  /** The ID of the only packet sequence, which loses no packet. */
  private static final int SEQUENCE = 1;

  private static final int STATE_CLEARED = 1;

  private static final int BUFFER_BYTES = 256;

  private static final long SESSION_TRACK = 1;

  /** The beginning or end of a mark, in order of time. */
  private record Step(Mark mark, long nanos, boolean isEnd) {}

  private final TraceContent content;
  private final CodedOutputStream out;
  private final Map<Track, Long> uuids = new HashMap<>();
  private long lastUuid = SESSION_TRACK;

  private PerfettoTrace(TraceContent content, CodedOutputStream out) {
    this.content = content;
    this.out = out;
  }

  /**
   * Writes the events that a timeline contains at present. The stream is left open.
   *
   * @param title the name of the session
   * @throws IOException if writing fails
   */
  public static void write(Timeline timeline, String title, OutputStream out) throws IOException {
    CodedOutputStream coded = CodedOutputStream.newInstance(out);
    new PerfettoTrace(new TraceContent(timeline), coded).all(title);
    coded.flush();
  }

  private void all(String title) throws IOException {
    Message packet = new Message().number(PACKET_SEQUENCE_FLAGS, STATE_CLEARED);
    packet(packet.message(PACKET_DESCRIPTOR, track(SESSION_TRACK, title)));
    describe();
    List<Step> steps = new ArrayList<>();
    for (Mark mark : content.marks()) {
      steps.add(new Step(mark, mark.fromNanos(), false));
      if (mark.toNanos() > mark.fromNanos()) {
        steps.add(new Step(mark, mark.toNanos(), true));
      }
    }
    // at the same moment on a track, ends come before beginnings
    steps.sort(Comparator.comparingLong(Step::nanos).thenComparing(step -> !step.isEnd()));
    for (Step step : steps) {
      if (step.isEnd()) {
        end(step.mark());
      } else {
        begin(step.mark());
      }
    }
  }

  /**
   * Describes the tree of tracks. The track of a lane's state is the parent of the lane's other
   * tracks.
   */
  private void describe() throws IOException {
    Map<Track.Group, Long> groups = new EnumMap<>(Track.Group.class);
    Map<Lane, Long> lanes = new HashMap<>();
    for (Track track : content.tracks()) {
      Long group = groups.get(track.group());
      if (group == null) {
        group = ++lastUuid;
        groups.put(track.group(), group);
        descriptor(group, track.group().word(), SESSION_TRACK, track.group().number());
      }
      Long lane = lanes.get(track.lane());
      if (lane == null) {
        lane = ++lastUuid;
        lanes.put(track.lane(), lane);
        descriptor(lane, Track.name(track.lane()), group, track.id());
        if (track.row() == Row.STATE) {
          uuids.put(track, lane);
          continue;
        }
      }
      uuids.put(track, ++lastUuid);
      descriptor(lastUuid, track.name(), lane, track.id());
    }
  }

  private void descriptor(long uuid, String name, long parent, int rank) throws IOException {
    Message track = track(uuid, name).number(TRACK_PARENT, parent).number(TRACK_RANK, rank);
    packet(new Message().message(PACKET_DESCRIPTOR, track));
  }

  private static Message track(long uuid, String name) throws IOException {
    return new Message()
        .number(TRACK_UUID, uuid)
        .text(TRACK_NAME, name)
        .number(TRACK_CHILD_ORDERING, ORDER_EXPLICIT);
  }

  private void begin(Mark mark) throws IOException {
    Message event =
        event(mark, mark.isSlice() ? TYPE_BEGIN : TYPE_INSTANT)
            .text(EVENT_CATEGORY, mark.track().row().word())
            .text(EVENT_NAME, mark.name());
    for (long flow : mark.flows()) {
      event.fixed(EVENT_FLOW, flow);
    }
    for (Map.Entry<String, Object> argument : Arguments.of(mark).entrySet()) {
      event.message(EVENT_ANNOTATION, annotation(argument.getKey(), argument.getValue()));
    }
    packet(new Message().number(PACKET_TIMESTAMP, mark.fromNanos()).message(PACKET_EVENT, event));
    if (mark.isSlice() && mark.toNanos() == mark.fromNanos()) {
      end(mark);
    }
  }

  private void end(Mark mark) throws IOException {
    packet(
        new Message()
            .number(PACKET_TIMESTAMP, mark.toNanos())
            .message(PACKET_EVENT, event(mark, TYPE_END)));
  }

  private Message event(Mark mark, int type) throws IOException {
    long uuid = Objects.requireNonNull(uuids.get(mark.track()));
    return new Message().number(EVENT_TYPE, type).number(EVENT_TRACK, uuid);
  }

  private static Message annotation(String name, Object value) throws IOException {
    Message annotation = new Message().text(ANNOTATION_NAME, name);
    return switch (value) {
      case Integer number -> annotation.number(ANNOTATION_INT, number);
      case Long number -> annotation.number(ANNOTATION_INT, number);
      case Boolean truth -> annotation.number(ANNOTATION_BOOL, truth ? 1 : 0);
      case Object other -> annotation.text(ANNOTATION_TEXT, other.toString());
    };
  }

  private void packet(Message packet) throws IOException {
    packet.number(PACKET_SEQUENCE, SEQUENCE);
    out.writeByteArray(TRACE_PACKET, packet.bytes());
  }

  /** A message that is built field by field. */
  private static final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream fields = CodedOutputStream.newInstance(bytes, BUFFER_BYTES);

    /**
     * Adds a field of any integer type except the fixed-width ones. Negative numbers take ten
     * bytes.
     */
    Message number(int field, long value) throws IOException {
      fields.writeInt64(field, value);
      return this;
    }

    Message fixed(int field, long value) throws IOException {
      fields.writeFixed64(field, value);
      return this;
    }

    Message text(int field, String value) throws IOException {
      fields.writeString(field, value);
      return this;
    }

    Message message(int field, Message value) throws IOException {
      fields.writeByteArray(field, value.bytes());
      return this;
    }

    byte[] bytes() throws IOException {
      fields.flush();
      return bytes.toByteArray();
    }
  }
}
