package dev.fenceline.exchange.capture;

import dev.fenceline.nvme.tcp.CommonHeader;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.PduScanner;
import dev.fenceline.nvme.tcp.PduType;
import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the PDUs in one direction of a connection: from its beginning if that was captured,
 * otherwise from the first plausible header, and again after every gap. A gap within the data of a
 * PDU whose header was captured is skipped. The finder buffers at most one header.
 */
final class PduFinder {
  /** A listener for the results. */
  interface Found {
    /**
     * Called when the connection is recognised as NVMe/TCP and the direction leads to this
     * receiver.
     */
    void recognised(long nanos, Receiver receiver);

    /** Called when the connection is not NVMe/TCP. */
    void foreign();

    /** Called when a PDU begins with the next bytes and earlier bytes can be discarded. */
    void resume();

    /** Called when bytes are not decoded until the next {@link #resume}. */
    default void searches() {}

    /** Called when a PDU begins where the previous one ended. */
    void begins();

    /** Called when the initialization was captured completely, so that the digests are known. */
    void initialized();

    /** Called when a PDU begins whose header shows the digests. */
    void shows(Digests digests);

    /** Called with bytes of PDUs, in order. */
    void bytes(long nanos, ByteBuf view);

    /** Called for missing bytes of a PDU's data. */
    void absent(long nanos, int count);

    /**
     * Called when a part of the direction was not decoded.
     *
     * @param bytes number of bytes, or -1 if it is not known
     */
    void lost(long nanos, long sinceNanos, long bytes, String reason);
  }

  private enum State {
    /** The next byte is the first of the connection. */
    START,
    /** The position within the PDUs is not known. */
    SEARCHING,
    /** The next bytes begin or continue a PDU. */
    IN_STEP,
    /** This is not NVMe/TCP. */
    FOREIGN
  }

  private static final String BEGINNING = "the beginning of the connection was not captured";
  private static final String GAP = "packets are missing";
  private static final String CUT = "packets were cut short by the capture";
  private static final String NO_PDU = "these bytes are no PDU";

  private static final int PDU_BYTES_MAX = 16 << 20;

  /** Number of bytes without a PDU after which a connection is considered not to be NVMe/TCP. */
  private static final long SEARCH_BYTES_MAX = 4 << 20;

  private static final long UNKNOWN = -1;

  private final Found found;
  private final ByteBuf kept = Unpooled.buffer();
  private State state = State.SEARCHING;
  private @Nullable Receiver receiver;
  private Digests digests = Digests.NONE;
  private boolean isInitialized;

  /** The PDU in progress. */
  private @Nullable CommonHeader current;

  private long left;

  private String lostReason = BEGINNING;
  private long lostBytes;
  private long lostSinceNanos = UNKNOWN;

  PduFinder(Found found) {
    this.found = found;
  }

  /** Notes that the next byte is the first of the connection. */
  void begin() {
    state = State.START;
  }

  /** Notes which side receives the bytes. */
  void receiver(Receiver side) {
    receiver = side;
  }

  /**
   * Notes that the initialization has shown the digests. From then on, PDUs with other digests are
   * wrong.
   */
  void initialized() {
    isInitialized = true;
  }

  /** Ignores all further bytes. */
  void stop() {
    state = State.FOREIGN;
    kept.clear();
  }

  /** Handles the next bytes of the direction. */
  void bytes(long nanos, ByteBuffer view) {
    ByteBuf in = Unpooled.wrappedBuffer(view);
    while (in.isReadable()) {
      switch (state) {
        case START -> start(nanos, in);
        case SEARCHING -> search(nanos, in);
        case IN_STEP -> step(nanos, in);
        case FOREIGN -> {
          return;
        }
      }
    }
  }

  private void start(long nanos, ByteBuf in) {
    if (!fill(in, CommonHeader.SIZE)) {
      return;
    }
    CommonHeader header = CommonHeader.read(kept, kept.readerIndex()).orElse(null);
    boolean begins =
        header != null
            && header.frames(PDU_BYTES_MAX)
            && (header.type().isInitialization() || header.type() == PduType.C2H_TERM_REQ);
    if (receiver == null && !begins) {
      stop();
      found.foreign();
      return;
    }
    if (receiver == null && header != null) {
      found.recognised(nanos, header.type().receiver());
    }
    state = State.IN_STEP;
    step(nanos, Unpooled.EMPTY_BUFFER);
  }

  /** Moves bytes until this many are buffered, and reports whether there were enough. */
  private boolean fill(ByteBuf in, int wanted) {
    int take = Math.min(in.readableBytes(), wanted - kept.readableBytes());
    if (take > 0) {
      kept.writeBytes(in, take);
    }
    return kept.readableBytes() >= wanted;
  }

