package dev.fenceline.target;

import dev.fenceline.nvme.tcp.FatalError;
import dev.fenceline.nvme.tcp.FatalError.Status;
import dev.fenceline.nvme.tcp.FatalErrorException;
import dev.fenceline.nvme.tcp.Pdu;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The data that one connection waits for: one R2T for each command, for all of its data, which the
 * host sends in pieces of at most MAXH2CDATA bytes, in order (reference 2.5). Their number is
 * bounded by the queue, their size by MDTS.
 */
final class InboundTransfers {
  private static final int TAG_MAX = 0xFFFF;

  private final int maxH2cDataBytes;
  private final Map<Integer, Transfer> transfers = new LinkedHashMap<>();
  private int lastTag;

  InboundTransfers(int maxH2cDataBytes) {
    this.maxH2cDataBytes = maxH2cDataBytes;
  }

  private static final class Transfer {
    final ReceivedCommand command;
    final int length;
    final Consumer<ReceivedCommand> then;
    int received;

    /** What has come; null: its command has ended, and what still comes is thrown away. */
    @Nullable ByteBuf data;

    boolean damaged;

    Transfer(ReceivedCommand command, int length, Consumer<ReceivedCommand> then) {
      this.command = command;
      this.length = length;
      this.data = Unpooled.buffer(length, length);
      this.then = then;
    }

    int missing() {
      return length - received;
    }

    void release() {
      if (data != null) {
        data.release();
        data = null;
      }
    }
  }

  /**
   * Begins a transfer.
   *
   * @param then is given the command once it has all of its data
   * @return what to send
   */
  Pdu.R2t begin(ReceivedCommand command, int length, Consumer<ReceivedCommand> then) {
    do {
      lastTag = lastTag % TAG_MAX + 1;
    } while (transfers.containsKey(lastTag));
    transfers.put(lastTag, new Transfer(command, length, then));
    return new Pdu.R2t(command.cid(), lastTag, 0, length);
  }

  /**
   * Takes a piece; it stays the caller's.
   *
   * @throws FatalErrorException if it is not the piece that comes next
   */
  void accept(Pdu.H2cData piece) throws FatalErrorException {
    Transfer transfer = transfers.get(piece.ttag());
    if (transfer == null) {
      throw fatal(Status.SEQUENCE_ERROR, "H2CData with unknown TTAG " + piece.ttag());
    }
    if (piece.cccid() != transfer.command.cid()) {
      throw fatal(Status.SEQUENCE_ERROR, "H2CData with CCCID " + piece.cccid());
    }
    if (piece.dataLength() > maxH2cDataBytes) {
      throw fatal(Status.LIMIT_EXCEEDED, "H2CData above MAXH2CDATA: " + piece.dataLength());
    }
    if (piece.offset() != transfer.received || piece.dataLength() > transfer.missing()) {
      throw fatal(
          Status.OUT_OF_RANGE, "H2CData at %d+%d".formatted(piece.offset(), piece.dataLength()));
    }
    if (piece.last() != (piece.dataLength() == transfer.missing())) {
      throw fatal(Status.SEQUENCE_ERROR, "LAST_PDU flag does not fit R2TL");
    }
    transfer.received += piece.dataLength();
    transfer.damaged |= piece.damage() != null;
    if (transfer.data != null) {
      transfer.data.writeBytes(piece.data());
    }
    if (piece.last()) {
      transfers.remove(piece.ttag());
      complete(transfer);
    }
  }

  private static void complete(Transfer transfer) {
    ByteBuf data = transfer.data;
    if (data != null) {
      transfer.command.take(data, transfer.damaged);
      transfer.then.accept(transfer.command);
    }
  }

  private static FatalErrorException fatal(Status status, String problem) {
    return new FatalErrorException(FatalError.of(status, problem));
  }

  /**
   * Frees what had come, and throws away what still comes: a host that has been told of the end of
   * a command may have sent the rest of its data before it heard of it.
   *
   * @return the commands that waited; none of them goes on
   */
  List<ReceivedCommand> end() {
    List<ReceivedCommand> waiting = new ArrayList<>();
    for (Transfer transfer : transfers.values()) {
      if (transfer.data != null) {
        transfer.release();
        waiting.add(transfer.command);
      }
    }
    return waiting;
  }

  /** As {@link #end}, and no piece is expected any more: the connection has ended. */
  List<ReceivedCommand> drop() {
    List<ReceivedCommand> waiting = end();
    transfers.clear();
    return waiting;
  }
}
