package dev.fenceline.tap.pdu;

import dev.fenceline.event.value.Direction;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.FatalErrorException;
import dev.fenceline.nvme.tcp.PassingPdu;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.nvme.tcp.PduParser;
import dev.fenceline.nvme.tcp.PduRule;
import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Splits the bytes of one direction of a connection, at one point, into PDUs. Whole PDUs are read
 * in place. Only an incomplete PDU is copied, until its remaining bytes arrive; if data is left
 * out, only its header is copied.
 */
final class PduStream {
  /** Maximum length of an accepted PDU, in bytes; well above the maximum transfer size of Linux. */
  static final int MAX_PDU_BYTES = 16 << 20;

  /** The whole PDU was seen. */
  private static final int WHOLE = Integer.MAX_VALUE;

  /** Number of bytes sufficient for any PDU without its data, to limit copying. */
  private static final int PIECE_BYTES = 256;

  /** Receives each PDU while its bytes are available. */
  interface Sink {
    /**
     * Called for each whole PDU.
     *
     * @param pdu the PDU, which the stream releases after the call
     * @param dataLength number of data bytes in the PDU, even if the data is left out
     * @param header the header bytes; null if the data is left out
     */
    void pdu(Pdu pdu, int dataLength, @Nullable ByteBuf header);
  }

  private final PduParser parser;
  private @Nullable ByteBuf partial;
  private @Nullable PassingPdu passing;
  private boolean leavesDataOut;
  private Digests digests = Digests.NONE;
  private boolean ended;

  /** Number of bytes of the current PDU that were seen before a hole. */
  private int seen = WHOLE;

  PduStream(Direction direction) {
    Receiver receiver = direction == Direction.TO_TARGET ? Receiver.CONTROLLER : Receiver.HOST;
    parser = new PduParser(receiver, MAX_PDU_BYTES);
  }

  void use(Digests granted) {
    digests = granted;
    parser.use(granted);
  }

  /** Accepts PDUs that violate rules, as {@link PduParser#tolerate} does. */
  void tolerate(Consumer<PduRule> told) {
    parser.tolerate(told);
  }

  /** Leaves out the data of the PDUs after this one and only checks and counts it. */
  void leaveDataOut() {
    leavesDataOut = true;
  }

  /** Marks the next bytes of the current PDU as fillers for bytes that were not seen. */
  void hole() {
    seen = Math.min(seen, begunBytes());
  }

  /**
   * Returns the number of bytes of the current PDU so far; if its data is left out, the length of
   * its header.
   */
  private int begunBytes() {
    if (passing != null) {
      return passing.pdu().type().headerLength();
    }
    return partial == null ? 0 : partial.readableBytes();
  }

  /**
   * Reports whether the first {@code bytes} bytes of the PDU passed to the sink were seen, without
   * fillers. Valid only within the header.
   */
  boolean isSeen(int bytes) {
    return seen >= bytes;
  }

  /** Reports whether all bytes of the PDU were seen, without fillers. */
  boolean isWhole() {
    return seen == WHOLE;
  }

  /** Treats the next bytes as the start of a PDU and keeps the digests. */
  void resume() {
    forget();
    seen = WHOLE;
    parser.resume(digests);
  }

  /**
   * Reads all bytes of the view.
   *
   * @throws FatalErrorException at the first bytes that are not a PDU; later bytes are ignored
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

  /** Reads a PDU with its data and returns whether it was complete. */
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

  /** Reads a PDU without its data and returns whether it was complete. */
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

  /** Ends the stream and discards an incomplete PDU. */
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