  private void step(long nanos, ByteBuf in) {
    if (left > 0) {
      int take = (int) Math.min(left, in.readableBytes());
      left -= take;
      found.bytes(nanos, in.readSlice(take));
      ended();
      return;
    }
    if (!fill(in, CommonHeader.SIZE)) {
      return;
    }
    CommonHeader header = CommonHeader.read(kept, kept.readerIndex()).orElse(null);
    boolean isPdu =
        header != null && header.frames(PDU_BYTES_MAX) && header.type().receiver() == receiver;
    if (isPdu && header != null) {
      found.begins();
      began(header);
    }
    found.bytes(nanos, kept.duplicate());
    if (isPdu) {
      kept.clear();
    } else {
      search(nanos, NO_PDU);
    }
  }

  private void ended() {
    if (left == 0 && current != null && current.type() == PduType.IC_RESP) {
      found.initialized();
    }
  }

  private void began(CommonHeader header) {
    current = header;
    left = header.length() - CommonHeader.SIZE;
    if (header.type().digested() && !isInitialized) {
      Digests shown = header.digests(digests);
      if (!shown.equals(digests)) {
        digests = shown;
        found.shows(shown);
      }
    }
  }

  /** Skips missing bytes and then searches for a header again. */
  private void searchBehind(long sinceNanos, String reason, long bytes) {
    search(sinceNanos, reason);
    lose(bytes);
    lose(kept.readableBytes());
    kept.clear();
  }

  /** Searches for a header, first in the buffered bytes. */
  private void search(long sinceNanos, String reason) {
    if (lostSinceNanos == UNKNOWN) {
      lostSinceNanos = sinceNanos;
      lostReason = reason;
    }
    if (state != State.SEARCHING) {
      found.searches();
    }
    state = State.SEARCHING;
    current = null;
    left = 0;
  }

  private void lose(long bytes) {
    lostBytes = bytes < 0 || lostBytes < 0 ? UNKNOWN : lostBytes + bytes;
  }

  private void search(long nanos, ByteBuf in) {
    if (lostSinceNanos == UNKNOWN) {
      lostSinceNanos = nanos;
    }
    kept.writeBytes(in);
    take(nanos, PduScanner.scan(kept, receiver, PDU_BYTES_MAX));
    if (state == State.SEARCHING && receiver == null && lostBytes > SEARCH_BYTES_MAX) {
      stop();
      found.foreign();
    }
  }

  private void take(long nanos, PduScanner.Match match) {
    kept.skipBytes(match.skip());
    lose(match.skip());
    CommonHeader header = match.header();
    if (header == null) {
      kept.discardReadBytes();
    } else {
      resume(nanos, header);
    }
  }

  private void resume(long nanos, CommonHeader header) {
    if (receiver == null) {
      found.recognised(nanos, header.type().receiver());
    }
    ByteBuf rest = kept.copy();
    kept.clear();
    state = State.IN_STEP;
    if (lostBytes != 0 || !lostReason.equals(BEGINNING) || !header.type().isInitialization()) {
      found.lost(nanos, lostSinceNanos, lostBytes, lostReason);
    }
    lostBytes = 0;
    lostSinceNanos = UNKNOWN;
    if (!header.type().isInitialization()) {
      found.resume();
    }
    while (rest.isReadable() && state == State.IN_STEP) {
      step(nanos, rest);
    }
    if (rest.isReadable()) {
      search(nanos, rest);
    }
    rest.release();
  }

  /** Handles missing bytes; their number is -1 if it is not known. */
  void missing(long nanos, long sinceNanos, long count) {
    if (state == State.FOREIGN) {
      return;
    }
    if (canGoOn() && count >= 0 && count <= left) {
      found.lost(nanos, sinceNanos, count, GAP);
      absent(nanos, count);
      return;
    }
    if (canGoOn() && count > left) {
      absent(nanos, left);
    }
    searchBehind(sinceNanos, GAP, count);
  }

  /** Handles bytes that the capture truncated. */
  void cut(long nanos, long count) {
    if (state == State.SEARCHING) {
      PduScanner.Match match = PduScanner.scanCut(kept, receiver, PDU_BYTES_MAX);
      take(nanos, match);
    }
    if (state == State.FOREIGN) {
      return;
    }
    long beyond = count;
    if (canGoOn()) {
      long within = Math.min(count, left);
      absent(nanos, within);
      beyond -= within;
    }
    if (beyond > 0) {
      searchBehind(nanos, CUT, beyond);
    }
  }

  /** Reports whether enough of a PDU was captured to record it without the rest. */
  private boolean canGoOn() {
    return current != null
        && left > 0
        && current.length() - left >= PduScanner.telling(current.type(), current.headerDigest());
  }

  private void absent(long nanos, long count) {
    left -= count;
    found.absent(nanos, (int) count);
    ended();
  }

  /** Notes that no more bytes follow. */
  void close(long nanos) {
    if (state == State.SEARCHING && receiver != null && lostSinceNanos != UNKNOWN) {
      lose(kept.readableBytes());
      if (lostBytes != 0) {
        found.lost(nanos, lostSinceNanos, lostBytes, lostReason);
      }
    }
    stop();
  }
}
