package dev.fenceline.nvme.tcp;

import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a PDU begins in bytes whose beginning nobody knows: the start of a connection was not
 * seen, or a part of it is missing. A header is believed if its lengths, offsets, flags and
 * reserved bytes agree with each other, which at random they do less than once in 2^40 places.
 */
public final class PduScanner {
  private static final int RESERVED_AT = 20;
  private static final int SQE_AT = Header.COMMON_LENGTH;
  private static final int PSDT_SGL = 0x40;
  private static final int PSDT_MASK = 0xC0;
  private static final int SGL_TYPE_AT = SQE_AT + 39;
  private static final int CQE_STATUS_AT = Header.COMMON_LENGTH + 14;
  private static final int CQE_STATUS_RESERVED = 1;

  /** Low bits of an SGL type that say how the address is meant: 0 by address, 1 by offset, Ah. */
  private static final int SGL_SUBTYPE_MASK = 0x0F;

  private static final int SGL_BY_OFFSET = 0x1;
  private static final int SGL_TRANSPORT = 0xA;
  private static final int FLAGS_KNOWN = 0x0F;

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

  /** What the fields after the common header say. */
  private static boolean isPlausible(CommonHeader header, ByteBuf in, int at) {
    if ((in.getUnsignedByte(at + 1) & ~FLAGS_KNOWN) != 0) {
      return false;
    }
    return switch (header.type()) {
      case IC_REQ, IC_RESP ->
          in.getUnsignedShortLE(at + 8) == 0
              && in.getUnsignedByte(at + 10) <= Header.PDA_MAX
              && in.getUnsignedByte(at + 11) <= Digests.BOTH.toByte()
              && isZero(in, at + 16, header.type().headerLength() - 16);
      case H2C_TERM_REQ, C2H_TERM_REQ ->
          FatalError.Status.of(in.getUnsignedShortLE(at + 8)).isPresent()
              && isZero(in, at + 14, 10);
      case CAPSULE_CMD -> isCommand(in, at);
      case CAPSULE_RESP -> (in.getUnsignedByte(at + CQE_STATUS_AT) & CQE_STATUS_RESERVED) == 0;
      case H2C_DATA, C2H_DATA ->
          in.getUnsignedIntLE(at + 16) == header.dataLength() && isZero(in, at + RESERVED_AT, 4);
      case R2T -> in.getUnsignedIntLE(at + 16) > 0 && isZero(in, at + RESERVED_AT, 4);
    };
  }

  /** Fabrics demand an SGL, and only know two ways to say where the data is. */
  private static boolean isCommand(ByteBuf in, int at) {
    int subtype = in.getUnsignedByte(at + SGL_TYPE_AT) & SGL_SUBTYPE_MASK;
    return (in.getUnsignedByte(at + SQE_AT + 1) & PSDT_MASK) == PSDT_SGL
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
