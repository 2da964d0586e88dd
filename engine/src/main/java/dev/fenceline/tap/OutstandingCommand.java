package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.nvme.BlockRequest;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.identify.IdentifyRequest;
import dev.fenceline.nvme.log.LogPageRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An outstanding command, with its response data if that is small and needed. */
final class OutstandingCommand {
  /** Maximum size of kept response data, in bytes: an Identify structure or the CCR log. */
  private static final int ANSWER_MAX = 4096;

  private final Command command;
  private final int qid;
  private final Cause recorded;
  private final long sinceNanos;
  private byte @Nullable [] answer;

  /**
   * @param recorded the event that records the command
   */
  OutstandingCommand(Command command, int qid, Cause recorded, long sinceNanos) {
    this.command = command;
    this.qid = qid;
    this.recorded = recorded;
    this.sinceNanos = sinceNanos;
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

  Cause recorded() {
    return recorded;
  }

  long sinceNanos() {
    return sinceNanos;
  }

  /** Returns the name, such as {@code Keep Alive}. */
  String label() {
    return command.label(qid);
  }

  Optional<Opcode> operation() {
    return command.operation(qid);
  }

  boolean is(Opcode operation) {
    return operation().filter(operation::equals).isPresent();
  }

  /** Returns the first block; 0 if the command has none. */
  static long lba(Command command, int qid) {
    return hasBlocks(command, qid) ? BlockRequest.of(command).slba() : 0;
  }

  /** Returns the number of blocks; 0 if the command has none. */
  static int blocks(Command command, int qid) {
    return hasBlocks(command, qid) ? BlockRequest.of(command).blocks() : 0;
  }

  private static boolean hasBlocks(Command command, int qid) {
    return qid != 0
        && (command.opcode() == Opcode.Nvm.READ.code()
            || command.opcode() == Opcode.Nvm.WRITE.code());
  }

  /** Reports whether the command reads or writes blocks. */
  boolean movesBlocks() {
    return hasBlocks(command, qid);
  }

  boolean isWrite() {
    return movesBlocks() && command.opcode() == Opcode.Nvm.WRITE.code();
  }

  /** Reports whether another command performs the same operation on some of the same blocks. */
  boolean isLike(Command other, int otherQid) {
    if (!movesBlocks()
        || !hasBlocks(other, otherQid)
        || other.opcode() != command.opcode()
        || other.nsid() != command.nsid()) {
      return false;
    }
    long from = lba(command, qid);
    long otherFrom = lba(other, otherQid);
    return from < otherFrom + blocks(other, otherQid) && otherFrom < from + blocks(command, qid);
  }

  /** Reports whether another command performs the same operation on exactly the same blocks. */
  boolean isSameAs(Command other, int otherQid) {
    return isLike(other, otherQid)
        && lba(command, qid) == lba(other, otherQid)
        && blocks(command, qid) == blocks(other, otherQid);
  }

  /** Reports whether the command reads the Identify Controller structure. */
  boolean identifiesController() {
    return is(Opcode.Admin.IDENTIFY)
        && IdentifyRequest.of(command).cns() == IdentifyRequest.CNS_CONTROLLER;
  }

  /** Reports whether the command reads this log from its beginning. */
  boolean readsLog(int lid) {
    if (!is(Opcode.Admin.GET_LOG_PAGE)) {
      return false;
    }
    LogPageRequest request = LogPageRequest.of(command);
    return request.lid() == lid && request.offset() == 0;
  }

  private boolean isAnswerOfInterest() {
    return identifiesController()
        || readsLog(LogPageRequest.LID_CCR)
        || readsLog(LogPageRequest.LID_ANA);
  }

  /** Keeps a part of the response data, if it is needed. */
  void received(long offset, ByteBuf data) {
    int length = data.readableBytes();
    if (!isAnswerOfInterest() || offset < 0 || offset + length > ANSWER_MAX) {
      return;
    }
    if (answer == null) {
      answer = new byte[(int) Math.min(ANSWER_MAX, Math.max(length, command.sgl().length()))];
    }
    if (offset + length <= answer.length) {
      data.getBytes(data.readerIndex(), answer, (int) offset, length);
    }
  }

  /** Returns the response data received so far; empty if it is not needed. */
  ByteBuf answer() {
    return answer == null ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer);
  }
}
