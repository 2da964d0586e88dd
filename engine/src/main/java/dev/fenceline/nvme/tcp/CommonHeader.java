package dev.fenceline.nvme.tcp;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * The first eight bytes of a PDU, which give its type and length. Used by code that skips PDUs
 * without reading them.
 *
 * @param length PLEN: bytes of the whole PDU, unsigned 32 bits; valid only if {@link #isPlausible}
 * @param dataOffset PDO
 */
public record CommonHeader(
    PduType type,
    boolean headerDigest,
    boolean dataDigest,
    int headerLength,
    int dataOffset,
    long length) {
  /** Number of bytes in a common header. */
  public static final int SIZE = Header.COMMON_LENGTH;

  /**
   * Reads the common header at an index.
   *
   * @return the header; empty if the PDU type is unknown
   */
  public static Optional<CommonHeader> read(ByteBuf in, int at) {
    PduType type = PduType.of(in.getUnsignedByte(at));
    if (type == null) {
      return Optional.empty();
    }
    int flags = in.getUnsignedByte(at + 1);
    return Optional.of(
        new CommonHeader(
            type,
            type.digested() && (flags & Digests.HEADER_BIT) != 0,
            type.digested() && (flags & Digests.DATA_BIT) != 0,
            in.getUnsignedByte(at + 2),
            in.getUnsignedByte(at + 3),
            in.getUnsignedIntLE(at + 4)));
  }

  /** Returns the number of bytes before the data or its padding: the header and its digest. */
  public int bodyOffset() {
    return type.headerLength() + (headerDigest ? Digest.SIZE : 0);
  }

  /** Reports whether data follows the header, according to the lengths. */
  public boolean hasData() {
    return type.carriesData() && length > bodyOffset();
  }

  /** Returns the number of data bytes; 0 or less if there are none. */
  public long dataLength() {
    return hasData() ? length - dataOffset - (dataDigest ? Digest.SIZE : 0) : 0;
  }

  /**
   * Reports whether these bytes are likely to be a header when the start of a PDU is not known: all
   * lengths and offsets agree, including those that a receiver ignores.
   */
  public boolean isPlausible(int maxPduBytes) {
    boolean isOffsetRight =
        hasData() || dataOffset == 0 || dataOffset == headerLength || dataOffset == bodyOffset();
    return isOffsetRight && frames(maxPduBytes);
  }

  /**
   * Reports whether the lengths are valid, so that the start of the next PDU is known, and the PDU
   * has at most {@code maxPduBytes} bytes.
   */
  public boolean frames(int maxPduBytes) {
    if (headerLength != type.headerLength() || length > maxPduBytes) {
      return false;
    }
    if (hasData()) {
      return dataOffset >= bodyOffset() && dataOffset % Header.DWORD == 0 && dataLength() > 0;
    }
    return switch (type) {
      case CAPSULE_CMD, IC_REQ, IC_RESP, CAPSULE_RESP, R2T -> length == bodyOffset();
      case H2C_TERM_REQ, C2H_TERM_REQ ->
          length >= bodyOffset() && length <= PduType.TERM_REQ_LENGTH_MAX;
      case H2C_DATA, C2H_DATA -> false;
    };
  }

  /**
   * Returns the digests in use according to this PDU. The PDU's type must be {@link
   * PduType#digested}.
   */
  public Digests digests(Digests before) {
    return new Digests(headerDigest, hasData() ? dataDigest : before.data());
  }
}
