package dev.fenceline.nvme.tcp;

import dev.fenceline.nvme.BitField;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.tcp.FatalError.Status;
import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One PDU at the front of a buffer. Its framing is checked before its body has arrived. Each check
 * reports the byte offset that becomes the FEI.
 */
final class Frame {
  private final ByteBuf in;
  private final Digests digests;
  private final Bytes common;
  private final PduType type;
  private final @Nullable Consumer<PduRule> told;

  /**
   * @param in begins with at least a common header
   * @param told receives each broken {@link PduRule} when the PDU is read; null to report a broken
   *     rule as an error if the specification requires it
   * @throws FatalErrorException if the PDU type is unknown
   */
  public Frame(ByteBuf in, Digests negotiated, @Nullable Consumer<PduRule> told)
      throws FatalErrorException {
    this.in = in;
    this.told = told;
    common = peek(Header.COMMON_LENGTH);
    PduType known = PduType.of(common.getInt(Header.TYPE));
    if (known == null) {
      throw invalid(Header.TYPE, "PDU type");
    }
    type = known;
    digests = type.digested() ? negotiated : Digests.NONE;
  }

  PduType type() {
    return type;
  }

  /** Returns PLEN, which is valid after {@link #check}. */
  int length() {
    return common.getInt(Header.PLEN);
  }

  private int bodyOffset() {
    return type.headerLength() + digests.headerSize();
  }

  private boolean hasData() {
    return type.carriesData() && length() > bodyOffset();
  }

  private int dataOffset() {
    return common.getInt(Header.PDO);
  }

  private int dataLength() {
    return length() - dataOffset() - digests.dataSize();
  }

  /** Checks the fields of the common header. */
  void check(Receiver receiver, int maxPduBytes) throws FatalErrorException {
    if (type.receiver() != receiver) {
      throw invalid(Header.TYPE, "PDU type for the other side");
    }
    if (common.getInt(Header.HLEN) != type.headerLength()) {
      throw invalid(Header.HLEN, "HLEN");
    }
    checkLength(maxPduBytes);
    checkFlags();
    if (hasData() && (dataOffset() < bodyOffset() || dataOffset() % Header.DWORD != 0)) {
      throw invalid(Header.PDO, "PDO");
    }
    if (hasData() && dataLength() <= 0) {
      throw invalid(Header.PLEN, "PLEN without room for data");
    }
  }

  private void checkLength(int maxPduBytes) throws FatalErrorException {
    long length = common.get(Header.PLEN);
    boolean fits =
        switch (type) {
          case CAPSULE_CMD -> length >= bodyOffset();
          case H2C_DATA, C2H_DATA -> length > bodyOffset();
          case H2C_TERM_REQ, C2H_TERM_REQ ->
              length >= bodyOffset() && length <= PduType.TERM_REQ_LENGTH_MAX;
          case IC_REQ, IC_RESP, CAPSULE_RESP, R2T -> length == bodyOffset();
        };
    if (!fits) {
      throw invalid(Header.PLEN, "PLEN");
    }
    if (length > maxPduBytes) {
      throw fatal(Status.LIMIT_EXCEEDED, 0, "PLEN %d above %d".formatted(length, maxPduBytes));
    }
  }

  private void checkFlags() throws FatalErrorException {
    if (digests.header() && !common.isSet(Header.HDGSTF)) {
      throw fatal(Status.HEADER_DIGEST_ERROR, 0, "header digest flag is cleared");
    }
    if (!digests.header() && type.digested() && common.isSet(Header.HDGSTF)) {
      throw invalid(Header.HDGSTF, "header digest was not negotiated");
    }
    if (hasData() && digests.data() != common.isSet(Header.DDGSTF)) {
      throw invalid(
          Header.DDGSTF,
          digests.data() ? "data digest flag is cleared" : "data digest was not negotiated");
    }
    if (told == null
        && type == PduType.C2H_DATA
        && common.isSet(Header.SUCCESS)
        && !common.isSet(Header.LAST_PDU)) {
      throw invalid(Header.SUCCESS, "SUCCESS set but not last PDU");
    }
  }

  /**
   * Returns the number of bytes before the data and its padding, or of the whole PDU if it has no
   * data.
   */
  int lengthWithoutData() {
    return hasData() ? bodyOffset() : length();
  }

  /**
   * Reads the whole PDU from the buffer.
   *
   * @throws FatalErrorException if the header digest or a header field is wrong; the buffer is then
   *     unchanged
   */
  Pdu read() throws FatalErrorException {
    Bytes header = checkedHeader();
    Pdu pdu = hasData() ? pdu(header, data(), damage()) : pdu(header, Unpooled.EMPTY_BUFFER, null);
    in.skipBytes(length());
    return pdu;
  }

  /** Reads the part of the PDU before the data and its padding, as {@link #read} does. */
  PassingPdu readWithoutData() throws FatalErrorException {
    Pdu pdu = pdu(checkedHeader(), Unpooled.EMPTY_BUFFER, null);
    in.skipBytes(lengthWithoutData());
    return hasData()
        ? new PassingPdu(pdu, dataOffset() - bodyOffset(), dataLength(), digests.data())
        : new PassingPdu(pdu, 0, 0, false);
  }

