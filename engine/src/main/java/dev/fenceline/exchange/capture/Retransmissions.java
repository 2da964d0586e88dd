package dev.fenceline.exchange.capture;

import java.util.concurrent.TimeUnit;

/**
 * Counts how often one end of a connection retransmits its oldest unacknowledged bytes, as TCP does
 * when its timer expires. Copies that follow each other faster than any such timer are duplicates
 * from a capture on several interfaces, or fast retransmissions that the other end requested.
 */
final class Retransmissions {
  /**
   * The smallest interval between retransmissions. Linux waits at least 200 ms; a tail loss probe
   * may come sooner.
   */
  static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private boolean hasSent;
  private boolean isConfirmed;
  private int sentEnd;
  private int confirmed;
  private int count;
  private long firstNanos;
  private long lastNanos;

  /** Notes that a segment with data was sent, and reports whether it repeats the oldest bytes. */
  boolean sent(long nanos, int sequence, int length) {
    int end = sequence + length;
    boolean isKnown = hasSent && sequence - sentEnd < 0;
    if (!hasSent || end - sentEnd > 0) {
      sentEnd = end;
    }
    hasSent = true;
    if (!isKnown || !isConfirmed || sequence != confirmed) {
      return false;
    }
    if (count > 0 && nanos - lastNanos < APART_NANOS) {
      return false;
    }
    firstNanos = count == 0 ? nanos : firstNanos;
    lastNanos = nanos;
    count++;
    return true;
  }

  /**
   * Notes that the other end has acknowledged the bytes before this number, and reports whether
   * that is new.
   */
  boolean confirmed(int number) {
    if (isConfirmed && number - confirmed <= 0) {
      return false;
    }
    isConfirmed = true;
    confirmed = number;
    count = 0;
    return true;
  }

  /** Returns the number of retransmissions of the oldest bytes. */
  int count() {
    return count;
  }

  /** Returns the time of the first retransmission. */
  long firstNanos() {
    return firstNanos;
  }
}
