package dev.fenceline.nvme.tcp;

import org.jspecify.annotations.Nullable;

/** PDU types of NVMe/TCP, with the length of their header and who may send them. */
public enum PduType {
  IC_REQ(0x00, "ICReq", 128, Receiver.CONTROLLER),
  IC_RESP(0x01, "ICResp", 128, Receiver.HOST),
  H2C_TERM_REQ(0x02, "H2CTermReq", 24, Receiver.CONTROLLER),
  C2H_TERM_REQ(0x03, "C2HTermReq", 24, Receiver.HOST),
  CAPSULE_CMD(0x04, "CapsuleCmd", 72, Receiver.CONTROLLER),
  CAPSULE_RESP(0x05, "CapsuleResp", 24, Receiver.HOST),
  H2C_DATA(0x06, "H2CData", 24, Receiver.CONTROLLER),
  C2H_DATA(0x07, "C2HData", 24, Receiver.HOST),
  R2T(0x09, "R2T", 24, Receiver.HOST);

  /** Longest TermReq: its header and 128 bytes of the offending one. */
  static final int TERM_REQ_LENGTH_MAX = 152;

  /** The receiver of a PDU. */
  public enum Receiver {
    CONTROLLER,
    HOST
  }

  private static final PduType[] ALL = values();

  private final int code;
  private final String label;
  private final int headerLength;
  private final Receiver receiver;

  PduType(int code, String label, int headerLength, Receiver receiver) {
    this.code = code;
    this.label = label;
    this.headerLength = headerLength;
    this.receiver = receiver;
  }

  /** Returns the type with this code; null if there is none. */
  static @Nullable PduType of(int code) {
    for (PduType type : ALL) {
      if (type.code == code) {
        return type;
      }
    }
    return null;
  }

  /**
   * Returns the type with this code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static PduType ofCode(int code) {
    PduType type = of(code);
    if (type == null) {
      throw new IllegalArgumentException("there is no PDU type " + code);
    }
    return type;
  }

  /** Returns the value of the PDU-Type byte. */
  public int code() {
    return code;
  }

  /** Returns the name in the specification. */
  public String label() {
    return label;
  }

  /** Returns HLEN, the header bytes without the digest. */
  public int headerLength() {
    return headerLength;
  }

  public Receiver receiver() {
    return receiver;
  }

  /** Reports whether this is an ICReq or ICResp. */
  public boolean isInitialization() {
    return this == IC_REQ || this == IC_RESP;
  }

  /** Reports whether this is an H2CTermReq or C2HTermReq. */
  public boolean isTermination() {
    return this == H2C_TERM_REQ || this == C2H_TERM_REQ;
  }

  /** Reports whether the PDU may have data that PDO points to and DDGST covers. */
  public boolean carriesData() {
    return this == CAPSULE_CMD || this == H2C_DATA || this == C2H_DATA;
  }

  /**
   * Reports whether negotiated digests apply. They do not apply to initialization and termination.
   */
  public boolean digested() {
    return !isInitialization() && !isTermination();
  }
}
