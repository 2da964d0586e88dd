package dev.fenceline.subsystem;

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
 * The data transfers from the host on one connection. Each command has one R2T for all its data,
 * which the host sends in order in PDUs of at most MAXH2CDATA bytes (reference 2.5). The queue
 * bounds the number of transfers, and MDTS bounds their size.
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

    /** The received data; null if the command has ended and further data is discarded. */
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
   * Starts a transfer.
   *
   * @param then receives the command when it has all its data
   * @return the R2T to send
   */
  Pdu.R2t begin(ReceivedCommand command, int length, Consumer<ReceivedCommand> then) {
    do {
      lastTag = lastTag % TAG_MAX + 1;
    } while (transfers.containsKey(lastTag));
    transfers.put(lastTag, new Transfer(command, length, then));
    return new Pdu.R2t(command.cid(), lastTag, 0, length);
  }

  /**
   * Accepts the next data of a transfer. The caller keeps ownership of the PDU.
   *
   * @throws FatalErrorException if the PDU is not the expected one
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
   * Releases the received data and discards further data: a host may have sent the rest of a
   * command's data before it received the completion.
   *
   * @return the commands that waited for data; none of them executes
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

  /**
   * Ends all transfers, as {@link #end} does, and forgets them, because the connection has ended.
   */
  List<ReceivedCommand> drop() {
    List<ReceivedCommand> waiting = end();
    transfers.clear();
    return waiting;
  }
}
