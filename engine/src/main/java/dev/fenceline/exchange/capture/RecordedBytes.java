package dev.fenceline.exchange.capture;

import dev.fenceline.event.CaptureEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.exchange.capture.packet.CaptureException;
import dev.fenceline.exchange.capture.packet.CaptureForm;
import dev.fenceline.exchange.recording.PduBytes;
import dev.fenceline.exchange.recording.PduLengths;
import dev.fenceline.nvme.tcp.CommonHeader;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.PduType;
import dev.fenceline.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds the bytes of a recording, which does not contain them, for a capture writer: PDUs of the
 * admin queue by their recorded headers, the others by their events, all with zero data.
 */
public final class RecordedBytes {
  private record Copy(String path, int qid, int cid) {}

  private final List<Event> events;
  private final CaptureWriter writer;
  private final PduLengths lengths;
  private final Map<String, Digests> digests = new HashMap<>();
  private final Map<Lane, String> pathOfHost = new HashMap<>();
  private final Map<Copy, CommandEvent.Submitted> submitted = new HashMap<>();

  private RecordedBytes(List<Event> events, CaptureWriter writer) {
    this.events = events;
    this.writer = writer;
    lengths = new PduLengths(events);
    events.forEach(this::learnDigests);
  }

  /**
   * Writes a capture of a recording, without payload: see {@link CaptureWriter#WITHOUT_PAYLOAD}.
   *
   * @param out the stream, which stays open and should be buffered
   * @throws CaptureException if no PDU was recorded, as in a kernel log
   * @throws IOException if it cannot be written
   */
  public static void write(Session session, OutputStream out, CaptureForm form) throws IOException {
    if (session.events().stream().noneMatch(it -> it.detail() instanceof PduEvent.Passed)) {
      throw new CaptureException(
          "no PDU was recorded in this session, so there is nothing to write into a capture");
    }
    boolean isVirtual = session.header().clock().equals("virtual");
    CaptureWriter writer = new CaptureWriter(out, form, isVirtual, CaptureWriter.WITHOUT_PAYLOAD);
    new RecordedBytes(session.events(), writer).replay();
    writer.finish();
  }

  /** Learns from the recorded headers of a path which digests its connections use. */
  private void learnDigests(Event event) {
    if (event.detail() instanceof PduEvent.Passed pdu && pdu.header() != null) {
      ByteBuf header = header(pdu.header());
      CommonHeader.read(header, 0)
          .filter(common -> common.type().digested())
          .ifPresent(common -> {
            String path = event.lane().name();
            Digests before = digests.getOrDefault(path, Digests.NONE);
            digests.put(path, common.digests(before));
          });
    }
  }

  private static ByteBuf header(String hex) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
  }

  /** Replays the recording once. */
  private void replay() {
    events.forEach(this::replay);
  }

  private void replay(Event event) {
    writer.accept(event);
    String path = event.lane().name();
    switch (event.detail()) {
      case ControllerEvent.Created it -> pathOfHost.put(event.lane(), it.path());
      case CommandEvent.Submitted it -> {
        String of = pathOfHost.get(event.lane());
        if (of != null) {
          submitted.put(new Copy(of, it.qid(), it.cid()), it);
        }
      }
      case PduEvent.Passed pdu -> passed(event, path, pdu);
      case CaptureEvent.Missing it ->
          writer.skip(path, it.connection(), it.direction(), Math.max(it.bytes(), 1));
      case ConnectionEvent.Ended it -> ended(event.nanos(), path, it);
      case ConnectionEvent.Reset it -> writer.reset(event.nanos(), path, it.connection());
      case ConnectionEvent.Refused it -> writer.reset(event.nanos(), path, it.connection());
      default -> {}
    }
  }

  private void ended(long nanos, String path, ConnectionEvent.Ended end) {
    if (end.direction() == Direction.TO_TARGET) {
      writer.ended(nanos, path, end.connection(), end.direction(), Point.ENTERED);
    } else if (end.delivered()) {
      writer.ended(nanos, path, end.connection(), end.direction(), Point.LEFT);
    }
  }

  private void passed(Event event, String path, PduEvent.Passed pdu) {
    if (pdu.direction() == Direction.TO_HOST && pdu.point() == Point.ENTERED) {
      return;
    }
    String recorded = pdu.header();
    ByteBuf bytes =
        recorded == null
            ? PduBytes.madeUp(
                pdu,
                digests.getOrDefault(path, Digests.NONE),
                lengths.of(event.sequence()),
                command(path, pdu))
            : PduBytes.of(header(recorded));
    writer.bytes(event.nanos(), path, pdu.connection(), pdu.direction(), pdu.point(), bytes);
    bytes.release();
  }

  private CommandEvent.@Nullable Submitted command(String path, PduEvent.Passed pdu) {
    return pdu.type() == PduType.CAPSULE_CMD.code()
        ? submitted.get(new Copy(path, pdu.qid(), pdu.cid()))
        : null;
  }
}
