package dev.fenceline.exchange.capture;

import dev.fenceline.event.CaptureEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.exchange.capture.packet.Endpoint;
import dev.fenceline.exchange.capture.packet.TcpReassembly;
import dev.fenceline.exchange.capture.packet.TcpSegment;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection of a capture. Finds out whether it is NVMe/TCP and which side is the host, and
 * records what passed. Nothing is recorded until both are known.
 */
final class Conversation {
  private static final long NEVER = -1;

  /**
   * The largest number of gaps of one connection that are recorded. Further gaps are only counted.
   */
  private static final int GAPS_MAX = 1_000;

  /** Size of a zero-window probe. */
  private static final int PROBE_BYTES = 1;

  /** Finds the paths. */
  interface Paths {
    /** Returns the path to a target, or empty if there are too many. */
    Optional<CapturedPath> path(Endpoint target, long nanos);

    /** Returns the path to a target if a connection to it was seen before. */
    Optional<CapturedPath> known(Endpoint target);
  }

  private final Paths paths;
  private final Way forth;
  private final Way back;

  private long synNanos = NEVER;
  private long synAckNanos = NEVER;
  private boolean isForeign;
  private boolean isReset;
  private boolean isClosed;
  private @Nullable CapturedPath path;
  private int number;
  private int gaps;

  /** Creates a connection from its first captured segment. */
  Conversation(Paths paths, TcpSegment first) {
    this.paths = paths;
    forth = new Way(first.source(), first.destination());
    back = new Way(first.destination(), first.source());
  }

  /** Returns the number of gaps, including those that are only counted. */
  int gaps() {
    return gaps;
  }

  /** Reports whether the connection is known to be NVMe/TCP. */
  boolean isNvme() {
    return path != null;
  }

  /** Reports whether this segment begins another connection between the same endpoints. */
  boolean isReusedBy(TcpSegment segment) {
    boolean isSyn = segment.has(TcpSegment.SYN) && !segment.has(TcpSegment.ACK);
    return isSyn && !way(segment).tcp.isBegunWith(segment.sequence());
  }

  private Way way(TcpSegment segment) {
    return segment.source().equals(forth.source) ? forth : back;
  }

  /** Handles a segment in either direction. */
  void segment(long nanos, TcpSegment segment) {
    if (isForeign) {
      return;
    }
    Way way = way(segment);
    if (segment.has(TcpSegment.SYN)) {
      begin(nanos, segment, way);
    } else {
      way.tcp.segment(nanos, segment);
    }
    if (segment.has(TcpSegment.ACK)) {
      reverse(way).tcp.acknowledged(nanos, segment.acknowledgment());
    }
    way.listen(nanos, segment);
    if (segment.has(TcpSegment.RST)) {
      reset(nanos, way);
    }
  }

  private void begin(long nanos, TcpSegment segment, Way way) {
    if (way.tcp.isBegun()) {
      return;
    }
    way.tcp.begin(nanos, segment.sequence());
    way.pdus.begin();
    if (segment.has(TcpSegment.ACK)) {
      synAckNanos = nanos;
    } else {
      synNanos = nanos;
    }
  }

  private Way reverse(Way way) {
    return way == forth ? back : forth;
  }

  private void reset(long nanos, Way way) {
    if (isReset) {
      return;
    }
    isReset = true;
    forth.tcp.close();
    back.tcp.close();
    boolean isAnswerToAttempt = synAckNanos == NEVER && synNanos != NEVER && way == back;
    if (path == null && isAnswerToAttempt) {
      attempted();
      refused(nanos);
    } else if (path != null) {
      String by = way.direction == Direction.TO_TARGET ? "by the host" : "by the target";
      path.record(nanos, new ConnectionEvent.Reset(number, "reset " + by));
      path.end(number, way.direction, nanos);
      path.end(number, reverse(way).direction, nanos);
    }
    close(nanos);
  }

  private void refused(long nanos) {
    if (path != null) {
      path.record(nanos, new ConnectionEvent.Refused(number, "the target refused the connection"));
    }
  }

  /** Records a connection attempt without data if it went to the address of a known target. */
  private void attempted() {
    if (path == null && !isForeign && synNanos != NEVER && !forth.hasData && !back.hasData) {
      paths.known(forth.destination).ifPresent(known -> accept(known, synNanos));
    }
  }

  private void accept(CapturedPath to, long nanos) {
    path = to;
    number = to.connect(nanos);
    if (synAckNanos != NEVER) {
      to.record(synAckNanos, new ConnectionEvent.Joined(number));
      to.silence().answered(Direction.TO_TARGET, synAckNanos);
    }
  }

