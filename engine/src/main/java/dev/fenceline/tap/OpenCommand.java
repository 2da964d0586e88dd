package dev.fenceline.tap;

import dev.fenceline.nvme.BlockRequest;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.IdentifyRequest;
import dev.fenceline.nvme.LogPageRequest;
import dev.fenceline.nvme.Opcode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command that was seen and not answered yet, with what came of a small answer of interest. */
final class OpenCommand {
  /** The most bytes of an answer that are kept: every Identify structure, and the CCR log. */
  private static final int ANSWER_MAX = 4096;

  private final Command command;
  private final int qid;
  private final long sequence;
  private final long sinceNanos;
  private byte @Nullable [] answer;

  /**
   * @param sequence the event that says that it was seen
   */
  OpenCommand(Command command, int qid, long sequence, long sinceNanos) {
    this.command = command;
    this.qid = qid;
    this.sequence = sequence;
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

  long sequence() {
    return sequence;
  }

  long sinceNanos() {
    return sinceNanos;
  }

  /** Its name, such as {@code Keep Alive}. */
  String label() {
    return command.label(qid);
  }

  Optional<Opcode> operation() {
    return command.operation(qid);
  }

  boolean is(Opcode operation) {
    return operation().filter(operation::equals).isPresent();
  }

  /** First block; 0 where the command has none. */
  static long lba(Command command, int qid) {
    return hasBlocks(command, qid) ? BlockRequest.of(command).slba() : 0;
  }

  /** Number of blocks; 0 where the command has none. */
  static int blocks(Command command, int qid) {
    return hasBlocks(command, qid) ? BlockRequest.of(command).blocks() : 0;
  }

  private static boolean hasBlocks(Command command, int qid) {
    return qid != 0
        && (command.opcode() == Opcode.Nvm.READ.code()
            || command.opcode() == Opcode.Nvm.WRITE.code());
  }

  /** Whether it reads or writes blocks. */
  boolean movesBlocks() {
    return hasBlocks(command, qid);
  }

  boolean isWrite() {
    return movesBlocks() && command.opcode() == Opcode.Nvm.WRITE.code();
  }

  /** Whether another command does the same to some of the same blocks. */
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

  /** Whether it reads the structure that says who the controller is. */
  boolean identifiesController() {
    return is(Opcode.Admin.IDENTIFY)
        && IdentifyRequest.of(command).cns() == IdentifyRequest.CNS_CONTROLLER;
  }

  /** Whether it reads this log from its beginning. */
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

  /** Part of its answer has come. */
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

  /** What has come of its answer; empty if none is of interest. */
  ByteBuf answer() {
    return answer == null ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer);
  }
}
