package dev.fenceline.exchange.capture;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a TCP connection: puts segments in order, whatever was lost, doubled or
 * overtaken. Bytes that were seen first count. A part that does not come within a bound is given
 * up, and said to be missing.
 */
final class TcpReassembly {
  /** Is given the bytes in order, each time the moment at which a receiver could have read them. */
  interface Sink {
    /** The next bytes. */
    void bytes(long nanos, ByteBuffer view);

    /**
     * What would come next was not captured.
     *
     * @param nanos when it became known
     * @param sinceNanos when the bytes before it came
     * @param count how many bytes; -1: unknown
     */
    void missing(long nanos, long sinceNanos, long count);

    /** So many of the next bytes were cut from their packet, because the capture keeps no more. */
    void cut(long nanos, long count);

    /** The sender has ended the stream after its last byte. */
    void finished(long nanos);
  }

  /** Bytes that wait for what comes before them. */
  static final int WAITING_BYTES_MAX = 1 << 22;

  /** Segments that wait for what comes before them. */
  static final int WAITING_MAX = 1 << 13;

  /** What the receiver has confirmed and the capture does not have comes no more after this. */
  static final long ACKNOWLEDGED_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** What nobody has confirmed can still be sent again for so long. */
  static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** No window is so large that a segment this far back could be one that was sent again. */
  private static final long OLD_BYTES_MAX = 1L << 30;

  /** Positions begin here, so that one before the first byte is not negative. */
  private static final long BEGIN = 1L << 33;

  private static final long UNKNOWN = -1;

  private record Waiting(long nanos, ByteBuffer bytes, long missing) {
    long length() {
      return bytes.remaining() + missing;
    }
  }

  private final Sink sink;

  /** By position; a position is a sequence number that does not wrap. */
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

  TcpReassembly(Sink sink) {
    this.sink = sink;
  }

  /** Whether anything was seen of this direction. */
  boolean isBegun() {
    return isBegun;
  }

  /** Whether everything up to the sender's end was handed on. */
  boolean isFinished() {
    return isFinished;
  }

  /** The connection begins: the first byte has the number after this one. */
  void begin(long nanos, int sequence) {
    beginAt(nanos, sequence + 1);
  }

  /** Whether the direction began with this number. */
  boolean isBegunWith(int sequence) {
    return isBegun && sequence + 1 == (int) first;
  }

  private void beginAt(long nanos, int sequence) {
    isBegun = true;
    first = BEGIN + Integer.toUnsignedLong(sequence);
    next = first;
    lastNanos = nanos;
  }

  /** The position of a number, near the one that is expected. */
  private long position(int sequence) {
    return next + (sequence - (int) next);
  }

  /**
   * A segment was seen.
   *
   * @param segment one of this direction, without SYN
   */
  void segment(long nanos, TcpSegment segment) {
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

  /** So much was lost that the numbers have gone round. */
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

  /** Hands on what is new of a segment that begins at or before the next byte. */
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

  /** Hands on what waits and follows; not before a moment, if it waited for something till then. */
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

  /** The receiver has confirmed everything before this number. */
  void acknowledged(long nanos, int number) {
    if (isBegun) {
      acknowledged = Math.max(acknowledged, position(number));
      settle(nanos);
    }
  }

  /** Gives up what does not come any more; ends the stream when its end is reached. */
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

  /** Nothing more comes: hands on what waits, with its gaps. */
  void close() {
    while (!waiting.isEmpty()) {
      giveUp();
    }
    if (finAt == next && !isFinished) {
      isFinished = true;
      sink.finished(lastNanos);
    }
  }
}
