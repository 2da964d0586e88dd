package dev.fenceline.exchange.capture.packet;

import java.nio.ByteBuffer;

/**
 * One TCP segment.
 *
 * @param payload the captured part of its payload
 * @param missing number of payload bytes after that, which were not captured
 */
public record TcpSegment(
    Endpoint source,
    Endpoint destination,
    int sequence,
    int acknowledgment,
    int flags,
    ByteBuffer payload,
    int missing) {
  public static final int FIN = 0x01;
  public static final int SYN = 0x02;
  public static final int RST = 0x04;
  public static final int PSH = 0x08;
  public static final int ACK = 0x10;

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Returns the number of bytes of payload on the wire. */
  public int length() {
    return payload.remaining() + missing;
  }
}
