package dev.fenceline.event;

import org.jspecify.annotations.Nullable;

/** NVMe/TCP PDUs on the lane of their path. */
public sealed interface PduEvent extends Detail {
  /** Returns the connection, numbered as in {@link ConnectionEvent}. */
  int connection();

  /**
   * A whole PDU passed a point of the path.
   *
   * @param type PDU type of the common header
   * @param qid queue of the connection, from its Connect command; -1 before that
   * @param cntlid controller of the connection, from the response to Connect; 0 before that
   * @param cid command identifier; -1 if the PDU has none
   * @param opcode opcode of a command capsule, otherwise -1
   * @param status status of a response capsule, otherwise -1
   * @param dataLength number of data bytes in the PDU
   * @param header the PDU header in hexadecimal, kept for the admin queue only
   */
  @Kind("pdu")
  record Passed(
      int connection,
      Direction direction,
      Point point,
      int type,
      int qid,
      int cntlid,
      int cid,
      int opcode,
      int status,
      int dataLength,
      @Nullable String header)
      implements PduEvent {}

  /**
   * Bytes that are not a PDU or cannot be decoded. Decoding of this direction resumes when the
   * start of a PDU is found.
   */
  @Kind("pdu-malformed")
  record Malformed(int connection, Direction direction, String text) implements PduEvent {}
}
