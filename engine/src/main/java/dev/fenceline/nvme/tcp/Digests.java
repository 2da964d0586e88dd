package dev.fenceline.nvme.tcp;

/**
 * The digests that a connection uses. The ICReq requests them, the ICResp grants them.
 *
 * @param header every PDU after the initialization carries HDGST
 * @param data every PDU with data carries DDGST
 */
public record Digests(boolean header, boolean data) {
  public static final Digests NONE = new Digests(false, false);
  public static final Digests BOTH = new Digests(true, true);

  static final int HEADER_BIT = 1;
  static final int DATA_BIT = 2;

  /** Returns the digests in the DGST byte; reserved bits are ignored. */
  static Digests of(int dgst) {
    return new Digests((dgst & HEADER_BIT) != 0, (dgst & DATA_BIT) != 0);
  }

  int toByte() {
    return (header ? HEADER_BIT : 0) | (data ? DATA_BIT : 0);
  }

  /** Returns the number of bytes that a header digest adds to a PDU. */
  int headerSize() {
    return header ? Digest.SIZE : 0;
  }

  /** Returns the number of bytes that a data digest adds to a PDU with data. */
  int dataSize() {
    return data ? Digest.SIZE : 0;
  }
}
