package dev.fenceline.nvme;

import io.netty.buffer.ByteBuf;

/**
 * A completion queue entry, 16 bytes. The phase bit does not exist on fabrics: it is sent as 0 and
 * ignored when received.
 *
 * @param dw0 command specific result
 * @param dw1 second result word: high half of an 8-byte property
 * @param sqhd submission queue head, 0..FFFFh; FFFFh without flow control
 * @param sqid submission queue, 0..FFFFh
 * @param cid id of the completed command, 0..FFFFh
 * @param status outcome, with DNR
 * @param crd which Command Retry Delay applies, 0..3
 * @param more whether the error log has more information
 */
public record Completion(
    int dw0, int dw1, int sqhd, int sqid, int cid, Status status, int crd, boolean more) {
  /** Bytes in a completion queue entry. */
  public static final int SIZE = 16;

  private static final BitField DW0 = BitField.bytes("DW0", 0, 4);
  private static final BitField DW1 = BitField.bytes("DW1", 4, 4);
  private static final BitField SQHD = BitField.bytes("SQHD", 8, 2);
  private static final BitField SQID = BitField.bytes("SQID", 10, 2);
  private static final BitField CID = BitField.bytes("CID", 12, 2);
  private static final BitField STATUS = BitField.bits("STATUS", 14, 1, 11);
  private static final BitField CRD = BitField.bits("CRD", 14, 12, 2);
  private static final BitField MORE = BitField.bit("M", 14, 14);
  private static final BitField DNR = BitField.bit("DNR", 14, 15);

  private static final int FIELD_CRD_SHIFT = 11;
  private static final int FIELD_MORE = 1 << 13;
  private static final int FIELD_DNR = 1 << 14;

  /** Result of a cross-controller reset, DW0 bit 0: the impacted instance no longer exists. */
  public static final int RESET_IMMEDIATE = 1;

  private static final int CNTLID_MASK = 0xFFFF;

  /** Creates an entry without retry delay and More. */
  public Completion(int dw0, int dw1, int sqhd, int sqid, int cid, Status status) {
    this(dw0, dw1, sqhd, sqid, cid, status, 0, false);
  }

  /**
   * Takes 16 bytes from the buffer.
   *
   * @throws MalformedException if there are fewer
   */
  public static Completion read(ByteBuf in) {
    Bytes bytes = Bytes.read("CQE", in, SIZE);
    return new Completion(
        bytes.getInt(DW0),
        bytes.getInt(DW1),
        bytes.getInt(SQHD),
        bytes.getInt(SQID),
        bytes.getInt(CID),
        new Status(bytes.getInt(STATUS), bytes.isSet(DNR)),
        bytes.getInt(CRD),
        bytes.isSet(MORE));
  }

  public void write(ByteBuf out) {
    toBytes().write(out);
  }

  /** Returns the 16 bytes. */
  public Bytes toBytes() {
    return Bytes.builder(SIZE)
        .set(DW0, dw0)
        .set(DW1, dw1)
        .set(SQHD, sqhd)
        .set(SQID, sqid)
        .set(CID, cid)
        .set(STATUS, status.code())
        .set(CRD, crd)
        .set(MORE, more)
        .set(DNR, status.dnr())
        .build();
  }

  /** Returns the status field shifted right by one, as Linux prints it. */
  public int statusField() {
    return status.code()
        | crd << FIELD_CRD_SHIFT
        | (more ? FIELD_MORE : 0)
        | (status.dnr() ? FIELD_DNR : 0);
  }

  /** Returns both result words as one number, such as an 8-byte property. */
  public long result() {
    return (Integer.toUnsignedLong(dw1) << Integer.SIZE) | Integer.toUnsignedLong(dw0);
  }

  /**
   * Reports whether the result of an accepted cross-controller reset says that the reset was
   * immediate.
   */
  public static boolean isResetImmediate(long result) {
    return (result & RESET_IMMEDIATE) != 0;
  }

  /** Returns the controller ID in the result of a successful Connect: bits 15:0 of DW0. */
  public static int connectedTo(long result) {
    return (int) result & CNTLID_MASK;
  }
}
