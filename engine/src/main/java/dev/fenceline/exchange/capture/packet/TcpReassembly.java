package dev.fenceline.exchange.capture.packet;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a TCP connection: puts segments in order despite loss, duplication and
 * reordering. The first copy of a byte counts. A part that does not arrive within the limits is
 * reported as missing.
 */
public final class TcpReassembly {
  /** Receives the bytes in order, each with the moment at which a receiver could have read them. */
  public interface Sink {
    /** Called with the next bytes. */
    void bytes(long nanos, ByteBuffer view);

    /**
     * Called when the next bytes are missing from the capture.
     *
     * @param nanos when this became known
     * @param sinceNanos when the previous bytes arrived
     * @param count number of bytes, or -1 if it is not known
     */
    void missing(long nanos, long sinceNanos, long count);

    /** Called when the next bytes were truncated from their packet by the capture. */
    void cut(long nanos, long count);

    /** Called when the sender has ended the stream after its last byte. */
    void finished(long nanos);
  }

  /** The largest number of bytes that wait for earlier ones. */
  static final int WAITING_BYTES_MAX = 1 << 22;

  /** The largest number of segments that wait for earlier ones. */
  static final int WAITING_MAX = 1 << 13;

  /**
   * Time after which bytes that the receiver has acknowledged are no longer expected in the
   * capture.
   */
  static final long ACKNOWLEDGED_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** Time in which unacknowledged bytes can still be retransmitted. */
  static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  /**
   * Distance behind the expected number at which a segment cannot be a retransmission, because no
   * window is that large.
   */
  private static final long OLD_BYTES_MAX = 1L << 30;

  /** The first position, large enough that positions before the first byte are not negative. */
  private static final long BEGIN = 1L << 33;

  private static final long UNKNOWN = -1;

  private record Waiting(long nanos, ByteBuffer bytes, long missing) {
    long length() {
      return bytes.remaining() + missing;
    }
  }

  private final Sink sink;

  /** Waiting segments by position. A position is a sequence number that does not wrap. */
  private final TreeMap<Long, Waiting> waiting = new TreeMap<>();

  private boolean isBegun;
  private boolean isFinished;
  private long first;
  private long next;
  private long acknowledged = UNKNOWN;
  private long finAt = UNKNOWN;
  private long waitingBytes;
  private long waitingSinceNanos;
  private long lastNanos;

  public TcpReassembly(Sink sink) {
    this.sink = sink;
  }

  /** Reports whether a segment of this direction was seen. */
  public boolean isBegun() {
    return isBegun;
  }

  /** Begins the connection. The first byte has the next sequence number. */
  public void begin(long nanos, int sequence) {
    beginAt(nanos, sequence + 1);
  }

  /** Reports whether the direction began with this sequence number. */
  public boolean isBegunWith(int sequence) {
    return isBegun && sequence + 1 == (int) first;
  }

  private void beginAt(long nanos, int sequence) {
    isBegun = true;
    first = BEGIN + Integer.toUnsignedLong(sequence);
    next = first;
    lastNanos = nanos;
  }

  /** Returns the position of a sequence number that is near the expected one. */
  private long position(int sequence) {
    return next + (sequence - (int) next);
  }

  /**
   * Handles a segment.
   *
   * @param segment a segment of this direction, without SYN
   */
  public void segment(long nanos, TcpSegment segment) {
    if (!isBegun) {
      beginAt(nanos, segment.sequence());
    }
    long at = position(segment.sequence());
    if (segment.has(TcpSegment.FIN)) {
      finAt = at + segment.length();
    }
    if (segment.length() > 0 && !isFinished) {
      if (at < next - OLD_BYTES_MAX) {
        restart(nanos, at);
      }
      take(nanos, at, new Waiting(nanos, segment.payload(), segment.missing()));
    }
    settle(nanos);
  }

  /** Restarts after a loss so large that the sequence numbers may have wrapped. */
  private void restart(long nanos, long at) {
    waiting.clear();
    waitingBytes = 0;
    sink.missing(nanos, lastNanos, UNKNOWN);
    next = at;
    acknowledged = UNKNOWN;
  }

  private void take(long nanos, long at, Waiting segment) {
    if (at > next) {
      await(nanos, at, segment);
    } else if (at + segment.length() > next) {
      hand(nanos, at, segment);
      drain(nanos);
    }
  }

  private void await(long nanos, long at, Waiting segment) {
    if (waiting.isEmpty()) {
      waitingSinceNanos = nanos;
    }
    Waiting before = waiting.get(at);
    if (before == null || before.length() < segment.length()) {
      waiting.put(at, segment);
      waitingBytes += segment.bytes.remaining() - (before == null ? 0 : before.bytes.remaining());
    }
  }

  /** Passes on the new bytes of a segment that begins at or before the next byte. */
  private void hand(long nanos, long at, Waiting segment) {
    long seen = next - at;
    lastNanos = Math.max(lastNanos, nanos);
    int skip = (int) Math.min(seen, segment.bytes.remaining());
    ByteBuffer bytes = segment.bytes;
    if (skip < bytes.remaining()) {
      sink.bytes(lastNanos, bytes.slice(bytes.position() + skip, bytes.remaining() - skip));
    }
    next = at + segment.length();
    long missing = segment.missing - (seen - skip);
    if (missing > 0) {
      sink.cut(lastNanos, missing);
    }
  }

  /**
   * Passes on the waiting segments that are now in order. Their time is not before the given one,
   * at which their wait ended.
   */
  private void drain(long notBeforeNanos) {
    while (!waiting.isEmpty() && waiting.firstKey() <= next) {
      Map.Entry<Long, Waiting> entry = waiting.pollFirstEntry();
      Waiting segment = entry.getValue();
      waitingBytes -= segment.bytes.remaining();
      if (entry.getKey() + segment.length() > next) {
        hand(Math.max(notBeforeNanos, segment.nanos), entry.getKey(), segment);
      }
    }
  }

  /** Notes that the receiver has acknowledged everything before this sequence number. */
  public void acknowledged(long nanos, int number) {
    if (isBegun) {
      acknowledged = Math.max(acknowledged, position(number));
      settle(nanos);
    }
  }

  /** Gives up bytes that will not arrive, and ends the stream when its end is reached. */
  private void settle(long nanos) {
    while (!waiting.isEmpty() && isGivenUp(nanos)) {
      giveUp();
    }
    if (finAt == next && !isFinished) {
      isFinished = true;
      sink.finished(Math.max(nanos, lastNanos));
    }
  }

  private boolean isGivenUp(long nanos) {
    long waited = nanos - waitingSinceNanos;
    return waitingBytes > WAITING_BYTES_MAX
        || waiting.size() > WAITING_MAX
        || waited > WAIT_NANOS
        || (acknowledged >= waiting.firstKey() && waited > ACKNOWLEDGED_WAIT_NANOS);
  }

  private void giveUp() {
    long count = waiting.firstKey() - next;
    long nanos = Math.max(lastNanos, waiting.firstEntry().getValue().nanos);
    sink.missing(nanos, lastNanos, count);
    next = waiting.firstKey();
    drain(0);
    if (!waiting.isEmpty()) {
      waitingSinceNanos = waiting.firstEntry().getValue().nanos;
    }
  }

  /** Passes on the waiting segments with their gaps, because no further segments follow. */
  public void close() {
    while (!waiting.isEmpty()) {
      giveUp();
    }
    if (finAt == next && !isFinished) {
      isFinished = true;
      sink.finished(lastNanos);
    }
  }
}
