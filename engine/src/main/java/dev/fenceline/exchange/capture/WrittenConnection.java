package dev.fenceline.exchange.capture;

import dev.fenceline.event.Direction;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One connection of a capture that is written: from its handshake to its end. */
final class WrittenConnection {
  /** Takes the segments. */
  interface Wire {
    void send(long nanos, TcpSegment segment) throws IOException;
  }

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** The first byte of each direction has a number that is far from those of other connections. */
  private static final int SEQUENCE_STEP = 0x0101_0101;

  /** One end of it. */
  private static final class End {
    private final Endpoint endpoint;
    private int sequence;

    /** What it has received, and its peer need not send again. */
    private int received;

    private boolean isFinished;

    End(Endpoint endpoint, int sequence) {
      this.endpoint = endpoint;
      this.sequence = sequence;
    }
  }

  private final Wire wire;
  private final End host;
  private final End target;
  private boolean isOver;

  WrittenConnection(Wire wire, Endpoint host, Endpoint target) {
    this.wire = wire;
    this.host = new End(host, SEQUENCE_STEP * host.port());
    this.target = new End(target, SEQUENCE_STEP * (host.port() + 1));
  }

  /** The handshake. */
  void open(long nanos) throws IOException {
    target.received = host.sequence + 1;
    host.received = target.sequence + 1;
    send(nanos, host, target, TcpSegment.SYN, NOTHING);
    host.sequence++;
    send(nanos, target, host, TcpSegment.SYN | TcpSegment.ACK, NOTHING);
    target.sequence++;
    send(nanos, host, target, TcpSegment.ACK, NOTHING);
  }

  private void send(long nanos, End from, End to, int flags, ByteBuffer payload)
      throws IOException {
    boolean acknowledges = (flags & TcpSegment.ACK) != 0;
    wire.send(
        nanos,
        new TcpSegment(
            from.endpoint,
            to.endpoint,
            from.sequence,
            acknowledges ? from.received : 0,
            flags,
            payload,
            0));
  }

  private End sender(Direction direction) {
    return direction == Direction.TO_TARGET ? host : target;
  }

  private End receiver(Direction direction) {
    return direction == Direction.TO_TARGET ? target : host;
  }

  /** Bytes passed the host's end: it has sent them, or received them. */
  void bytes(long nanos, Direction direction, ByteBuf view) throws IOException {
    End from = sender(direction);
    if (isOver || from.isFinished) {
      return;
    }
    while (view.isReadable()) {
      byte[] payload = new byte[Math.min(view.readableBytes(), TcpFramer.SEGMENT_BYTES_MAX)];
      view.readBytes(payload);
      int flags = view.isReadable() ? TcpSegment.ACK : TcpSegment.ACK | TcpSegment.PSH;
      send(nanos, from, receiver(direction), flags, ByteBuffer.wrap(payload));
      from.sequence += payload.length;
    }
    if (direction == Direction.TO_HOST) {
      acknowledge(nanos, host, target, target.sequence);
    }
  }

  /** So many bytes were not captured: the numbers go on without them. */
  void skip(Direction direction, long count) {
    sender(direction).sequence += (int) count;
  }

  /** So many more bytes of the host have arrived at the target; told to the host or not. */
  void arrived(long nanos, long count, boolean isTold) throws IOException {
    target.received += (int) count;
    if (isTold && !isOver) {
      send(nanos, target, host, TcpSegment.ACK, NOTHING);
    }
  }

  private void acknowledge(long nanos, End by, End to, int received) throws IOException {
    by.received = received;
    if (!isOver && !by.isFinished) {
      send(nanos, by, to, TcpSegment.ACK, NOTHING);
    }
  }

  /** One end resets the connection. */
  void reset(long nanos, Direction direction) throws IOException {
    if (!isOver) {
      send(nanos, sender(direction), receiver(direction), TcpSegment.RST | TcpSegment.ACK, NOTHING);
      isOver = true;
    }
  }

  /** One end has nothing more to send. */
  void finish(long nanos, Direction direction) throws IOException {
    End from = sender(direction);
    if (!isOver && !from.isFinished) {
      send(nanos, from, receiver(direction), TcpSegment.FIN | TcpSegment.ACK, NOTHING);
      from.isFinished = true;
      from.sequence++;
      if (direction == Direction.TO_HOST) {
        acknowledge(nanos, host, target, target.sequence);
      }
    }
  }
}
