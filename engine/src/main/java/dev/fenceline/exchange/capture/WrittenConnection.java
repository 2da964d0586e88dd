package dev.fenceline.exchange.capture;

import dev.fenceline.event.value.Direction;
import dev.fenceline.exchange.capture.packet.Endpoint;
import dev.fenceline.exchange.capture.packet.TcpFramer;
import dev.fenceline.exchange.capture.packet.TcpSegment;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One connection of a written capture, from its handshake to its end. */
final class WrittenConnection {
  /** Receives the segments. */
  interface Wire {
    void send(long nanos, TcpSegment segment) throws IOException;
  }

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** Distance between the first sequence numbers of connections. */
  private static final int SEQUENCE_STEP = 0x0101_0101;

  /** One end of the connection. */
  private static final class End {
    private final Endpoint endpoint;
    private int sequence;

    /** The next expected sequence number. The peer need not retransmit anything before it. */
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

  /** Writes the handshake. */
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

  /** Writes bytes that the host has sent or received. */
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

  /** Skips bytes that were not captured. Their sequence numbers are skipped too. */
  void skip(Direction direction, long count) {
    sender(direction).sequence += (int) count;
  }

  /**
   * Notes that bytes of the host have arrived at the target, and writes their acknowledgment if it
   * reaches the host.
   */
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

  /** Writes the reset of the connection by one end. */
  void reset(long nanos, Direction direction) throws IOException {
    if (!isOver) {
      send(nanos, sender(direction), receiver(direction), TcpSegment.RST | TcpSegment.ACK, NOTHING);
      isOver = true;
    }
  }

  /** Writes the FIN of one end. */
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
