package dev.fenceline.exchange.capture;

import dev.fenceline.event.CaptureEvent;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.exchange.capture.packet.CaptureException;
import dev.fenceline.exchange.capture.packet.LinkLayer;
import dev.fenceline.exchange.capture.packet.OrderedSource;
import dev.fenceline.exchange.capture.packet.Packet;
import dev.fenceline.exchange.capture.packet.PacketDecoder;
import dev.fenceline.exchange.capture.packet.PacketSource;
import dev.fenceline.exchange.capture.packet.PcapSource;
import dev.fenceline.exchange.capture.packet.PcapngSource;
import dev.fenceline.exchange.capture.packet.Pieces;
import dev.fenceline.exchange.capture.packet.Protocol;
import dev.fenceline.exchange.capture.packet.TcpSegment;
import dev.fenceline.session.ProgramVersion;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.timeline.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a network capture, pcap or pcapng: finds the NVMe/TCP connections in it by their content,
 * on any port, and records every PDU on the lane of its path. Each address of a target is a path.
 * Packets are read one by one, so a capture may be larger than memory. One instance reads one file.
 */
public final class CaptureReader {
  /** The source of a session that was read from a capture. */
  public static final String SOURCE = "capture";

  /** The number of events of a capture that are kept in any case: about 500 MB. */
  private static final int WHOLE_MAX = 3_000_000;

  /**
   * The largest number of kept events. After the first {@link #WHOLE_MAX}, routine I/O is left out.
   */
  private static final int EVENTS_MAX = 4_000_000;

  /** The warning if no Connect was captured completely, so that only PDUs are recorded. */
  static final String WITHOUT_CONNECTS =
      "Packets were cut short, and no Connect is complete: what hosts and controllers did"
          + " is not told. Capture whole packets (tcpdump -s 0).";

  private static final int MAGIC_BYTES = 4;

  /** The largest disorder of packets that concurrent processors can explain. */
  private static final long DISORDER_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final CaptureEvents events;
  private final Conversations conversations;
  private final PacketDecoder decoder = new PacketDecoder();
  private long lastNanos = Long.MIN_VALUE;
  private long disordered;

  private CaptureReader(int wholeMax, int eventsMax) {
    events = new CaptureEvents(wholeMax, eventsMax);
    conversations = new Conversations(events);
  }

  /** Reports whether a file with this beginning is a capture. */
  public static boolean isCapture(byte[] head) {
    return head.length >= MAGIC_BYTES && isMagic(ByteBuffer.wrap(head).getInt());
  }

  private static boolean isMagic(int magic) {
    return magic == PcapngSource.SECTION_HEADER || PcapSource.isMagic(magic);
  }

  /**
   * Reads a capture to its end. The stream is left open. A truncated or damaged capture is read up
   * to the damage, with a warning.
   *
   * @param in a stream at the beginning of an uncompressed capture; must support mark
   * @param title the name of the session, such as the file name
   * @throws CaptureException if it contains no NVMe/TCP
   * @throws IOException if it cannot be read
   */
  public static Session read(InputStream in, String title) throws IOException {
    return read(in, title, WHOLE_MAX, EVENTS_MAX);
  }

  /**
   * Reads a capture as {@link #read(InputStream, String)} does, with other limits.
   *
   * @param wholeMax number of events that are kept in any case
   * @param eventsMax the largest number of kept events
   */
  static Session read(InputStream in, String title, int wholeMax, int eventsMax)
      throws IOException {
    in.mark(MAGIC_BYTES);
    byte[] magic = in.readNBytes(MAGIC_BYTES);
    in.reset();
    if (!isCapture(magic)) {
      throw new CaptureException("this is not a capture");
    }
    Pieces pieces = new Pieces(in);
    boolean isPcapng = ByteBuffer.wrap(magic).getInt() == PcapngSource.SECTION_HEADER;
    PacketSource source = isPcapng ? new PcapngSource(pieces) : PcapSource.open(pieces);
    return new CaptureReader(wholeMax, eventsMax).readAll(new OrderedSource(source), title);
  }

