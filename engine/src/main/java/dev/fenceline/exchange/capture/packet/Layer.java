package dev.fenceline.exchange.capture.packet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One layer of a packet: a protocol with its payload.
 *
 * @param bytes its captured bytes in big-endian order
 * @param length its length on the wire in bytes, which is larger if the capture truncated it
 */
public record Layer(Protocol protocol, ByteBuffer bytes, int length) {
  public Layer {
    bytes.order(ByteOrder.BIG_ENDIAN);
  }

  /** Reports whether this many bytes of it were captured. */
  boolean has(int count) {
    return bytes.limit() >= count;
  }

  int unsignedByte(int at) {
    return Byte.toUnsignedInt(bytes.get(at));
  }

  int unsignedShort(int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  /** Returns the layer after a header of the given size. */
  Layer inner(Protocol next, int headerBytes) {
    return has(headerBytes)
        ? new Layer(
            next, bytes.slice(headerBytes, bytes.limit() - headerBytes), length - headerBytes)
        : ended();
  }

  /** Returns the layer up to an offset, without what follows, such as padding. */
  Layer upTo(int end) {
    return end >= length
        ? this
        : new Layer(protocol, bytes.slice(0, Math.min(end, bytes.limit())), end);
  }

  /** Returns the same bytes as a layer of another protocol. */
  Layer as(Protocol known) {
    return new Layer(known, bytes, length);
  }

  /**
   * Returns the layer for bytes that are incomplete: truncated by the capture, or of another
   * protocol.
   */
  Layer ended() {
    return as(length > bytes.limit() ? Protocol.CUT : Protocol.OTHER);
  }
}
