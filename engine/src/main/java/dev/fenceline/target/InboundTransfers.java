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
    final ByteBuf data;
    final Consumer<ReceivedCommand> then;
    boolean damaged;

    Transfer(ReceivedCommand command, int length, Consumer<ReceivedCommand> then) {
      this.command = command;
      this.data = Unpooled.buffer(length, length);
      this.then = then;
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
    if (piece.offset() != transfer.data.writerIndex()
        || piece.dataLength() > transfer.data.writableBytes()) {
      throw fatal(
          Status.OUT_OF_RANGE, "H2CData at %d+%d".formatted(piece.offset(), piece.dataLength()));
    }
    if (piece.last() != (piece.dataLength() == transfer.data.writableBytes())) {
      throw fatal(Status.SEQUENCE_ERROR, "LAST_PDU flag does not fit R2TL");
    }
    transfer.data.writeBytes(piece.data());
    transfer.damaged |= piece.damage() != null;
    if (piece.last()) {
      transfers.remove(piece.ttag());
      transfer.command.take(transfer.data, transfer.damaged);
      transfer.then.accept(transfer.command);
    }
  }

  private static FatalErrorException fatal(Status status, String problem) {
    return new FatalErrorException(FatalError.of(status, problem));
  }

  /** Ends all transfers and frees what had come; the commands that waited. */
  List<ReceivedCommand> drop() {
    List<ReceivedCommand> waiting = new ArrayList<>();
    for (Transfer transfer : transfers.values()) {
      transfer.data.release();
      waiting.add(transfer.command);
    }
    transfers.clear();
    return waiting;
  }
}
