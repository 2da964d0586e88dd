package dev.fenceline.exchange.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What lies at some depth of a packet: one protocol, with all that it carries.
 *
 * @param bytes what was captured of it, from its first byte on; most significant bytes come first
 * @param length bytes that it had on the wire; more than were captured where the capture cut it
 */
record Layer(Protocol protocol, ByteBuffer bytes, int length) {
  Layer {
    bytes.order(ByteOrder.BIG_ENDIAN);
  }

  /** Whether so many bytes of it were captured. */
  boolean has(int count) {
    return bytes.limit() >= count;
  }

  int unsignedByte(int at) {
    return Byte.toUnsignedInt(bytes.get(at));
  }

  int unsignedShort(int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  /** What follows a header of so many bytes. */
  Layer inner(Protocol next, int headerBytes) {
    return has(headerBytes)
        ? new Layer(
            next, bytes.slice(headerBytes, bytes.limit() - headerBytes), length - headerBytes)
        : ended();
  }

  /** The same without what is behind so many bytes of it, such as padding. */
  Layer upTo(int end) {
    return end >= length
        ? this
        : new Layer(protocol, bytes.slice(0, Math.min(end, bytes.limit())), end);
  }

  /** The same bytes, known to be this. */
  Layer as(Protocol known) {
    return new Layer(known, bytes, length);
  }

  /** It has not the bytes that it must have: cut by the capture, or not what it seemed to be. */
  Layer ended() {
    return as(length > bytes.limit() ? Protocol.CUT : Protocol.OTHER);
  }
}
