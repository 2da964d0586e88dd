package dev.fenceline.nvme.tcp;

import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the start of a PDU in a byte stream whose beginning was not seen or which has a gap. A
 * header is accepted if its lengths, offsets, flags and reserved bytes agree with each other, which
 * random bytes do less than once in 2^40 positions. If the lengths alone are that conclusive, the
 * PDU may break {@link PduRule rules}.
 */
public final class PduScanner {
  private static final int SQE_AT = Header.COMMON_LENGTH;
  private static final int PSDT_SGL = 0x40;
  private static final int PSDT_MASK = 0xC0;
  private static final int SGL_LENGTH_AT = SQE_AT + 32;
  private static final int SGL_TYPE_AT = SQE_AT + 39;

  /** Low bits of an SGL type, the kind of its address: 0 address, 1 offset, Ah transport. */
  private static final int SGL_SUBTYPE_MASK = 0x0F;

  private static final int SGL_BY_OFFSET = 0x1;
  private static final int SGL_TRANSPORT = 0xA;
  private static final int FLAGS_KNOWN = 0x0F;

  /** End of the opcode, flags and ID of a command, which identify it. */
  private static final int COMMAND_TELLING = SQE_AT + 4;

  /** Bits 0 and 1 of a command's flags. The other bits are reserved or PSDT. */
  private static final int FUSED_MASK = 0x03;

  /**
   * Largest in-capsule data, in bytes, of a command whose header is accepted although parts of the
   * PDU were not captured.
   */
  private static final int IN_CAPSULE_MAX = 1 << 17;

  /**
   * The result of a search.
   *
   * @param skip number of bytes at the front of the buffer in which no PDU begins, or none that can
   *     be recognized
   * @param header the header after these bytes; null if no PDU was found, in which case the rest of
   *     the buffer may be the incomplete start of one
   */
  public record Match(int skip, @Nullable CommonHeader header) {}

  private PduScanner() {}

  /**
   * Returns the number of bytes that identify a PDU whose header is cut off: for an ICReq or
   * ICResp, the fields that are used; for a command, the opcode, flags and ID. With a header digest
   * the whole header is required.
   */
  public static int telling(PduType type, boolean headerDigest) {
    if (headerDigest) {
      return type.headerLength() + Digest.SIZE;
    }
    return switch (type) {
      case IC_REQ -> Header.MAXR2T.offset();
      case IC_RESP -> Header.MAXH2CDATA.offset() + Header.DWORD;
      case CAPSULE_CMD -> COMMAND_TELLING;
      default -> type.headerLength();
    };
  }

  /**
   * Looks for a PDU whose header is cut off by the end of the buffer, with at least the bytes that
   * {@link #telling} requires.
   *
   * @param in a buffer in which {@link #scan} found no whole header
   * @param receiver the receiver of these bytes; null if it is not known
   * @param maxPduBytes longest PDU that is accepted, in bytes
   */
  public static Match scanCut(ByteBuf in, @Nullable Receiver receiver, int maxPduBytes) {
    int end = in.writerIndex();
    for (int at = in.readerIndex(); at + COMMAND_TELLING <= end; at++) {
      CommonHeader header = CommonHeader.read(in, at).orElse(null);
      if (header != null
          && (receiver == null || header.type().receiver() == receiver)
          && header.isPlausible(maxPduBytes)
          && at + telling(header.type(), header.headerDigest()) <= end
          && isPlausibleBeginning(header, in, at)) {
        return new Match(at - in.readerIndex(), header);
      }
    }
    return new Match(in.readableBytes(), null);
  }

  private static boolean isPlausibleBeginning(CommonHeader header, ByteBuf in, int at) {
    return switch (header.type()) {
      case CAPSULE_CMD -> !header.hasData() || isBeginningWithData(header, in, at);
      case IC_REQ, IC_RESP -> isInitialization(in, at);
      default -> false;
    };
  }

