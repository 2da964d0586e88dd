package dev.fenceline.nvme.tcp;

import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCounted;
import org.jspecify.annotations.Nullable;

/**
 * A PDU of NVMe/TCP without its framing (lengths, padding, digests).
 *
 * <p>A PDU with data owns one reference to its buffer: the receiver of the PDU releases the PDU,
 * which releases the data. A PDU without data needs no release, but allows it. Two PDUs are equal
 * if their fields and the readable bytes of their data are equal.
 *
 * <p>Source: NVMe/TCP transport specification, section 3.6 (PDU definitions).
 */
public sealed interface Pdu extends ReferenceCounted {

  PduType type();

  /** Returns the data, still owned by the PDU; null if it has none. */
  default @Nullable ByteBuf data() {
    return null;
  }

  /**
   * Returns the mismatch of the data digest; null if the data is intact. A mismatch is not fatal
   * for the connection; the command fails with 022h Transient Transport Error.
   */
  default Digest.@Nullable Mismatch damage() {
    return null;
  }

  /** Returns the number of data bytes. */
  default int dataLength() {
    ByteBuf data = data();
    return data == null ? 0 : data.readableBytes();
  }

  @Override
  default int refCnt() {
    ByteBuf data = data();
    return data == null ? 1 : data.refCnt();
  }

  @Override
  default Pdu retain() {
    return retain(1);
  }

  @Override
  default Pdu retain(int increment) {
    ByteBuf data = data();
    if (data != null) {
      data.retain(increment);
    }
    return this;
  }

  @Override
  default Pdu touch() {
    return this;
  }

  @Override
  default Pdu touch(Object hint) {
    ByteBuf data = data();
    if (data != null) {
      data.touch(hint);
    }
    return this;
  }

  @Override
  default boolean release() {
    return release(1);
  }

  @Override
  default boolean release(int decrement) {
    ByteBuf data = data();
    return data != null && data.release(decrement);
  }

  /**
   * Initialize Connection Request, the first PDU of a connection.
   *
   * @param hpda alignment of data to the host, 0-based dwords, 0..31
   * @param digests the requested digests
   * @param maxR2t R2Ts that may be outstanding for one command, 0-based, unsigned 32 bits
   */
  record IcReq(int hpda, Digests digests, long maxR2t) implements Pdu {
    @Override
    public PduType type() {
      return PduType.IC_REQ;
    }
  }

  /**
   * Initialize Connection Response.
   *
   * @param cpda alignment of data to the controller, 0-based dwords, 0..31
   * @param digests the digests in use from now on
   * @param maxH2cData largest number of data bytes in one H2CData PDU: a multiple of 4, at least
   *     4096
   */
  record IcResp(int cpda, Digests digests, long maxH2cData) implements Pdu {
    @Override
    public PduType type() {
      return PduType.IC_RESP;
    }
  }

  /**
   * The host ends the connection.
   *
   * @param fes fatal error status, 0..FFFFh
   * @param fei fatal error information, unsigned 32 bits
   * @param header start of the offending PDU, at most 128 bytes
   */
  record H2cTermReq(int fes, long fei, Bytes header) implements Pdu {
    @Override
    public PduType type() {
      return PduType.H2C_TERM_REQ;
    }
  }

  /**
   * The controller ends the connection.
   *
   * @param fes fatal error status, 0..FFFFh
   * @param fei fatal error information, unsigned 32 bits
   * @param header start of the offending PDU, at most 128 bytes
   */
  record C2hTermReq(int fes, long fei, Bytes header) implements Pdu {
    @Override
    public PduType type() {
      return PduType.C2H_TERM_REQ;
    }
  }

  /** A command with its in-capsule data, if any. */
  record CapsuleCmd(Command command, @Nullable ByteBuf data, Digest.@Nullable Mismatch damage)
      implements Pdu {
    public CapsuleCmd(Command command, @Nullable ByteBuf data) {
      this(command, data, null);
    }

    public CapsuleCmd(Command command) {
      this(command, null, null);
    }

    @Override
    public PduType type() {
      return PduType.CAPSULE_CMD;
    }
  }

  /** A completion. */
  record CapsuleResp(Completion completion) implements Pdu {
    @Override
    public PduType type() {
      return PduType.CAPSULE_RESP;
    }
  }

  /**
   * Data to the controller, in response to an R2T.
   *
   * @param cccid id of the command
   * @param ttag the R2T's tag, echoed
   * @param offset offset of the data in the command's buffer, unsigned 32 bits
   * @param last whether it is the last PDU for its R2T
   */
  record H2cData(
      int cccid,
      int ttag,
      long offset,
      boolean last,
      ByteBuf data,
      Digest.@Nullable Mismatch damage)
      implements Pdu {
    public H2cData(int cccid, int ttag, long offset, boolean last, ByteBuf data) {
      this(cccid, ttag, offset, last, data, null);
    }

    @Override
    public PduType type() {
      return PduType.H2C_DATA;
    }
  }

  /**
   * Data to the host.
   *
   * @param cccid id of the command
   * @param offset offset of the data in the command's buffer, unsigned 32 bits
   * @param last whether it is the command's last data
   * @param success whether the PDU replaces a CapsuleResp with status 0 and DW0 0; requires last
   */
  record C2hData(
      int cccid,
      long offset,
      boolean last,
      boolean success,
      ByteBuf data,
      Digest.@Nullable Mismatch damage)
      implements Pdu {
    public C2hData {
      if (success && !last) {
        throw new IllegalArgumentException("SUCCESS without LAST_PDU");
      }
    }

    public C2hData(int cccid, long offset, boolean last, boolean success, ByteBuf data) {
      this(cccid, offset, last, success, data, null);
    }

    @Override
    public PduType type() {
      return PduType.C2H_DATA;
    }
  }

  /**
   * Ready to Transfer: the controller requests data.
   *
   * @param cccid id of the command
   * @param ttag tag chosen by the controller
   * @param offset offset of the requested data in the command's buffer, unsigned 32 bits
   * @param length requested bytes, unsigned 32 bits
   */
  record R2t(int cccid, int ttag, long offset, long length) implements Pdu {
    @Override
    public PduType type() {
      return PduType.R2T;
    }
  }
}
