package dev.fenceline.tap;

import dev.fenceline.event.Direction;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.FatalErrorException;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.nvme.tcp.PduParser;
import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection as one point sees it: cuts bytes into PDUs. Whole PDUs are read
 * where they lie; only the part of one that continues in the next bytes is copied.
 */
final class PduStream {
  /** Longest PDU that is taken for one, in bytes: well above the largest transfer of Linux. */
  static final int MAX_PDU_BYTES = 16 << 20;

  /** All of a PDU was seen. */
  private static final int WHOLE = Integer.MAX_VALUE;

  /** Is given each PDU while its bytes are at hand. */
  interface Sink {
    /**
     * A whole PDU.
     *
     * @param pdu released by the stream afterwards
     * @param bytes holds the PDU's bytes from {@code start} on
     */
    void pdu(Pdu pdu, ByteBuf bytes, int start);
  }

  private final PduParser parser;
  private @Nullable ByteBuf partial;
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

  /** What comes next of the PDU that goes on is made up. */
  void hole() {
    seen = Math.min(seen, partial == null ? 0 : partial.readableBytes());
  }

  /**
   * Whether so many bytes of the PDU that is just handed on, from its beginning, are not made up.
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
    ByteBuf begun = partial;
    if (begun == null) {
      parse(view, sink);
      keep(view);
      return;
    }
    begun.discardReadBytes().writeBytes(view);
    try {
      parse(begun, sink);
    } finally {
      if (!begun.isReadable()) {
        forget();
      }
    }
  }

  private void parse(ByteBuf in, Sink sink) throws FatalErrorException {
    while (in.isReadable()) {
      int start = in.readerIndex();
      Pdu pdu = parser.parse(in);
      if (pdu == null) {
        return;
      }
      try {
        sink.pdu(pdu, in, start);
      } finally {
        pdu.release();
        seen = WHOLE;
      }
    }
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
    if (partial != null) {
      partial.release();
      partial = null;
    }
  }
}
