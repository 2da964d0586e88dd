package dev.fenceline.nvme.tcp;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * The first eight bytes of a PDU, which say what it is and how long, for who must step over PDUs
 * without reading them.
 *
 * @param length PLEN: bytes of the whole PDU, unsigned 32 bits; to be believed if plausible
 * @param dataOffset PDO
 */
public record CommonHeader(
    PduType type,
    boolean headerDigest,
    boolean dataDigest,
    int headerLength,
    int dataOffset,
    long length) {
  /** Bytes that are needed to read one. */
  public static final int SIZE = Header.COMMON_LENGTH;

  /**
   * Reads what is at an index.
   *
   * @return empty if there is no such type
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

  /** Bytes before the data or its padding: the header and its digest. */
  public int bodyOffset() {
    return type.headerLength() + (headerDigest ? Digest.SIZE : 0);
  }

  /** Whether data follows the header, as the lengths say. */
  public boolean hasData() {
    return type.carriesData() && length > bodyOffset();
  }

  /** Bytes of data; 0 or less: there is none. */
  public long dataLength() {
    return hasData() ? length - dataOffset - (dataDigest ? Digest.SIZE : 0) : 0;
  }

  /**
   * Whether this can be believed where nobody knows that a PDU begins: lengths and offsets agree,
   * also those that a receiver does not look at.
   */
  public boolean isPlausible(int maxPduBytes) {
    boolean isOffsetRight =
        hasData() || dataOffset == 0 || dataOffset == headerLength || dataOffset == bodyOffset();
    return isOffsetRight && frames(maxPduBytes);
  }

  /** Whether the lengths tell where the next PDU begins, for one of no more than so many bytes. */
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

  /** The digests that this PDU shows to be in use; its type must be digested. */
  public Digests digests(Digests before) {
    return new Digests(headerDigest, hasData() ? dataDigest : before.data());
  }
}
