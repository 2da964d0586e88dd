package dev.fenceline.subsystem;

import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.nvme.BlockRequest;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * One copy of a command, from the arrival of its capsule until it is completed or dropped. Owns the
 * data of the command. After its connection has closed, completions are discarded.
 */
final class ReceivedCommand {
  /** Sends the completions. */
  interface Answers {
    /** Completes a command. Does nothing if the command or the connection has ended. */
    void answer(ReceivedCommand command, Status status, long result, Cause cause);

    /** Completes a command with success and data, and takes ownership of the data. */
    void answerData(ReceivedCommand command, ByteBuf data, Cause cause);
  }

  private final Answers answers;
  private final Command command;
  private final int qid;
  private ByteBuf data = Unpooled.EMPTY_BUFFER;
  private Cause arrival = Cause.NONE;
  private boolean damaged;
  private boolean ended;

  /** Creates a command that has just arrived. */
  ReceivedCommand(Answers answers, Command command, int qid) {
    this.answers = answers;
    this.command = command;
    this.qid = qid;
  }

  /** Sets the event of its arrival. */
  void recorded(Cause received) {
    arrival = received;
  }

  /** Marks the command as ended; returns false if it has already ended. */
  boolean end() {
    boolean first = !ended;
    ended = true;
    return first;
  }

  Command command() {
    return command;
  }

  int qid() {
    return qid;
  }

  int cid() {
    return command.cid();
  }

  int opcode() {
    return command.opcode();
  }

  /** Returns the first block; 0 if the command has none. */
  long lba() {
    return hasBlocks(command, qid) ? BlockRequest.of(command).slba() : 0;
  }

  /** Returns the number of blocks; 0 if the command has none. */
  int blocks() {
    return hasBlocks(command, qid) ? BlockRequest.of(command).blocks() : 0;
  }

  /** Reports whether a command is a Read or Write of an I/O queue. */
  static boolean hasBlocks(Command command, int qid) {
    return qid != 0
        && (command.opcode() == Opcode.Nvm.READ.code()
            || command.opcode() == Opcode.Nvm.WRITE.code());
  }

  /** Returns the event of its arrival, as the cause of later events. */
  Cause arrival() {
    return arrival;
  }

  /** Returns the data of the command, which the command still owns. */
  ByteBuf data() {
    return data;
  }

  /** Takes ownership of the data; {@code digestWrong} says whether a data digest was wrong. */
  void take(ByteBuf received, boolean digestWrong) {
    data.release();
    data = received;
    damaged = digestWrong;
  }

  /** Reports whether a digest of the data was wrong, in which case the command must not execute. */
  boolean isDamaged() {
    return damaged;
  }

  /** Completes the command without a result. */
  void answer(Status status, Cause cause) {
    answers.answer(this, status, 0, cause);
  }

  /** Completes the command with success and a result in DW0 and DW1. */
  void answer(long result, Cause cause) {
    answers.answer(this, Status.SUCCESS, result, cause);
  }

  /** Refuses the command with a result in {@code dw0}. */
  void refuse(Status status, int dw0) {
    answers.answer(this, status, dw0, arrival);
  }

  /** Completes the command with a status caused by its arrival alone. */
  void refuse(Status status) {
    answer(status, arrival);
  }

  /** Refuses the command with DNR. */
  void refuse(StatusCode status) {
    refuse(Status.doNotRetry(status));
  }

  /** Completes the command with success and data to the host, and takes ownership of the data. */
  void answerData(ByteBuf result, Cause cause) {
    answers.answerData(this, result, cause);
  }

  /** Releases the data. May be called again. */
  void release() {
    data.release();
    data = Unpooled.EMPTY_BUFFER;
  }

  /** Returns the event that reports that the command will not be executed. */
  CommandEvent.Revoked revoked(String reason) {
    return new CommandEvent.Revoked(qid(), cid(), opcode(), lba(), blocks(), reason);
  }
}
