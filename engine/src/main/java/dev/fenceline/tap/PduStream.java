package dev.fenceline.tap;

import dev.fenceline.event.Direction;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.FatalErrorException;
import dev.fenceline.nvme.tcp.PassingPdu;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.nvme.tcp.PduParser;
import dev.fenceline.nvme.tcp.PduType.Receiver;
import dev.fenceline.nvme.tcp.Rule;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection as one point sees it: cuts bytes into PDUs. Whole PDUs are read
 * where they lie; only the part of one that continues in the next bytes is copied, and of that the
 * header only once nobody reads the data.
 */
final class PduStream {
  /** Longest PDU that is taken for one, in bytes: well above the largest transfer of Linux. */
  static final int MAX_PDU_BYTES = 16 << 20;

  /** All of a PDU was seen. */
  private static final int WHOLE = Integer.MAX_VALUE;

  /** Enough for every PDU without its data, so that all of the next bytes need not be copied. */
  private static final int PIECE_BYTES = 256;

  /** Is given each PDU while its bytes are at hand. */
  interface Sink {
    /**
     * A whole PDU.
     *
     * @param pdu released by the stream afterwards
     * @param dataLength bytes of data that it carries, also where they are left out
     * @param header as it came; null where data is left out
     */
    void pdu(Pdu pdu, int dataLength, @Nullable ByteBuf header);
  }

  private final PduParser parser;
  private @Nullable ByteBuf partial;
  private @Nullable PassingPdu passing;
  private boolean leavesDataOut;
  private Digests digests = Digests.NONE;
  private boolean ended;

  /** So many bytes of the PDU that goes on were seen, then some were not. */
  private int seen = WHOLE;

  PduStream(Direction direction) {
    Receiver receiver = direction == Direction.TO_TARGET ? Receiver.CONTROLLER : Receiver.HOST;
    parser = new PduParser(receiver, MAX_PDU_BYTES);
  }

  void use(Digests granted) {
    digests = granted;
    parser.use(granted);
  }

  /** See {@link PduParser#tolerate}. */
  void tolerate(Consumer<Rule> told) {
    parser.tolerate(told);
  }

  /** Nobody reads the data of the PDUs after this one: it is checked and counted only. */
  void leaveDataOut() {
    leavesDataOut = true;
  }

  /** What comes next of the PDU that goes on is made up. */
  void hole() {
    seen = Math.min(seen, begunBytes());
  }

  /** Bytes of the PDU that goes on; of one whose data goes by those of the header. */
  private int begunBytes() {
    if (passing != null) {
      return passing.pdu().type().headerLength();
    }
    return partial == null ? 0 : partial.readableBytes();
  }

  /**
   * Whether so many bytes of the PDU that is just handed on, from its beginning, are not made up.
   * Tells nothing beyond the header.
   */
  boolean isSeen(int bytes) {
    return seen >= bytes;
  }

  /** Whether none of them is. */
  boolean isWhole() {
    return seen == WHOLE;
  }

  /** A PDU begins with the next bytes; digests stay as they are. */
  void resume() {
    forget();
    seen = WHOLE;
    parser.resume(digests);
  }

  /**
   * Takes all of the view.
   *
   * @throws FatalErrorException at the first bytes that are no PDU; later ones are ignored
   */
  void read(ByteBuf view, Sink sink) throws FatalErrorException {
    try {
      while (view.isReadable()) {
        ByteBuf begun = partial;
        if (begun == null) {
          parse(view, sink);
          keep(view);
        } else {
          goOn(begun, view, sink);
        }
      }
    } finally {
      view.skipBytes(view.readableBytes());
    }
  }

  private void goOn(ByteBuf begun, ByteBuf view, Sink sink) throws FatalErrorException {
    int more = view.readableBytes();
    begun.discardReadBytes().writeBytes(view, leavesDataOut ? Math.min(more, PIECE_BYTES) : more);
    try {
      parse(begun, sink);
    } finally {
      if (!begun.isReadable()) {
        forgetPartial();
      }
    }
  }

  private void parse(ByteBuf in, Sink sink) throws FatalErrorException {
    boolean whole = true;
    while (whole && in.isReadable()) {
      whole = leavesDataOut ? letPass(in, sink) : take(in, sink);
    }
  }

  /** Returns whether a PDU was whole. */
  private boolean take(ByteBuf in, Sink sink) throws FatalErrorException {
    int start = in.readerIndex();
    Pdu pdu = parser.parse(in);
    if (pdu == null) {
      return false;
    }
    try {
      sink.pdu(pdu, pdu.dataLength(), in.slice(start, pdu.type().headerLength()));
    } finally {
      pdu.release();
      seen = WHOLE;
    }
    return true;
  }

  /** The same for a PDU whose data goes by. */
  private boolean letPass(ByteBuf in, Sink sink) throws FatalErrorException {
    PassingPdu begun = passing == null ? parser.begin(in) : passing;
    passing = begun;
    if (begun == null || !begun.take(in)) {
      return false;
    }
    passing = null;
    try {
      sink.pdu(begun.pdu(), begun.dataLength(), null);
    } finally {
      seen = WHOLE;
    }
    return true;
  }

  private void keep(ByteBuf view) {
    if (view.isReadable()) {
      partial = Unpooled.buffer(view.readableBytes()).writeBytes(view);
    }
  }

  /** Nothing more comes. */
  void end() {
    ended = true;
    forget();
  }

  boolean isEnded() {
    return ended;
  }

  private void forget() {
    passing = null;
    forgetPartial();
  }

  private void forgetPartial() {
    if (partial != null) {
      partial.release();
      partial = null;
    }
  }
}
