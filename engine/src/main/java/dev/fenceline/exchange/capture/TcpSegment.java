package dev.fenceline.exchange.capture;

import java.nio.ByteBuffer;

/**
 * One TCP segment.
 *
 * @param payload the captured part of its payload
 * @param missing number of bytes of the payload after that, which were not captured
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

  /** Returns the number of bytes of payload on the wire. */
  int length() {
    return payload.remaining() + missing;
  }
}
