package dev.fenceline.event;

import static dev.fenceline.event.Meaning.BYTES;
import static dev.fenceline.event.Meaning.CHOICE;
import static dev.fenceline.event.Meaning.CODE;
import static dev.fenceline.event.Meaning.COMMAND;
import static dev.fenceline.event.Meaning.CONNECTION;
import static dev.fenceline.event.Meaning.CONTROLLER;
import static dev.fenceline.event.Meaning.OPCODE;
import static dev.fenceline.event.Meaning.QUEUE;
import static dev.fenceline.event.Meaning.STATUS;
import static dev.fenceline.event.Meaning.TEXT;

import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import org.jspecify.annotations.Nullable;

/** NVMe/TCP PDUs on the lane of their path. */
public sealed interface PduEvent extends Detail {
  /** Returns the connection, numbered as in {@link ConnectionEvent}. */
  int connection();

  @Kind(name = "pdu", text = "A whole PDU passed a point of the path.")
  record Passed(
      @Field(CONNECTION) int connection,
      @Field(value = CHOICE, text = "the direction of the PDU") Direction direction,
      @Field(value = CHOICE, text = "where it was seen") Point point,
      @Field(value = CODE, text = "PDU type of the common header") int type,
      @Field(
              value = QUEUE,
              text = "queue of the connection, from its Connect command; -1 before that",
              none = -1)
          int qid,
      @Field(
              value = CONTROLLER,
              text = "controller of the connection, from the response to Connect; 0 before that")
          int cntlid,
      @Field(value = COMMAND, text = "command identifier; -1 if the PDU has none", none = -1)
          int cid,
      @Field(value = OPCODE, text = "opcode of a command capsule, otherwise -1", none = -1)
          int opcode,
      @Field(value = STATUS, text = "status of a response capsule, otherwise -1", none = -1)
          int status,
      @Field(value = BYTES, text = "data in the PDU") int dataLength,
      @Field(value = TEXT, text = "the PDU header in hexadecimal, kept for the admin queue only")
          @Nullable String header)
      implements PduEvent {}

  @Kind(
      name = "pdu-malformed",
      text =
          "Bytes are not a PDU or cannot be decoded; decoding of this direction resumes at the next"
              + " start of a PDU.")
  record Malformed(
      @Field(CONNECTION) int connection,
      @Field(value = CHOICE, text = "the direction of the bytes") Direction direction,
      @Field(value = TEXT, text = "what is wrong with them") String text)
      implements PduEvent {}
}