  private static boolean isBeginningWithData(CommonHeader header, ByteBuf in, int at) {
    return hasKnownFlags(in, at)
        && header.dataLength() <= IN_CAPSULE_MAX
        && ((in.getUnsignedByte(at + SQE_AT + 1) & ~FUSED_MASK) == PSDT_SGL
            || header.dataOffset() == header.bodyOffset());
  }

  /**
   * Looks for the first PDU.
   *
   * @param in the bytes; the buffer's indices do not change
   * @param receiver the receiver of these bytes; null if it is not known
   * @param maxPduBytes longest PDU that is accepted, in bytes
   */
  public static Match scan(ByteBuf in, @Nullable Receiver receiver, int maxPduBytes) {
    int end = in.writerIndex();
    int begun = end;
    for (int at = in.readerIndex(); at < end; at++) {
      PduType type = PduType.of(in.getUnsignedByte(at));
      if (type == null || (receiver != null && type.receiver() != receiver)) {
        continue;
      }
      if (at + 3 <= end && in.getUnsignedByte(at + 2) != type.headerLength()) {
        continue;
      }
      if (at + type.headerLength() > end) {
        // Data may look like the beginning of a long header, so a whole header behind it counts.
        begun = Math.min(begun, at);
        continue;
      }
      Optional<CommonHeader> header = CommonHeader.read(in, at);
      if (header.isPresent()
          && header.get().isPlausible(maxPduBytes)
          && isPlausible(header.get(), in, at)) {
        return new Match(at - in.readerIndex(), header.get());
      }
    }
    return new Match(begun - in.readerIndex(), null);
  }

  /**
   * Reports whether the fields after the common header agree with it. Data PDUs repeat their length
   * in 32 bits; other headers must have valid flags, values and reserved bytes.
   */
  private static boolean isPlausible(CommonHeader header, ByteBuf in, int at) {
    return switch (header.type()) {
      case IC_REQ, IC_RESP -> isInitialization(in, at);
      case H2C_TERM_REQ, C2H_TERM_REQ ->
          hasKnownFlags(in, at)
              && FatalError.Status.of(in.getUnsignedShortLE(at + 8)).isPresent()
              && isZero(in, at + 14, 10);
      case CAPSULE_CMD -> !header.hasData() || isCommandWithData(header, in, at);
      case CAPSULE_RESP -> true;
      case H2C_DATA, C2H_DATA -> in.getUnsignedIntLE(at + 16) == header.dataLength();
      case R2T -> in.getUnsignedIntLE(at + 16) > 0;
    };
  }

  private static boolean hasKnownFlags(ByteBuf in, int at) {
    return (in.getUnsignedByte(at + 1) & ~FLAGS_KNOWN) == 0;
  }

  private static boolean isInitialization(ByteBuf in, int at) {
    return in.getUnsignedShortLE(at + Header.PFV.offset()) == 0
        && in.getUnsignedByte(at + Header.PDA.offset()) <= Header.PDA_MAX
        && in.getUnsignedByte(at + Header.DGST.offset()) <= Digests.BOTH.toByte();
  }

  /**
   * Reports whether the SGL gives the length of the data in the capsule, or has a type that fabrics
   * use.
   */
  private static boolean isCommandWithData(CommonHeader header, ByteBuf in, int at) {
    if (header.dataLength() <= IN_CAPSULE_MAX
        && in.getUnsignedIntLE(at + SGL_LENGTH_AT) == header.dataLength()) {
      return true;
    }
    int subtype = in.getUnsignedByte(at + SGL_TYPE_AT) & SGL_SUBTYPE_MASK;
    return hasKnownFlags(in, at)
        && (in.getUnsignedByte(at + SQE_AT + 1) & PSDT_MASK) == PSDT_SGL
        && (subtype == SGL_BY_OFFSET || subtype == SGL_TRANSPORT || subtype == 0);
  }

  private static boolean isZero(ByteBuf in, int at, int length) {
    for (int i = at; i < at + length; i++) {
      if (in.getByte(i) != 0) {
        return false;
      }
    }
    return true;
  }
}