  private Session readAll(PacketSource source, String title) throws IOException {
    for (Packet packet = source.next(); packet != null; packet = source.next()) {
      read(packet);
    }
    decoder.fragments().close();
    conversations.closeAll(lastNanos);
    if (conversations.nvme() == 0) {
      throw new CaptureException(nothing(source));
    }
    events.at(Math.max(lastNanos, events.originNanos()));
    events.close(
        new CaptureEvent.Closed(decoder.packets(), conversations.count(), conversations.nvme()));
    SessionHeader header =
        SessionHeader.of(ProgramVersion.number(), title, null, 0, SOURCE, SOURCE);
    List<Event> ordered = events.inOrder();
    return new Session(
        header, ordered, List.of(), null, Map.of(), List.of(), warnings(source, ordered));
  }

  private void read(Packet packet) {
    if (lastNanos == Long.MIN_VALUE) {
      events.at(packet.nanos());
      events.record(Lane.LAB, Cause.NONE, new CaptureEvent.Opened(packet.nanos()));
      lastNanos = packet.nanos();
    }
    disordered += packet.nanos() < lastNanos - DISORDER_NANOS ? 1 : 0;
    lastNanos = Math.max(lastNanos, packet.nanos());
    conversations.passTo(lastNanos);
    TcpSegment segment = decoder.decode(packet);
    if (segment != null) {
      conversations.segment(packet.nanos(), segment);
    }
  }

  private String nothing(PacketSource source) {
    StringBuilder text = new StringBuilder("there is no NVMe/TCP in this capture");
    if (decoder.packets() == 0) {
      text.append(": it has no packets");
    } else if (decoder.unknownLinkPackets() == decoder.packets()) {
      text.append(": all of its packets are of a link type that is not known, ")
          .append(linkTypes())
          .append("; Ethernet, Linux cooked, BSD loopback and raw IP are");
    } else {
      text.append(
          " (%s, %s); to be recognised, a connection must show its beginning or whole PDU headers"
              .formatted(
                  packets(decoder.packets()), Text.count(conversations.count(), "TCP connection")));
    }
    decoder
        .unread()
        .forEach((protocol, count) -> text.append("; ").append(unread(protocol, count)));
    String problem = source.problem();
    return problem == null ? text.toString() : text + ". " + problem;
  }

  private String linkTypes() {
    return decoder.unknownLinkTypes().stream()
        .map(LinkLayer::name)
        .collect(Collectors.joining(", "));
  }

  private List<String> warnings(PacketSource source, List<Event> told) {
    List<String> warnings = new ArrayList<>();
    add(warnings, source.problem());
    if (decoder.cutPayloads() > 0
        && told.stream().noneMatch(event -> event.detail() instanceof ControllerEvent)) {
      warnings.add(WITHOUT_CONNECTS);
    }
    if (conversations.gaps() > 0) {
      warnings.add(
          "Parts of the connections could not be decoded, because packets are missing or cut:"
              + " %s, drawn as breaks in the lines of the paths."
                  .formatted(Text.count(conversations.gaps(), "gap")));
    }
    if (!conversations.broken().isEmpty()) {
      warnings.add(conversations.broken().warning());
    }
    long dropped = source.dropped();
    say(warnings, dropped, "The capture itself says that it lost " + packets(dropped) + ".");
    warnings.addAll(decoder.fragments().warnings());
    long cut = decoder.cutHeaders();
    say(warnings, cut, "Cut within the headers and of no use: " + packets(cut) + ".");
    say(
        warnings,
        disordered,
        "Not in the order of time: %s; reordercap or mergecap can sort them."
            .formatted(packets(disordered)));
    decoder.unread().forEach((protocol, count) -> warnings.add(unread(protocol, count) + "."));
    long tooDeep = decoder.tooDeep();
    say(
        warnings,
        tooDeep,
        "With more than %d headers around one another, and not looked into: %s."
            .formatted(PacketDecoder.LAYERS_MAX, packets(tooDeep)));
    if (decoder.unknownLinkPackets() > 0) {
      warnings.add(
          "Of a link type that is not known (%s): %s."
              .formatted(linkTypes(), packets(decoder.unknownLinkPackets())));
    }
    say(
        warnings,
        events.leftOut(),
        "The capture is very long: of its later part routine I/O is left out, %s."
            .formatted(Text.count(events.leftOut(), "event")));
    return warnings;
  }

  private static String unread(Protocol protocol, long count) {
    return packets(count) + " " + protocol.unread(count == 1);
  }

  private static String packets(long count) {
    return Text.count(count, "packet");
  }

  private static void add(List<String> warnings, @Nullable String warning) {
    if (warning != null) {
      warnings.add(warning);
    }
  }

  private static void say(List<String> warnings, long count, String text) {
    if (count > 0) {
      warnings.add(text);
    }
  }
}
