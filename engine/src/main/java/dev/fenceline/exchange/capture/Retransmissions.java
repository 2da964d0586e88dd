package dev.fenceline.exchange.capture;

import java.util.concurrent.TimeUnit;

/**
 * Counts how often one end of a connection sends its oldest unconfirmed bytes again, as TCP does
 * when its timer expires. Copies that follow each other more closely than any such timer are those
 * that a capture on several interfaces has of one packet, or were asked for by the other end.
 */
final class Retransmissions {
  /** Linux waits 200 ms at least; what probes for the loss of a tail may be sooner. */
  static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private boolean hasSent;
  private boolean isConfirmed;
  private int sentEnd;
  private int confirmed;
  private int count;
  private long firstNanos;
  private long lastNanos;

  /** A segment with data was sent; returns whether it brings the oldest bytes once more. */
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

  /** The other end has confirmed what is before this number; returns whether that is more. */
  boolean confirmed(int number) {
    if (isConfirmed && number - confirmed <= 0) {
      return false;
    }
    isConfirmed = true;
    confirmed = number;
    count = 0;
    return true;
  }

  /** How often the oldest bytes were sent again. */
  int count() {
    return count;
  }

  /** When the first of these was sent. */
  long firstNanos() {
    return firstNanos;
  }
}
