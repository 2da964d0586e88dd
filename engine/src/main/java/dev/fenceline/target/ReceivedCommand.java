package dev.fenceline.target;

import dev.fenceline.nvme.BlockRequest;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * One copy of a command, from the arrival of its capsule until it is answered or dropped. Owns the
 * data that came with it. After its connection has closed, answers go nowhere.
 */
final class ReceivedCommand {
  /** Where its answer goes. */
  interface Answers {
    /** Ends a command; nothing happens if it has ended, or the connection has. */
    void answer(ReceivedCommand command, Status status, long result, long cause);

    /** Ends a command with success and data, which is taken over. */
    void answerData(ReceivedCommand command, ByteBuf data, long cause);
  }

  private final Answers answers;
  private final Command command;
  private final int qid;
  private ByteBuf data = Unpooled.EMPTY_BUFFER;
  private long sequence;
  private boolean damaged;
  private boolean ended;

  /** A command that has just arrived. */
  ReceivedCommand(Answers answers, Command command, int qid) {
    this.answers = answers;
    this.command = command;
    this.qid = qid;
  }

  /** Its arrival was recorded. */
  void recorded(long received) {
    sequence = received;
  }

  /** Marks it as ended; false if it was before. */
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

  /** First block; 0 where the command has none. */
  long lba() {
    return hasBlocks(command, qid) ? BlockRequest.of(command).slba() : 0;
  }

  /** Number of blocks; 0 where the command has none. */
  int blocks() {
    return hasBlocks(command, qid) ? BlockRequest.of(command).blocks() : 0;
  }

  /** Whether it is a Read or a Write of an I/O queue. */
  static boolean hasBlocks(Command command, int qid) {
    return qid != 0
        && (command.opcode() == Opcode.Nvm.READ.code()
            || command.opcode() == Opcode.Nvm.WRITE.code());
  }

  /** The event of its arrival: the cause of what follows. */
  long sequence() {
    return sequence;
  }

  /** The data that came with it, still owned by it. */
  ByteBuf data() {
    return data;
  }

  /** Gives it data to own; {@code damaged}: a data digest was wrong. */
  void take(ByteBuf received, boolean digestWrong) {
    data.release();
    data = received;
    damaged = digestWrong;
  }

  /** Whether a digest of its data was wrong: it must not execute. */
  boolean isDamaged() {
    return damaged;
  }

  /** Ends it without result. */
  void answer(Status status, long cause) {
    answers.answer(this, status, 0, cause);
  }

  /** Ends it with success and a result in DW0 and DW1. */
  void answer(long result, long cause) {
    answers.answer(this, Status.SUCCESS, result, cause);
  }

  /** Refuses it; {@code dw0} says more. */
  void refuse(Status status, int dw0) {
    answers.answer(this, status, dw0, sequence);
  }

  /** Ends it with a status that came of nothing but its arrival. */
  void refuse(Status status) {
    answer(status, sequence);
  }

  /** Refuses it for good. */
  void refuse(StatusCode status) {
    refuse(Status.doNotRetry(status));
  }

  /** Ends it with success and data to the host; the data is taken over. */
  void answerData(ByteBuf result, long cause) {
    answers.answerData(this, result, cause);
  }

  /** Frees its data; it can be called again. */
  void release() {
    data.release();
    data = Unpooled.EMPTY_BUFFER;
  }
}