  private Bytes checkedHeader() throws FatalErrorException {
    checkHeaderDigest();
    Bytes header = peek(type.headerLength());
    if (told != null) {
      PduRule.check(type, header, hasData() ? dataLength() : 0, told);
      return header;
    }
    switch (type) {
      case IC_REQ -> checkVersion(header);
      case IC_RESP -> {
        checkVersion(header);
        checkMaxH2cData(header);
      }
      case H2C_DATA, C2H_DATA -> checkDataLength(header);
      case CAPSULE_CMD, CAPSULE_RESP, R2T, H2C_TERM_REQ, C2H_TERM_REQ -> {}
    }
    return header;
  }

  private Pdu pdu(Bytes header, ByteBuf data, Digest.@Nullable Mismatch damage) {
    return switch (type) {
      case IC_REQ ->
          new Pdu.IcReq(
              header.getInt(Header.PDA),
              Digests.of(header.getInt(Header.DGST)),
              header.get(Header.MAXR2T));
      case IC_RESP ->
          new Pdu.IcResp(
              header.getInt(Header.PDA),
              Digests.of(header.getInt(Header.DGST)),
              header.get(Header.MAXH2CDATA));
      case H2C_TERM_REQ ->
          new Pdu.H2cTermReq(header.getInt(Header.FES), header.get(Header.FEI), offendingHeader());
      case C2H_TERM_REQ ->
          new Pdu.C2hTermReq(header.getInt(Header.FES), header.get(Header.FEI), offendingHeader());
      case CAPSULE_CMD ->
          new Pdu.CapsuleCmd(Command.read(bodyView()), hasData() ? data : null, damage);
      case CAPSULE_RESP -> new Pdu.CapsuleResp(Completion.read(bodyView()));
      case H2C_DATA ->
          new Pdu.H2cData(
              header.getInt(Header.CCCID),
              header.getInt(Header.TTAG),
              header.get(Header.OFFSET),
              header.isSet(Header.LAST_PDU),
              data,
              damage);
      case C2H_DATA ->
          new Pdu.C2hData(
              header.getInt(Header.CCCID),
              header.get(Header.OFFSET),
              header.isSet(Header.LAST_PDU),
              header.isSet(Header.SUCCESS) && header.isSet(Header.LAST_PDU),
              data,
              damage);
      case R2T ->
          new Pdu.R2t(
              header.getInt(Header.CCCID),
              header.getInt(Header.TTAG),
              header.get(Header.OFFSET),
              header.get(Header.LENGTH));
    };
  }

  private void checkHeaderDigest() throws FatalErrorException {
    if (!digests.header()) {
      return;
    }
    int received = in.getIntLE(in.readerIndex() + type.headerLength());
    int expected = Digest.of(in, in.readerIndex(), type.headerLength());
    if (received != expected) {
      throw fatal(
          Status.HEADER_DIGEST_ERROR,
          Integer.toUnsignedLong(received),
          "header digest error: " + new Digest.Mismatch(received, expected));
    }
  }

  private void checkMaxH2cData(Bytes header) throws FatalErrorException {
    long maxH2cData = header.get(Header.MAXH2CDATA);
    if (maxH2cData < Header.MAXH2CDATA_MIN || maxH2cData % Header.DWORD != 0) {
      throw invalid(Header.MAXH2CDATA, "MAXH2CDATA " + maxH2cData);
    }
  }

  private void checkVersion(Bytes header) throws FatalErrorException {
    if (header.isSet(Header.PFV)) {
      throw invalid(Header.PFV, "PFV " + header.get(Header.PFV));
    }
    if (header.get(Header.PDA) > Header.PDA_MAX) {
      throw invalid(Header.PDA, "data alignment " + header.get(Header.PDA));
    }
  }

  /** Checks that DATAL agrees with PLEN. If they differ, the length of the PDU is wrong. */
  private void checkDataLength(Bytes header) throws FatalErrorException {
    if (header.get(Header.LENGTH) != dataLength()) {
      throw invalid(
          Header.PLEN,
          "DATAL %d in a PDU with %d".formatted(header.get(Header.LENGTH), dataLength()));
    }
  }

  private ByteBuf bodyView() {
    return in.slice(
        in.readerIndex() + Header.COMMON_LENGTH, type.headerLength() - Header.COMMON_LENGTH);
  }

  private ByteBuf data() {
    return in.retainedSlice(in.readerIndex() + dataOffset(), dataLength());
  }

  private Digest.@Nullable Mismatch damage() {
    if (!digests.data()) {
      return null;
    }
    int at = in.readerIndex() + dataOffset();
    int received = in.getIntLE(at + dataLength());
    int expected = Digest.of(in, at, dataLength());
    return received == expected ? null : new Digest.Mismatch(received, expected);
  }

  private Bytes offendingHeader() {
    int length = length() - type.headerLength();
    return Bytes.read("TermReq", in.slice(in.readerIndex() + type.headerLength(), length), length);
  }

  FatalErrorException sequenceError(String problem) {
    return fatal(Status.SEQUENCE_ERROR, 0, problem);
  }

  private FatalErrorException invalid(BitField field, String problem) {
    return fatal(
        Status.INVALID_HEADER_FIELD,
        field.offset(),
        String.format(
            Locale.ROOT, "unexpected %s in PDU of type %#x", problem, common.get(Header.TYPE)));
  }

  private FatalErrorException fatal(Status status, long information, String problem) {
    int length = Math.min(FatalError.HEADER_MAX, in.readableBytes());
    length = Math.min(length, Math.max(common.getInt(Header.HLEN), Header.COMMON_LENGTH));
    return new FatalErrorException(new FatalError(status, information, peek(length), problem));
  }

  private Bytes peek(int length) {
    return Bytes.peek("PDU", in, length);
  }
}
