package dev.fenceline.event;

import static dev.fenceline.event.Meaning.BLOCK;
import static dev.fenceline.event.Meaning.CODE;
import static dev.fenceline.event.Meaning.COMMAND;
import static dev.fenceline.event.Meaning.COUNT;
import static dev.fenceline.event.Meaning.DURATION;
import static dev.fenceline.event.Meaning.OPCODE;
import static dev.fenceline.event.Meaning.OPERATION;
import static dev.fenceline.event.Meaning.ORDINAL;
import static dev.fenceline.event.Meaning.QUEUE;
import static dev.fenceline.event.Meaning.STATUS;
import static dev.fenceline.event.Meaning.TEXT;

/**
 * One copy of a command, on the host's lane or on the lane of the target's instance. The controller
 * instance, {@code qid} (0 for admin) and {@code cid} identify a copy. With {@code qid} 0, {@code
 * opcode} is an admin or fabrics opcode, otherwise an NVM opcode. {@code lba} and {@code blocks}
 * are 0 if the command has none.
 */
public sealed interface CommandEvent extends Detail {
  /** Returns the queue of the command; 0 is the admin queue. */
  int qid();

  /** Returns the command identifier on the wire. */
  int cid();

  @Kind(name = "command-submitted", text = "Host: the command was queued for sending.")
  record Submitted(
      @Field(QUEUE) int qid,
      @Field(COMMAND) int cid,
      @Field(OPCODE) int opcode,
      @Field(value = BLOCK, text = "first block; 0 if the command has none") long lba,
      @Field(value = COUNT, text = "blocks that the command concerns; 0 if it has none") int blocks,
      @Field(value = OPERATION, text = "the logical operation of the command, or 0") long operation,
      @Field(
              value = ORDINAL,
              text =
                  "1 for the first copy of the operation, 2 for its first retry; 0 without an"
                      + " operation")
          int copy)
      implements CommandEvent {}

  @Kind(
      name = "command-sent",
      text = "Host: the last byte of the command and its data was passed to the connection.")
  record Sent(@Field(QUEUE) int qid, @Field(COMMAND) int cid) implements CommandEvent {}

  @Kind(name = "command-completed", text = "Host: the command completed before its timeout.")
  record Completed(
      @Field(QUEUE) int qid,
      @Field(COMMAND) int cid,
      @Field(STATUS) int status,
      @Field(value = CODE, text = "dword 0 of the completion", digits = 8) long dw0)
      implements CommandEvent {}

  @Kind(name = "command-timed-out", text = "Host: the command did not complete before its timeout.")
  record TimedOut(
      @Field(QUEUE) int qid,
      @Field(COMMAND) int cid,
      @Field(OPCODE) int opcode,
      @Field(value = DURATION, text = "the timeout of the command") long timeoutMillis)
      implements CommandEvent {}

  @Kind(
      name = "command-cancelled",
      text = "Host: the host ended the command itself, with a host status such as 371h.")
  record Cancelled(
      @Field(QUEUE) int qid,
      @Field(COMMAND) int cid,
      @Field(OPCODE) int opcode,
      @Field(STATUS) int status)
      implements CommandEvent {}

  @Kind(
      name = "command-answered-late",
      text = "Host: a completion arrived for a copy that had already ended, and was dropped.")
  record AnsweredLate(@Field(QUEUE) int qid, @Field(COMMAND) int cid, @Field(STATUS) int status)
      implements CommandEvent {}

  @Kind(name = "command-received", text = "Target: the command capsule has arrived.")
  record Received(
      @Field(QUEUE) int qid,
      @Field(COMMAND) int cid,
      @Field(OPCODE) int opcode,
      @Field(value = BLOCK, text = "first block; 0 if the command has none") long lba,
      @Field(value = COUNT, text = "blocks that the command concerns; 0 if it has none") int blocks)
      implements CommandEvent {}

  @Kind(
      name = "command-executing",
      text = "Target: the command was passed to media with all its data.")
  record Executing(
      @Field(QUEUE) int qid,
      @Field(COMMAND) int cid,
      @Field(OPCODE) int opcode,
      @Field(value = BLOCK, text = "first block; 0 if the command has none") long lba,
      @Field(value = COUNT, text = "blocks that the command concerns; 0 if it has none") int blocks,
      @Field(value = DURATION, text = "how long it takes unless it is revoked; -1 if it hangs")
          long takesNanos)
      implements CommandEvent {}

  @Kind(
      name = "command-executed",
      text = "Target: the command took effect on media, or failed there, at this moment.")
  record Executed(
      @Field(QUEUE) int qid,
      @Field(COMMAND) int cid,
      @Field(OPCODE) int opcode,
      @Field(value = BLOCK, text = "first block; 0 if the command has none") long lba,
      @Field(value = COUNT, text = "blocks that the command concerns; 0 if it has none") int blocks,
      @Field(STATUS) int status)
      implements CommandEvent {}

  @Kind(
      name = "command-revoked",
      text = "Target: the command was revoked before it had any effect on media.")
  record Revoked(
      @Field(QUEUE) int qid,
      @Field(COMMAND) int cid,
      @Field(OPCODE) int opcode,
      @Field(value = BLOCK, text = "first block; 0 if the command has none") long lba,
      @Field(value = COUNT, text = "blocks that the command concerns; 0 if it has none") int blocks,
      @Field(value = TEXT, text = "why it was revoked") String reason)
      implements CommandEvent {}

  @Kind(name = "command-answered", text = "Target: the completion was passed to the connection.")
  record Answered(
      @Field(QUEUE) int qid,
      @Field(COMMAND) int cid,
      @Field(STATUS) int status,
      @Field(value = CODE, text = "dword 0 of the completion", digits = 8) long dw0)
      implements CommandEvent {}
}
