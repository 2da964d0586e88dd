package dev.fenceline.nvme.tcp;

import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a PDU begins in bytes whose beginning nobody knows: the start of a connection was not
 * seen, or a part of it is missing. A header is believed if its lengths, offsets, flags and
 * reserved bytes agree with each other, which at random they do less than once in 2^40 places. What
 * a PDU breaks of the {@link Rule rules} is no matter where its lengths alone agree that well.
 */
public final class PduScanner {
  private static final int SQE_AT = Header.COMMON_LENGTH;
  private static final int PSDT_SGL = 0x40;
  private static final int PSDT_MASK = 0xC0;
  private static final int SGL_LENGTH_AT = SQE_AT + 32;
  private static final int SGL_TYPE_AT = SQE_AT + 39;

  /** Low bits of an SGL type that say how the address is meant: 0 by address, 1 by offset, Ah. */
  private static final int SGL_SUBTYPE_MASK = 0x0F;

  private static final int SGL_BY_OFFSET = 0x1;
  private static final int SGL_TRANSPORT = 0xA;
  private static final int FLAGS_KNOWN = 0x0F;

  /** So much of a command says which it is: opcode, flags and ID. */
  private static final int COMMAND_TELLING = SQE_AT + 4;

  /** Bits 0 and 1 of a command's flags: the others are reserved or say that SGLs are used. */
  private static final int FUSED_MASK = 0x03;

  /** The most data that a command is believed to carry along if not all of it was captured. */
  private static final int IN_CAPSULE_MAX = 1 << 17;

  /**
   * What is at the front of a buffer.
   *
   * @param skip so many bytes of it do not begin a PDU, or can be told apart no more
   * @param header what follows them; null if no PDU was found, and what follows may be the
   *     beginning of one that continues
   */
  public record Match(int skip, @Nullable CommonHeader header) {}

  private PduScanner() {}

  /**
   * How many bytes of a PDU must be there to tell it although the rest of its header is not: for an
   * ICResp what is used of it, for a command opcode and ID. The digest of a header counts with it.
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
   * Looks for a PDU whose header is cut off with the end of the buffer, but for as much as {@link
   * #telling} demands.
   *
   * @param in without a whole header, as {@link #scan} says
   * @param receiver who these bytes go to; null: not known
   * @param maxPduBytes longest PDU that is believed, in bytes
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
   * @param in whose indices stay as they are
   * @param receiver who these bytes go to; null: not known
   * @param maxPduBytes longest PDU that is believed, in bytes
   */
  public static Match scan(ByteBuf in, @Nullable Receiver receiver, int maxPduBytes) {
    int end = in.writerIndex();
    for (int at = in.readerIndex(); at < end; at++) {
      PduType type = PduType.of(in.getUnsignedByte(at));
      if (type == null || (receiver != null && type.receiver() != receiver)) {
        continue;
      }
      if (at + 3 <= end && in.getUnsignedByte(at + 2) != type.headerLength()) {
        continue;
      }
      if (at + type.headerLength() > end) {
        return new Match(at - in.readerIndex(), null);
      }
      Optional<CommonHeader> header = CommonHeader.read(in, at);
      if (header.isPresent()
          && header.get().isPlausible(maxPduBytes)
          && isPlausible(header.get(), in, at)) {
        return new Match(at - in.readerIndex(), header.get());
      }
    }
    return new Match(in.readableBytes(), null);
  }

  /**
   * What the fields after the common header say. Most headers say their length twice, in 32 bits;
   * the others must not break a rule.
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

  /** Its SGL says how much data is in the capsule, or it is of a kind that fabrics have. */
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
