package dev.fenceline.nvme.tcp;

import dev.fenceline.nvme.Bytes;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Encodes PDUs: lengths, flags, padding and digests. Independent of channels; see {@link
 * PduEncoder} for pipelines. Does not validate: it also writes PDUs that the receiver will reject.
 */
public final class PduWriter {
  private Digests digests = Digests.NONE;
  private int alignment = Header.DWORD;

  /**
   * Sets the values that the initialization negotiated. They apply from the next PDU on.
   *
   * @param granted the digests in the ICResp
   * @param dataAlignment HPDA for PDUs to a host, CPDA for PDUs to a controller; 0-based dwords,
   *     0..31
   */
  public void use(Digests granted, int dataAlignment) {
    if (dataAlignment < 0 || dataAlignment > Header.PDA_MAX) {
      throw new IllegalArgumentException("data alignment " + dataAlignment);
    }
    digests = granted;
    alignment = (dataAlignment + 1) * Header.DWORD;
  }

  /** Returns PLEN, the number of bytes that {@link #write} will write. */
  public int length(Pdu pdu) {
    int data = pdu.dataLength();
    return switch (pdu) {
      case Pdu.H2cTermReq term -> term.type().headerLength() + term.header().length();
      case Pdu.C2hTermReq term -> term.type().headerLength() + term.header().length();
      default -> data == 0 ? bodyOffset(pdu) : dataOffset(pdu) + data + digests.dataSize();
    };
  }

  /**
   * Writes the PDU.
   *
   * @param pdu the PDU; the caller keeps ownership, and the indices of its data do not change
   */
  public void write(Pdu pdu, ByteBuf out) {
    int start = out.writerIndex();
    header(pdu).write(out);
    if (uses(pdu).header()) {
      out.writeIntLE(Digest.of(out, start, pdu.type().headerLength()));
    }
    switch (pdu) {
      case Pdu.H2cTermReq term -> term.header().write(out);
      case Pdu.C2hTermReq term -> term.header().write(out);
      default -> writeData(pdu, out);
    }
  }

  private void writeData(Pdu pdu, ByteBuf out) {
    @Nullable ByteBuf data = pdu.data();
    if (data == null || !data.isReadable()) {
      return;
    }
    out.writeZero(dataOffset(pdu) - bodyOffset(pdu));
    out.writeBytes(data, data.readerIndex(), data.readableBytes());
    if (digests.data()) {
      out.writeIntLE(Digest.of(data, data.readerIndex(), data.readableBytes()));
    }
  }

  private Digests uses(Pdu pdu) {
    return pdu.type().digested() ? digests : Digests.NONE;
  }

  private int bodyOffset(Pdu pdu) {
    return pdu.type().headerLength() + uses(pdu).headerSize();
  }

  private int dataOffset(Pdu pdu) {
    return Math.ceilDiv(bodyOffset(pdu), alignment) * alignment;
  }

  private Bytes header(Pdu pdu) {
    boolean hasData = pdu.dataLength() > 0;
    Bytes.Builder header =
        Bytes.builder(pdu.type().headerLength())
            .set(Header.TYPE, pdu.type().code())
            .set(Header.HDGSTF, uses(pdu).header())
            .set(Header.DDGSTF, uses(pdu).data() && hasData)
            .set(Header.HLEN, pdu.type().headerLength())
            .set(Header.PDO, hasData ? dataOffset(pdu) : 0)
            .set(Header.PLEN, length(pdu));
    return fields(pdu, header).build();
  }

  private static Bytes.Builder fields(Pdu pdu, Bytes.Builder header) {
    return switch (pdu) {
      case Pdu.IcReq request ->
          header
              .set(Header.PDA, request.hpda())
              .set(Header.DGST, request.digests().toByte())
              .set(Header.MAXR2T, request.maxR2t());
      case Pdu.IcResp response ->
          header
              .set(Header.PDA, response.cpda())
              .set(Header.DGST, response.digests().toByte())
              .set(Header.MAXH2CDATA, response.maxH2cData());
      case Pdu.H2cTermReq term -> header.set(Header.FES, term.fes()).set(Header.FEI, term.fei());
      case Pdu.C2hTermReq term -> header.set(Header.FES, term.fes()).set(Header.FEI, term.fei());
      case Pdu.CapsuleCmd capsule -> header.set(Header.COMMON_LENGTH, capsule.command().bytes());
      case Pdu.CapsuleResp capsule ->
          header.set(Header.COMMON_LENGTH, capsule.completion().toBytes());
      case Pdu.H2cData data ->
          header
              .set(Header.LAST_PDU, data.last())
              .set(Header.CCCID, data.cccid())
              .set(Header.TTAG, data.ttag())
              .set(Header.OFFSET, data.offset())
              .set(Header.LENGTH, data.dataLength());
      case Pdu.C2hData data ->
          header
              .set(Header.LAST_PDU, data.last())
              .set(Header.SUCCESS, data.success())
              .set(Header.CCCID, data.cccid())
              .set(Header.OFFSET, data.offset())
              .set(Header.LENGTH, data.dataLength());
      case Pdu.R2t r2t ->
          header
              .set(Header.CCCID, r2t.cccid())
              .set(Header.TTAG, r2t.ttag())
              .set(Header.OFFSET, r2t.offset())
              .set(Header.LENGTH, r2t.length());
    };
  }
}
