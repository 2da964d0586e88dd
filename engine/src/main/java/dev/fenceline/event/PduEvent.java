package dev.fenceline.event;

import org.jspecify.annotations.Nullable;

/** NVMe/TCP PDUs as they pass, on the lane of their path. */
public sealed interface PduEvent extends Detail {
  /** The connection, numbered as in {@link ConnectionEvent}. */
  int connection();

  /**
   * A whole PDU passed a point of the path.
   *
   * @param type PDU type of the common header
   * @param qid queue of the connection, as its Connect command said; -1 before that
   * @param cntlid controller of the connection, as its Connect answer said; 0 before that
   * @param cid command identifier; -1 where the PDU has none
   * @param opcode opcode of a command capsule, else -1
   * @param status status of a response capsule, else -1
   * @param dataLength bytes of data that the PDU carries
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
   * Bytes that are no PDU, or none that can be read; the direction is decoded no more before one is
   * found.
   */
  @Kind("pdu-malformed")
  record Malformed(int connection, Direction direction, String text) implements PduEvent {}
}
