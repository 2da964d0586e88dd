package dev.fenceline.nvme.tcp;

import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A PDU whose header was read and whose data is counted, added to the digest, and discarded as it
 * arrives. {@link PduParser#begin} creates it. For use by one thread at a time.
 */
public final class PassingPdu {
  private final Pdu pdu;
  private final int dataLength;
  private final @Nullable CRC32C crc;
  private int paddingLeft;
  private int dataLeft;
  private int digestLeft;
  private int receivedDigest;

  /**
   * @param pdu without its data
   * @param padding bytes before the data
   */
  PassingPdu(Pdu pdu, int padding, int dataLength, boolean digested) {
    this.pdu = pdu;
    this.dataLength = dataLength;
    crc = digested ? new CRC32C() : null;
    paddingLeft = padding;
    dataLeft = dataLength;
    digestLeft = digested ? Digest.SIZE : 0;
  }

  /**
   * Takes only the bytes that belong to this PDU.
   *
   * @param in the bytes that follow those taken before; the caller keeps ownership
   * @return whether the PDU is complete
   */
  public boolean take(ByteBuf in) {
    int padding = Math.min(paddingLeft, in.readableBytes());
    in.skipBytes(padding);
    paddingLeft -= padding;
    int data = Math.min(dataLeft, in.readableBytes());
    if (crc != null) {
      Digest.update(crc, in, in.readerIndex(), data);
    }
    in.skipBytes(data);
    dataLeft -= data;
    while (digestLeft > 0 && in.isReadable()) {
      receivedDigest |= in.readUnsignedByte() << (Byte.SIZE * (Digest.SIZE - digestLeft));
      digestLeft--;
    }
    return paddingLeft + dataLeft + digestLeft == 0;
  }

  /** Returns the number of data bytes. */
  public int dataLength() {
    return dataLength;
  }

  /** Returns the PDU once it is complete. Its data, if it carries any, is an empty buffer. */
  public Pdu pdu() {
    Digest.Mismatch damage = damage();
    return switch (pdu) {
      case Pdu.CapsuleCmd it when damage != null ->
          new Pdu.CapsuleCmd(it.command(), it.data(), damage);
      case Pdu.H2cData it when damage != null ->
          new Pdu.H2cData(it.cccid(), it.ttag(), it.offset(), it.last(), it.data(), damage);
      case Pdu.C2hData it when damage != null ->
          new Pdu.C2hData(it.cccid(), it.offset(), it.last(), it.success(), it.data(), damage);
      default -> pdu;
    };
  }

  private Digest.@Nullable Mismatch damage() {
    if (crc == null) {
      return null;
    }
    int expected = (int) crc.getValue();
    return receivedDigest == expected ? null : new Digest.Mismatch(receivedDigest, expected);
  }
}