  /**
   * Closes the connection at the end of the capture, or when its age suggests that it has ended.
   */
  void close(long nanos) {
    if (isClosed) {
      return;
    }
    isClosed = true;
    attempted();
    for (Way way : List.of(forth, back)) {
      way.tcp.close();
      way.pdus.close(nanos);
    }
  }

  private void foreign() {
    isForeign = true;
    forth.pdus.stop();
    back.pdus.stop();
  }

  private void recognised(Way way, Receiver receiver, long nanos) {
    Endpoint target = receiver == Receiver.CONTROLLER ? way.destination : way.source;
    Optional<CapturedPath> to = paths.path(target, synNanos == NEVER ? nanos : synNanos);
    if (to.isEmpty()) {
      foreign();
      return;
    }
    way.pdus.receiver(receiver);
    way.direction = direction(receiver);
    Receiver other = receiver == Receiver.CONTROLLER ? Receiver.HOST : Receiver.CONTROLLER;
    reverse(way).pdus.receiver(other);
    reverse(way).direction = direction(other);
    accept(to.get(), synNanos == NEVER ? nanos : synNanos);
    if (synAckNanos == NEVER) {
      to.get().record(nanos, new ConnectionEvent.Joined(number));
    }
  }

  private static Direction direction(Receiver receiver) {
    return receiver == Receiver.CONTROLLER ? Direction.TO_TARGET : Direction.TO_HOST;
  }

  /** One direction of the connection. */
  private final class Way implements TcpReassembly.Sink, PduFinder.Found {
    private final Endpoint source;
    private final Endpoint destination;
    private final TcpReassembly tcp = new TcpReassembly(this);
    private final PduFinder pdus = new PduFinder(this);
    private final Retransmissions again = new Retransmissions();
    private Direction direction = Direction.TO_TARGET;
    private boolean hasData;

    Way(Endpoint source, Endpoint destination) {
      this.source = source;
      this.destination = destination;
    }

    /** Notes which bytes are acknowledged and which are retransmitted. */
    void listen(long nanos, TcpSegment segment) {
      Way other = reverse(this);
      boolean isAnswer =
          segment.has(TcpSegment.ACK) && other.again.confirmed(segment.acknowledgment());
      boolean isAgain =
          segment.length() > PROBE_BYTES && again.sent(nanos, segment.sequence(), segment.length());
      if (path == null) {
        return;
      }
      path.silence().seen(direction, nanos);
      if (isAnswer) {
        path.silence().answered(other.direction, nanos);
      }
      if (isAgain) {
        path.silence().unanswered(direction, number, again);
      }
    }

    @Override
    public void bytes(long nanos, ByteBuffer view) {
      hasData = true;
      pdus.bytes(nanos, view);
    }

    @Override
    public void missing(long nanos, long sinceNanos, long count) {
      hasData = true;
      pdus.missing(nanos, sinceNanos, count);
    }

    @Override
    public void cut(long nanos, long count) {
      hasData = true;
      pdus.cut(nanos, count);
    }

    @Override
    public void finished(long nanos) {
      if (path != null) {
        pdus.close(nanos);
        path.record(nanos, new ConnectionEvent.Ended(number, direction, true));
        path.end(number, direction, nanos);
      }
    }

    @Override
    public void recognised(long nanos, Receiver receiver) {
      Conversation.this.recognised(this, receiver, nanos);
    }

    @Override
    public void foreign() {
      Conversation.this.foreign();
    }

    @Override
    public void resume() {
      if (path != null) {
        path.tap().resume(number, direction, point());
      }
    }

    @Override
    public void searches() {
      if (path != null) {
        path.tap().misses(number, direction);
      }
    }

    @Override
    public void begins() {
      if (path != null) {
        path.tap().goOn(number, direction, point());
      }
    }

    @Override
    public void initialized() {
      forth.pdus.initialized();
      back.pdus.initialized();
    }

    @Override
    public void shows(Digests digests) {
      if (path != null) {
        path.tap().use(number, digests);
      }
    }

    @Override
    public void bytes(long nanos, ByteBuf view) {
      if (path != null) {
        path.at(nanos);
        path.tap().bytes(number, direction, point(), view);
      }
    }

    @Override
    public void absent(long nanos, int count) {
      if (path != null) {
        path.at(nanos);
        path.tap().absent(number, direction, point(), count);
      }
    }

    @Override
    public void lost(long nanos, long sinceNanos, long bytes, String reason) {
      gaps++;
      if (path != null && gaps <= GAPS_MAX) {
        long since = path.sinceBegin(sinceNanos);
        path.record(nanos, new CaptureEvent.Missing(number, direction, bytes, since, reason));
      }
    }

    private Point point() {
      return CapturedPath.point(direction);
    }
  }
}
