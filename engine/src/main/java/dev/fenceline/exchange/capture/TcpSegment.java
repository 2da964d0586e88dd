package dev.fenceline.exchange.capture;

import java.nio.ByteBuffer;

/**
 * One TCP segment.
 *
 * @param payload what was captured of its payload
 * @param missing bytes of the payload that follow and were not captured
 */
record TcpSegment(
    Endpoint source,
    Endpoint destination,
    int sequence,
    int acknowledgment,
    int flags,
    ByteBuffer payload,
    int missing) {
  static final int FIN = 0x01;
  static final int SYN = 0x02;
  static final int RST = 0x04;
  static final int PSH = 0x08;
  static final int ACK = 0x10;

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Bytes of payload on the wire. */
  int length() {
    return payload.remaining() + missing;
  }
}
